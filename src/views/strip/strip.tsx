/**
 * The strip: one clock at the bottom, always. Play, pause and step move the picture's cursor over
 * the recorded trace, never the processes; the badge says which world is seen and how far behind it
 * is.
 */
import { useState } from 'react'
import { type Playback, slowFactor, type Trace } from '../../lab/index.ts'
import type { Dispatch } from '../action.ts'
import { Button } from '../button.tsx'
import type { Names } from '../names.ts'
import { useSay } from '../words/say.tsx'
import { formatSpan, nextSpeed, speeds, speedWords, type World } from '../words/time.ts'
import { WorldBadge } from '../world-badge.tsx'
import { Paper } from './paper.tsx'
import type { Reading } from './reading.ts'
import { type PaperMs, papers } from './tape.ts'
import { TapeView } from './tape-view.tsx'
import './strip.css'

export interface StripProps {
  readonly trace: Trace
  readonly reading: Reading
  readonly playback: Playback
  readonly world: World
  readonly names: Names
  readonly dispatch: Dispatch
}

export function Strip(props: StripProps) {
  const say = useSay()
  const [chosenMs, setChosenMs] = useState<PaperMs>(60_000)
  // Dragging beyond the left edge brings everything into sight, until it is live again.
  const [widened, setWidened] = useState(false)
  if (widened && props.playback.mode === 'live') setWidened(false)
  const paperMs = widened ? null : chosenMs
  const choose = (ms: PaperMs) => {
    setWidened(false)
    setChosenMs(ms)
  }
  return (
    <section className="lc-strip" data-world={props.world.kind} aria-label={say('strip.label')}>
      <div className="lc-strip-controls">
        <Transport {...props} />
        <Speed {...props} />
        <Paper papers={papers} paperMs={paperMs} onChange={choose} />
        <Whereabouts {...props} />
      </div>
      <TapeView {...props} paperMs={paperMs} onEdge={() => setWidened(true)} />
    </section>
  )
}

function Transport({ playback, dispatch }: StripProps) {
  const say = useSay()
  const running = playback.mode !== 'paused'
  const step = (by: 1 | -1, to: 'event' | 'fault') => () => dispatch({ type: 'step', by, to })
  return (
    <div className="lc-transport">
      <Button
        className="lc-wide"
        label={say('strip.backFault')}
        sign="backFault"
        bare
        kind="quiet"
        onClick={step(-1, 'fault')}
      />
      <Button label={say('strip.back')} sign="back" bare onClick={step(-1, 'event')} />
      <Button
        label={say(running ? 'strip.pause' : 'strip.play')}
        sign={running ? 'pause' : 'play'}
        bare
        onClick={() => dispatch({ type: running ? 'pause' : 'play' })}
      />
      <Button label={say('strip.forward')} sign="forward" bare onClick={step(1, 'event')} />
      <Button
        className="lc-wide"
        label={say('strip.forwardFault')}
        sign="forwardFault"
        bare
        kind="quiet"
        onClick={step(1, 'fault')}
      />
    </div>
  )
}

function Speed({ playback, trace, dispatch }: StripProps) {
  const say = useSay()
  const { speed, slow } = playback
  const live = playback.mode === 'live'
  const factor = slow === null ? 0 : slowFactor(slow, trace).factor
  const turn = (by: 1 | -1) => () => dispatch({ type: 'speed', factor: nextSpeed(speed, by) })
  return (
    <div className="lc-speed" role="group" aria-label={say('speed.label')}>
      <Button
        label={say('speed.down')}
        sign="minus"
        kind="quiet"
        bare
        disabled={live || speed <= (speeds[0] ?? 0)}
        onClick={turn(-1)}
      />
      <output>{speedWords(live ? 1 / Math.max(1, factor) : speed, say)}</output>
      <Button
        label={say('speed.up')}
        sign="plus"
        kind="quiet"
        bare
        disabled={live || speed >= (speeds.at(-1) ?? 1)}
        onClick={turn(1)}
      />
    </div>
  )
}

function Whereabouts({ trace, playback, world, dispatch }: StripProps) {
  const say = useSay()
  const last = trace.end > trace.first ? trace.timeAt(trace.end - 1) : playback.time
  const behind = Math.max(0, last - playback.time)
  return (
    <div className="lc-whereabouts">
      <WorldBadge kind={world.kind} />
      {world.kind === 'recording' ? (
        <>
          <span className="lc-behind">{say('strip.behind', { span: formatSpan(behind) })}</span>
          <Button
            className="lc-back-to-live"
            label={say('strip.live')}
            sign="live"
            kind="loud"
            onClick={() => dispatch({ type: 'live' })}
          />
        </>
      ) : null}
    </div>
  )
}
