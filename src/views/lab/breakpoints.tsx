/** Breakpoints: the run stops by itself when a promise is broken or an event matches. */
import { type FormEvent, type RefObject, useEffect, useId, useRef, useState } from 'react'
import type { Dispatch } from '../action.ts'
import { Button } from '../button.tsx'
import type { Breakpoint } from './action.ts'
import type { LabState, Lamp } from './state.ts'
import { type SayLab, useWords } from './words.tsx'

export interface BreakpointsProps {
  readonly lab: Pick<LabState, 'breakpoints' | 'promises'>
  readonly onClose: () => void
  readonly dispatch: Dispatch
}

/** Kinds of events that have words of their own; `any` is none of them. */
const kinds = [
  'any',
  'exit',
  'spawn',
  'sent',
  'delivered',
  'dropped',
  'state',
  'nodedown',
  'nodeup',
  'note',
  'op',
] as const

type KnownKind = (typeof kinds)[number]

export function Breakpoints({ lab, onClose, dispatch }: BreakpointsProps) {
  const say = useWords()
  const { breakpoints, promises } = lab
  const box = useRef<HTMLElement>(null)
  useLeaving(box, onClose)
  return (
    <section ref={box} className="lc-breaks" aria-label={say('lab.breaks')}>
      <header>
        <h3>{say('lab.breaks')}</h3>
        <Button label={say('lab.breaks.close')} sign="close" kind="quiet" bare onClick={onClose} />
      </header>
      {breakpoints.length === 0 ? <p className="lc-soft">{say('lab.breaks.none')}</p> : null}
      <ul>
        {breakpoints.map((breakpoint, place) => {
          const what = breakpointWords(breakpoint, promises, say)
          return (
            <li key={what}>
              <span>{what}</span>
              <Button
                label={say('lab.breaks.remove', { what })}
                sign="close"
                kind="quiet"
                bare
                onClick={() => dispatch({ type: 'lab', what: { act: 'clearBreakpoint', place } })}
              />
            </li>
          )
        })}
      </ul>
      <Add
        onAdd={(breakpoint) => dispatch({ type: 'lab', what: { act: 'breakpoint', breakpoint } })}
        promises={promises}
      />
    </section>
  )
}

/** Escape closes it wherever the focus is, so does a press elsewhere; its own button toggles. */
function useLeaving(box: RefObject<HTMLElement | null>, onClose: () => void): void {
  const close = useRef(onClose)
  close.current = onClose
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.key !== 'Escape') return
      event.stopPropagation()
      event.preventDefault()
      close.current()
    }
    const onPress = ({ target }: PointerEvent) => {
      if (!(target instanceof Element) || target.closest('.lc-sim-deeds') !== null) return
      if (!box.current?.contains(target)) close.current()
    }
    addEventListener('keydown', onKey, { capture: true })
    addEventListener('pointerdown', onPress)
    return () => {
      removeEventListener('keydown', onKey, { capture: true })
      removeEventListener('pointerdown', onPress)
    }
  }, [box])
}

interface AddProps {
  readonly promises: readonly Lamp[]
  readonly onAdd: (breakpoint: Breakpoint) => void
}

function Add({ promises, onAdd }: AddProps) {
  const say = useWords()
  const id = useId()
  const [promise, setPromise] = useState(promises[0]?.name ?? '')
  const [kind, setKind] = useState<KnownKind>('exit')
  const [text, setText] = useState('')
  const addEvent = (event: FormEvent) => {
    event.preventDefault()
    onAdd({ on: 'event', kind: kind === 'any' ? null : kind, text: text.trim() })
    setText('')
  }
  const addBroken = (event: FormEvent) => {
    event.preventDefault()
    onAdd({ on: 'broken', promise })
  }
  return (
    <>
      {promises.length === 0 ? null : (
        <form onSubmit={addBroken}>
          <label htmlFor={`${id}-promise`}>{say('lab.breaks.addBroken')}</label>
          <select
            id={`${id}-promise`}
            className="lc-field"
            value={promise}
            onChange={({ target }) => setPromise(target.value)}
          >
            {promises.map(({ name, inWords }) => (
              <option key={name} value={name}>
                {inWords}
              </option>
            ))}
          </select>
          <Button type="submit" label={say('lab.breaks.add')} sign="plus" />
        </form>
      )}
      <form onSubmit={addEvent}>
        <label htmlFor={`${id}-kind`}>{say('lab.breaks.addEvent')}</label>
        <select
          id={`${id}-kind`}
          className="lc-field"
          value={kind}
          onChange={({ target }) => setKind(target.value as KnownKind)}
        >
          {kinds.map((each) => (
            <option key={each} value={each}>
              {say(`lab.kind.${each}`)}
            </option>
          ))}
        </select>
        <input
          className="lc-field"
          aria-label={say('lab.breaks.text')}
          placeholder={say('lab.breaks.text.hint')}
          autoComplete="off"
          spellCheck={false}
          value={text}
          onChange={({ target }) => setText(target.value)}
        />
        <Button
          type="submit"
          label={say('lab.breaks.add')}
          sign="plus"
          disabled={kind === 'any' && text.trim() === ''}
        />
      </form>
    </>
  )
}

/** "when a process ends, with “n2”" */
function breakpointWords(breakpoint: Breakpoint, promises: readonly Lamp[], say: SayLab): string {
  if (breakpoint.on === 'broken') {
    const { promise: name } = breakpoint
    const promise = promises.find((lamp) => lamp.name === name)?.inWords ?? name
    return say('lab.breaks.broken', { promise })
  }
  const kind = kindWords(breakpoint.kind, say)
  if (breakpoint.text === '') return say('lab.breaks.event', { kind })
  return say('lab.breaks.event.text', { kind, text: breakpoint.text })
}

function kindWords(kind: string | null, say: SayLab): string {
  const known = kinds.find((each) => each === kind)
  return kind === null ? say('lab.kind.any') : known ? say(`lab.kind.${known}`) : kind
}

/** Why it stopped. */
export function stoppedWords(
  breakpoint: Breakpoint,
  promises: readonly Lamp[],
  say: SayLab,
): string {
  if (breakpoint.on === 'event') return breakpointWords(breakpoint, promises, say)
  const { promise: name } = breakpoint
  const promise = promises.find((lamp) => lamp.name === name)?.inWords ?? name
  return say('lab.breaks.stopped.broken', { promise })
}
