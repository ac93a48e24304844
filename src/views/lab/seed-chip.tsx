/** The seed in the bar: a click takes another, the pen beside it (or Shift) lets one be entered. */
import { type FormEvent, useId, useState } from 'react'
import type { Dispatch } from '../action.ts'
import { Button } from '../button.tsx'
import { formatCount } from '../words/time.ts'
import { useWords } from './words.tsx'

/** 0 … 2^32 − 1; null for what is no seed. Spaces that group digits don't count. */
export function readSeed(text: string): number | null {
  const bare = text.replace(/\s/g, '')
  if (!/^(\d{1,10}|0x[0-9a-f]{1,8})$/i.test(bare)) return null
  const seed = Number(bare)
  return seed < 2 ** 32 ? seed : null
}

export interface SeedChipProps {
  readonly seed: number
  readonly dispatch: Dispatch
}

export function SeedChip({ seed, dispatch }: SeedChipProps) {
  const say = useWords()
  const [entering, setEntering] = useState(false)
  const run = (next: number) => {
    setEntering(false)
    dispatch({ type: 'lab', what: { act: 'seed', seed: next } })
  }
  return (
    <div className="lc-seed">
      <button
        type="button"
        className="lc-room"
        title={say('lab.seed.long', { seed })}
        aria-label={say('lab.seed.long', { seed })}
        onClick={(event) => (event.shiftKey ? setEntering(true) : run(anotherSeed()))}
      >
        <span className="lc-label">{say('lab.seed')}</span>
        <span className="lc-room-code">{formatCount(seed)}</span>
      </button>
      <Button
        label={say('lab.seed.enter')}
        sign="edit"
        kind="quiet"
        bare
        aria-expanded={entering}
        onClick={() => setEntering(!entering)}
      />
      {entering ? <SeedForm seed={seed} onRun={run} onClose={() => setEntering(false)} /> : null}
    </div>
  )
}

function anotherSeed(): number {
  return crypto.getRandomValues(new Uint32Array(1))[0] ?? 0
}

interface SeedFormProps {
  readonly seed: number
  readonly onRun: (seed: number) => void
  readonly onClose: () => void
}

function SeedForm({ seed, onRun, onClose }: SeedFormProps) {
  const say = useWords()
  const id = useId()
  const [text, setText] = useState(String(seed))
  const [wrong, setWrong] = useState(false)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    const next = readSeed(text)
    setWrong(next === null)
    if (next !== null) onRun(next)
  }
  return (
    <form
      className="lc-seed-form"
      onSubmit={submit}
      onKeyDown={(event) => (event.key === 'Escape' ? onClose() : undefined)}
    >
      <label htmlFor={id}>{say('lab.seed.enter')}</label>
      <input
        id={id}
        className="lc-field lc-mono"
        inputMode="numeric"
        autoComplete="off"
        spellCheck={false}
        value={text}
        ref={(field) => {
          if (field !== null && document.activeElement !== field) field.select()
        }}
        aria-invalid={wrong}
        aria-describedby={`${id}-hint`}
        onChange={({ target }) => setText(target.value)}
      />
      <p id={`${id}-hint`} className="lc-label" role={wrong ? 'alert' : undefined}>
        {say(wrong ? 'lab.seed.wrong' : 'lab.seed.field')}
      </p>
      <Button type="submit" label={say('lab.seed.run')} sign="play" kind="loud" />
    </form>
  )
}
