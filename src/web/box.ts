/**
 * A box: a frame without origin, network or storage, with one worker in it (public/box.html). Code
 * of anybody runs in there; it has nothing but the ports that it is given.
 */
import type { Boot } from './messages.ts'

export interface Box {
  /** Ends the worker too, even one that is stuck in an endless loop. */
  close(): void
}

export interface EmptyBox extends Box {
  /** Once. `failed` hears of an error that nobody in the box caught: it is broken then. */
  fill(
    source: string,
    boot: Boot,
    ports: readonly MessagePort[],
    failed: (problem: string) => void,
  ): Box
}

/** A frame that is loading already, while it isn't known yet what will live in it. */
export function emptyBox(): EmptyBox {
  const frame = document.createElement('iframe')
  const loaded = new Promise<void>((resolve) => frame.addEventListener('load', () => resolve()))
  frame.setAttribute('sandbox', 'allow-scripts')
  frame.hidden = true
  frame.src = new URL('box.html', document.baseURI).href
  document.body.append(frame)
  const report = new MessageChannel()
  const box: Box = {
    close: () => {
      frame.remove()
      report.port1.close()
    },
  }
  const fill: EmptyBox['fill'] = (source, boot, ports, failed) => {
    frame.title = `The box of ${boot.name}`
    report.port1.onmessage = ({ data }: MessageEvent<{ problem: string }>) => failed(data.problem)
    void loaded.then(() => {
      // An opaque origin can't be named as a target; the frame can't go to another one either.
      frame.contentWindow?.postMessage({ source, boot }, '*', [report.port2, ...ports])
    })
    return box
  }
  return { ...box, fill }
}
