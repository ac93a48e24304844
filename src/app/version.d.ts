/** The version and a hash of what was built: vite.config.ts. */
declare const __APP_VERSION__: string
