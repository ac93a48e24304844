/** The build of msgpackr that needs no eval has no types of its own; it offers the same names. */
declare module 'msgpackr/index-no-eval' {
  export * from 'msgpackr'
}
