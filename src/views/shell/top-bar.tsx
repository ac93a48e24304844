/**
 * The top bar: what this is, which room and machine, which world, and the few things always at
 * hand.
 */
import { useEffect, useState } from 'react'
import type { Dispatch, Theme } from '../action.ts'
import { Button } from '../button.tsx'
import { useMedia } from '../media.ts'
import { useSay } from '../words/say.tsx'
import type { World } from '../words/time.ts'
import { WorldBadge } from '../world-badge.tsx'
import { ThemeAndKeys } from './theme-and-keys.tsx'
import './top-bar.css'

export interface TopBarProps {
  readonly room: string
  /** The link that brings somebody into the room. */
  readonly link: string
  /** This machine's name; '' while it isn't settled. */
  readonly machine: string
  readonly world: World['kind']
  readonly theme: Theme
  /** The observer is open. */
  readonly observing: boolean
  readonly dispatch: Dispatch
}

/** The program that free play begins with. */
const FIRST_PROGRAM = 'heartbeat'

export function TopBar(props: TopBarProps) {
  const { room, link, machine, world, theme, observing, dispatch } = props
  const say = useSay()
  const narrow = useMedia('(max-width: 699px)')
  const compact = useMedia('(max-width: 899px)')
  const close = useMedia('(max-width: 1099px)')
  return (
    <header className="lc-top">
      <h1>
        <Mark />
        <span className={compact ? 'lc-hidden' : undefined}>{say('app.name')}</span>
      </h1>
      <Room room={room} link={link} />
      {machine === '' || narrow ? null : (
        <span className="lc-top-machine">
          {say('app.machine')} <b>{machine}</b>
        </span>
      )}
      {narrow ? null : <WorldBadge kind={world} />}
      <nav className="lc-top-end" aria-label={say('app.panels')}>
        <Button
          label={say('shelf.title')}
          sign="book"
          kind="quiet"
          bare={close}
          onClick={() => dispatch({ type: 'panel', panel: 'lesson' })}
        />
        <Button
          label={say('app.freePlay')}
          sign="beaker"
          kind="quiet"
          bare={close}
          onClick={() => dispatch({ type: 'lab', what: { act: 'program', id: FIRST_PROGRAM } })}
        />
        <Button
          label={say('app.observer')}
          sign="field"
          kind="quiet"
          bare={close}
          aria-pressed={observing}
          onClick={() => dispatch({ type: 'observer', open: !observing })}
        />
        <Button
          label={say('app.addMachine')}
          sign="joined"
          kind={narrow ? 'quiet' : 'plain'}
          bare={narrow}
          onClick={() => dispatch({ type: 'addMachine' })}
        />
        <ThemeAndKeys theme={theme} narrow={narrow} dispatch={dispatch} />
      </nav>
    </header>
  )
}

/** A supervisor above two workers, one of them dead: the whole idea in 24 px. */
export function Mark() {
  return (
    <svg className="lc-mark" width={24} height={24} viewBox="0 0 24 24" aria-hidden="true">
      <path d="M8.5 1.5h7v7h-7zM12 8.5V12M5.5 15v-3h13v3" />
      <circle cx={5.5} cy={19} r={3.5} />
      <circle className="lc-mark-dead" cx={18.5} cy={19} r={3.5} />
      <path className="lc-mark-cross" d="M17 17.5l3 3M20 17.5l-3 3" />
    </svg>
  )
}

function Room({ room, link }: { readonly room: string; readonly link: string }) {
  const say = useSay()
  const [copied, setCopied] = useState(false)
  useEffect(() => {
    if (!copied) return
    const timer = setTimeout(() => setCopied(false), 1_500)
    return () => clearTimeout(timer)
  }, [copied])
  const copy = () => {
    navigator.clipboard?.writeText(link).then(
      () => setCopied(true),
      () => setCopied(false),
    )
  }
  return (
    <button type="button" className="lc-room" title={say('app.room.copy')} onClick={copy}>
      <span className="lc-label">{copied ? say('app.room.copied') : say('app.room')}</span>
      <span className="lc-room-code">{room}</span>
    </button>
  )
}
