/** Why one of the page's own programs couldn't be compiled: the compiler is loaded when wanted. */
export type NoCompiler =
  | { readonly what: 'offline' }
  /** In the browser's or the compiler's own words. */
  | { readonly what: 'compiler'; readonly problem: string }
