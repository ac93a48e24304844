/**
 * Signs, drawn by hand on a 16 × 16 grid: no icon font, no emoji, the same in every browser. They
 * always stand beside a word or carry one for screen readers.
 */
const paths = {
  kill: 'M3.5 3.5l9 9M12.5 3.5l-9 9',
  restart: 'M13 8a5 5 0 1 1-1.6-3.7M13 1.8v3.4H9.6',
  lost: 'M6.5 2.5l-3 11M12.5 2.5l-3 11',
  joined: 'M8 2.5v11M2.5 8h11',
  suspected: 'M5 5.6C5 3.9 6.3 2.8 8 2.8s3 1.1 3 2.7C11 7.8 8 7.6 8 10M8 12.6v.6',
  edit: 'M3 13l.8-3L11 2.8 13.2 5 6 12.2zM9.4 4.4l2.2 2.2',
  hand: 'M8 13.5V4M4 8l4-4.5L12 8',
  fuse: 'M1.5 8H4M12 8h2.5M4 5h8v6H4zM6 9.5l4-3',
  crash: 'M9.5 1.5L4 9h3.5l-1 5.5L12 7H8.5z',
  suspend: 'M5.5 3v10M10.5 3v10',
  resume: 'M4.5 2.8v10.4L12.5 8z',
  send: 'M2.5 4.5h7l4 3.5-4 3.5h-7z',
  plug: 'M5.5 2v3.5M10.5 2v3.5M3.5 5.5h9v2.2a4.5 4.5 0 0 1-9 0zM8 12.2v2.3',
  unplug: 'M5.5 1v2.5M10.5 1v2.5M3.5 3.5h9M3.5 6h9v1.7a4.5 4.5 0 0 1-9 0zM8 12.2v2.3',
  play: 'M4.5 2.8v10.4L12.5 8z',
  pause: 'M5.5 3v10M10.5 3v10',
  back: 'M11.5 3L6 8l5.5 5M3.8 3v10',
  forward: 'M4.5 3L10 8l-5.5 5M12.2 3v10',
  backFault: 'M6 3L1.5 8 6 13M8.5 5.5l5 5M13.5 5.5l-5 5',
  forwardFault: 'M10 3l4.5 5L10 13M2.5 5.5l5 5M7.5 5.5l-5 5',
  live: 'M8 3a5 5 0 1 0 .01 0',
  sim: 'M2.5 2.5h11v11h-11zM2.5 6.2h11M2.5 9.8h11M6.2 2.5v11M9.8 2.5v11',
  recording: 'M2 13.5L5.5 3M6 13.5L9.5 3M10 13.5L13.5 3',
  inspect: 'M7 2.5a4.5 4.5 0 1 0 .01 0M10.3 10.3l3.4 3.4',
  close: 'M3.5 3.5l9 9M12.5 3.5l-9 9',
  machine: 'M2 3h12v8H2zM5.5 13.5h5',
  mail: 'M2.5 4h11v8h-11zM2.5 4.5L8 8.8l5.5-4.3',
  check: 'M2.8 8.4l3.4 3.6 7-8',
  minus: 'M3 8h10',
  plus: 'M8 3v10M3 8h10',
  dot: 'M8 5.5a2.5 2.5 0 1 0 .01 0',
  light:
    'M8 5a3 3 0 1 0 .01 0M8 1v1.5M8 13.5V15M1 8h1.5M13.5 8H15M3 3l1 1M12 12l1 1M3 13l1-1M12 4l1-1',
  dark: 'M12.8 9.8A5.6 5.6 0 0 1 6.2 3.2a5.6 5.6 0 1 0 6.6 6.6z',
  system: 'M8 2.5a5.5 5.5 0 1 0 .01 0M8 2.5v11',
  book: 'M8 4v9.5M8 4C6.5 2.8 4.5 2.5 2 2.5V12c2.5 0 4.5.3 6 1.5 1.5-1.2 3.5-1.5 6-1.5V2.5c-2.5 0-4.5.3-6 1.5',
  cores: 'M3 13.5v-3M6.5 13.5V8M10 13.5V5M13.5 13.5v-11',
  list: 'M5.5 4h8M5.5 8h8M5.5 12h8M2.5 4h.1M2.5 8h.1M2.5 12h.1',
  field:
    'M2.5 2.5h3v3h-3zM10.5 2.5h3v3h-3zM2.5 10.5h3v3h-3zM10.5 10.5h3v3h-3zM8 4v.1M8 12v.1M4 8h.1M8 8h.1M12 8h.1',
  tree: 'M6 2h4v3.5H6zM2 10.5h4V14H2zM10 10.5h4V14h-4zM8 5.5V8M4 10.5V8h8v2.5',
  spacetime: 'M2 3h12M2 13h12M4.5 3l6 9.5M10.8 8.8V13H6.6',
  fold: 'M3.5 6L8 10.5 12.5 6',
  unfold: 'M3.5 10L8 5.5l4.5 4.5',
  slow: 'M8 2.5a5.5 5.5 0 1 0 .01 0M8 8L4.8 9.8',
  clock: 'M8 2.5a5.5 5.5 0 1 0 .01 0M8 4.5V8l2.5 2',
  lossy: 'M2 8h2.2M6 8h1.6M9.6 8h1M12.8 8h1.2M4 4.5l1.5 1.5M10 10l1.5 1.5',
  duplicate: 'M2.5 2.5h8v6h-8zM5.5 11v2.5h8v-6H11',
  reorder: 'M2 5h9l-2.5-2.5M14 11H5l2.5 2.5',
  fork: 'M4.5 14V2.5M4.5 10c5 0 7-2 7-6.5M9.3 5.5l2.2-2.2 2.2 2.2',
  undo: 'M5.5 3L2 6.5 5.5 10M2 6.5h7.5a4 4 0 0 1 0 7H6',
  heal: 'M8 3v10M3 8h10M2.5 2.5h11v11h-11z',
  brush: 'M2.5 13.5c2.5 0 4-.8 4-3l6-7.5 1 1-6.5 7c0 2.5-2 3.5-4.5 2.5z',
  stop: 'M5 2h6l3 3v6l-3 3H5l-3-3V5z',
  beaker: 'M6 2v4.5L2.8 13.5h10.4L10 6.5V2M4.8 2h6.4M4.6 9.8h6.8',
  warning: 'M8 2.2L14.5 13.5h-13zM8 6.5v3.4M8 11.6v.3',
  left: 'M10 3L5 8l5 5',
  right: 'M6 3l5 5-5 5',
} as const

export type Sign = keyof typeof paths

export function Icon({ sign, size = 16 }: { readonly sign: Sign; readonly size?: number }) {
  return (
    <svg className="lc-icon" width={size} height={size} viewBox="0 0 16 16" aria-hidden="true">
      <path d={paths[sign]} />
    </svg>
  )
}

/** The bare path, for a sign inside another drawing. */
export function signPath(sign: Sign): string {
  return paths[sign]
}
