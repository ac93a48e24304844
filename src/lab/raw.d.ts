/** A program's text is imported as text, never as code. */
declare module '*?raw' {
  const text: string
  export default text
}
