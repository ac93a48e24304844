/**
 * The page's content security policy, written into the built index.html (Vite's development server
 * needs inline scripts). public/box.html, where strangers' code runs, has its own and never this.
 */
import type { Plugin } from 'vite'

const policy = {
  'default-src': ["'self'"],
  'script-src': ["'self'"],
  // CodeMirror writes its themes into style elements.
  'style-src': ["'self'", "'unsafe-inline'"],
  'img-src': ["'self'", 'data:', 'blob:'],
  'font-src': ["'self'"],
  // Covers the introducer's web socket too: 'self' matches ws: of the same host and port.
  'connect-src': ["'self'"],
  'worker-src': ["'self'", 'blob:'],
  'frame-src': ["'self'"],
  'object-src': ["'none'"],
  'base-uri': ["'none'"],
  'form-action': ["'none'"],
}

export function contentPolicy(): Plugin {
  const content = Object.entries(policy)
    .map(([directive, sources]) => `${directive} ${sources.join(' ')}`)
    .join('; ')
  const attrs = { 'http-equiv': 'Content-Security-Policy', content }
  return {
    name: 'content-policy',
    apply: 'build',
    transformIndexHtml: () => [{ tag: 'meta', attrs, injectTo: 'head-prepend' }],
  }
}
