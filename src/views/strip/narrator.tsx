/** Tells what matters to those who don't see the picture: a polite live region fed by the marks. */
import { useEffect, useRef, useState } from 'react'
import type { Trace } from '../../lab/index.ts'
import type { Names } from '../names.ts'
import { eventSentence } from '../sentences/event-sentence.ts'
import { useSay } from '../words/say.tsx'
import type { Mark, Reading } from './reading.ts'

export interface NarratorProps {
  readonly trace: Trace
  readonly reading: Reading
  readonly names: Names
}

/** Gathered so long before they are told together, ms. */
const GATHER_MS = 700
/** Sentences told at once; the newest count. */
const AT_ONCE = 4

export function Narrator({ trace, reading, names }: NarratorProps) {
  const say = useSay()
  const told = useRef<number | null>(null)
  const [words, setWords] = useState('')
  const newest = reading.marks.at(-1)?.event ?? -1
  useEffect(() => {
    told.current ??= newest
    if (newest <= told.current) return
    const timer = setTimeout(() => {
      const fresh = freshMarks(reading.marks, told.current ?? -1, trace.first)
      told.current = newest
      setWords(fresh.map((mark) => eventSentence(trace.at(mark.event), names, say)).join('. '))
    }, GATHER_MS)
    return () => clearTimeout(timer)
  }, [newest, reading, trace, names, say])
  return (
    <div className="lc-hidden" role="status" aria-live="polite">
      {words}
    </div>
  )
}

export function freshMarks(marks: readonly Mark[], after: number, first: number): readonly Mark[] {
  return marks
    .slice(-AT_ONCE * 4)
    .filter(({ event, kind }) => event > after && event >= first && kind !== 'hand')
    .slice(-AT_ONCE)
}
