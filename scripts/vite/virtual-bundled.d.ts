/** What scripts/vite/bundled.ts makes of a module: the text of a classic script. */
declare module '*?bundled' {
  const source: string
  export default source
}
