/** The program of the tests of what is held back: `main` writes and sends, `listen` hears. */
import {
  link,
  monitor,
  now,
  type Pid,
  type Recorded,
  receive,
  register,
  type Term,
  trapExit,
  type Waits,
} from '../index.ts'

export const here = 'n1@a'
export const there = 'n1@b'
export const record = new Uint8Array([1, 2, 3])

export type Main = (listener: Pid) => Waits<void> | void
/** What came to `listen`, and when. */
export type Heard = (readonly [message: Term, atMs: number])[]

export function program(main: Main, heard: Heard): Readonly<Record<string, unknown>> {
  return {
    main,
    *listen(): Waits<void> {
      register('listener')
      trapExit(true)
      for (;;) {
        const message = (yield receive()) as Term
        heard.push([message, now()])
        if (!Array.isArray(message)) continue
        if (message[0] === 'watch') monitor(message[1] as Pid)
        if (message[0] === 'watch_name') monitor(['writer', here])
        if (message[0] === 'link') link(message[1] as Pid)
      }
    },
  }
}

interface Told {
  readonly first: number
  readonly end: number
  at(index: number): Recorded
}

export function eventsOf(trace: Told): Recorded[] {
  return Array.from({ length: trace.end - trace.first }, (_, i) => trace.at(trace.first + i))
}

/** What the disk was asked for, in the order of its answers. */
export function askedOf(trace: Told): { do: string; file: string; at: number }[] {
  return eventsOf(trace)
    .filter(({ kind }) => kind === 'disk')
    .map(({ term, at }) => ({ ...(term as { do: string; file: string }), at }))
}
