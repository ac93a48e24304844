/**
 * The source of a boxed node as one classic script: src/web/box/node-main.ts and all that it
 * imports, bundled by scripts/vite/boxed-node.ts.
 */
declare module 'virtual:boxed-node' {
  const source: string
  export default source
}

/** The same of a simulated world: src/app/lab/world.worker.ts. */
declare module 'virtual:boxed-world' {
  const source: string
  export default source
}
