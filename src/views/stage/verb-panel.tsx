/**
 * The verbs of one thing: buttons, and a small form for those that ask for a word. The same panel
 * stands beside the thing on the picture and in the inspector.
 */
import { type FormEvent, useEffect, useId, useRef, useState } from 'react'
import type { System } from '../../lab/index.ts'
import type { Dispatch, Selection } from '../action.ts'
import { Button } from '../button.tsx'
import type { Sign } from '../icon.tsx'
import type { SimSight } from '../lab/sight.ts'
import { asks, opOf, readWord, type Verb, verbsFor } from '../verbs.ts'
import { useSay } from '../words/say.tsx'
import { DeedPanel } from './deed-panel.tsx'
import { nameOf } from './thing.ts'
import './deeds.css'
import './verbs.css'

export interface VerbPanelProps {
  readonly selection: Selection
  readonly system: System
  /** False while the picture shows the past: then there is one verb, going back. */
  readonly acting: boolean
  /** The file the process runs, when it can be edited. */
  readonly source: string | null
  /** In a simulated world: what else can be hurt there. */
  readonly sim?: SimSight | undefined
  readonly dispatch: Dispatch
}

const signs: Readonly<Record<Verb, Sign>> = {
  kill: 'kill',
  crash: 'crash',
  suspend: 'suspend',
  resume: 'resume',
  send: 'send',
  edit: 'edit',
  kill_node: 'kill',
  cut: 'unplug',
  mend: 'plug',
}

const shortcuts: Partial<Record<Verb, string>> = { kill: 'K', suspend: 'S', resume: 'S', edit: 'E' }

export function VerbPanel(props: VerbPanelProps) {
  const { selection, sim, dispatch } = props
  if (sim === undefined || selection.thing === 'process' || selection.thing === 'machine') {
    return <Verbs {...props} />
  }
  return <DeedPanel {...{ selection, sim, dispatch }} />
}

function Verbs(props: VerbPanelProps) {
  const say = useSay()
  const [asking, setAsking] = useState<'crash' | 'send' | null>(null)
  const group = useRef<HTMLDivElement>(null)
  const asked = useRef<Verb | null>(null)
  useEffect(() => {
    if (asking === null && asked.current !== null) {
      group.current?.querySelector<HTMLElement>(`[data-verb=${asked.current}]`)?.focus()
    }
    asked.current = asking
  }, [asking])
  const name = nameOf(props.selection, props.system)
  const verbs = verbsFor(props.selection, props.system, props.source)
  if (!props.acting) return <p className="lc-verbs-note">{say('verbs.recording')}</p>
  if (asking !== null && verbs.includes(asking)) {
    return <AskForm {...props} verb={asking} onDone={() => setAsking(null)} />
  }
  if (verbs.length === 0) return <p className="lc-verbs-note">{noneWords(props, say)}</p>
  const act = (verb: Verb) => {
    if (verb === 'crash' || verb === 'send') return setAsking(verb)
    perform(verb, props)
  }
  return (
    <div ref={group} className="lc-verbs" role="group" aria-label={say('verbs.label', { name })}>
      {verbs.map((verb) => (
        <VerbButton key={verb} verb={verb} name={name} onPress={() => act(verb)} />
      ))}
    </div>
  )
}

interface VerbButtonProps {
  readonly verb: Verb
  readonly name: string
  readonly onPress: () => void
}

export function VerbButton({ verb, name, onPress }: VerbButtonProps) {
  const say = useSay()
  const label = say(`verb.${verb}`)
  const shortcut = shortcuts[verb]
  return (
    <Button
      label={label}
      sign={signs[verb]}
      kind={verb === 'kill' || verb === 'kill_node' ? 'fatal' : 'plain'}
      data-verb={verb}
      aria-label={say('verb.of', { verb: label, name })}
      {...(shortcut === undefined ? {} : { shortcut })}
      onClick={onPress}
    />
  )
}

/** Does a verb that asks nothing. */
export function perform(verb: Verb, { selection, system, source, dispatch }: VerbPanelProps): void {
  if (verb === 'edit') {
    if (source !== null) dispatch({ type: 'edit', file: source })
    return
  }
  const op = asks(verb) ? null : opOf(verb, selection, system)
  if (op !== null) dispatch({ type: 'op', op })
}

function noneWords({ selection, system }: VerbPanelProps, say: ReturnType<typeof useSay>): string {
  if (selection.thing === 'process') return say('verbs.dead')
  const machine = selection.thing === 'machine' ? system.machines.get(selection.name) : undefined
  return say(machine?.here === true ? 'verbs.machineHere' : 'verbs.none')
}

interface AskFormProps extends VerbPanelProps {
  readonly verb: 'crash' | 'send'
  readonly onDone: () => void
}

function AskForm({ verb, selection, system, dispatch, onDone }: AskFormProps) {
  const say = useSay()
  const id = useId()
  const [text, setText] = useState(verb === 'crash' ? 'boom' : '')
  const field = useRef<HTMLInputElement>(null)
  useEffect(() => field.current?.select(), [])
  const submit = (event: FormEvent) => {
    event.preventDefault()
    const op = text.trim() === '' ? null : opOf(verb, selection, system, readWord(text))
    if (op === null) return
    dispatch({ type: 'op', op })
    onDone()
  }
  return (
    <form className="lc-ask" onSubmit={submit}>
      <label htmlFor={id}>{say(verb === 'crash' ? 'ask.reason' : 'ask.message')}</label>
      <input
        id={id}
        className="lc-field lc-mono"
        value={text}
        ref={field}
        autoComplete="off"
        spellCheck={false}
        aria-describedby={`${id}-hint`}
        onChange={(event) => setText(event.target.value)}
        onKeyDown={(event) => {
          if (event.key !== 'Escape') return
          event.stopPropagation()
          onDone()
        }}
      />
      <p id={`${id}-hint`} className="lc-label">
        {say('ask.hint')}
      </p>
      <div className="lc-ask-buttons">
        <Button
          type="submit"
          label={say(verb === 'crash' ? 'ask.crash' : 'ask.send')}
          sign={signs[verb]}
          kind={verb === 'crash' ? 'fatal' : 'loud'}
        />
        <Button label={say('ask.cancel')} kind="quiet" onClick={onDone} />
      </div>
    </form>
  )
}
