/**
 * Which actions count as done in the open step. The same action may be asked for twice in a lesson;
 * what was done in an earlier step is no answer to a later one.
 */
import { useRef, useState } from 'react'
import type { Op } from '../../lab/index.ts'
import type { LessonPanelProps } from './lesson-panel.tsx'

export function useActed({ lesson, step, progress, dispatch }: LessonPanelProps) {
  const id = lesson.steps[step]?.id ?? ''
  const [doneBefore] = useState(progress.done)
  const [pressed, setPressed] = useState<Readonly<Record<string, readonly string[]>>>({})
  const opened = useRef({ id, acted: progress.acted })
  if (opened.current.id !== id) opened.current = { id, acted: progress.acted }
  const fresh = progress.acted.filter((name) => !opened.current.acted.includes(name))
  const acted = doneBefore.includes(id) ? progress.acted : [...fresh, ...(pressed[id] ?? [])]
  const onOp = (op: Op, action: string) => {
    setPressed((old) => ({ ...old, [id]: [...(old[id] ?? []), action] }))
    dispatch({ type: 'op', op })
  }
  return { acted, onOp }
}
