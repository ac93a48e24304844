/** The controls of virtual time: play, one delivery, the next fault, speed in words, the moment. */
import { useId } from 'react'
import type { Playback, Trace } from '../../lab/index.ts'
import type { Dispatch } from '../action.ts'
import { Button } from '../button.tsx'
import { useSay } from '../words/say.tsx'
import { formatMoment, speedWords, type World } from '../words/time.ts'
import { fastest, nextSimSpeed, simSpeeds, slowest, stopOf } from './speed.ts'
import type { LabState } from './state.ts'
import { useWords } from './words.tsx'

export interface TransportProps {
  readonly lab: LabState
  readonly trace: Trace
  readonly playback: Playback
  readonly world: World
  readonly dispatch: Dispatch
}

export function Transport({ playback, dispatch }: TransportProps) {
  const say = useSay()
  const sayLab = useWords()
  const running = playback.mode !== 'paused'
  const turn = (by: 1 | -1) => () => dispatch({ type: 'lab', what: { act: 'turn', by } })
  const toFault = (by: 1 | -1) => () => dispatch({ type: 'step', by, to: 'fault' })
  return (
    <div className="lc-transport">
      <Button
        className="lc-wide"
        label={say('strip.backFault')}
        sign="backFault"
        bare
        kind="quiet"
        onClick={toFault(-1)}
      />
      <Button label={sayLab('lab.turn.back')} sign="back" bare onClick={turn(-1)} />
      <Button
        label={say(running ? 'strip.pause' : 'strip.play')}
        sign={running ? 'pause' : 'play'}
        bare
        onClick={() => dispatch({ type: running ? 'pause' : 'play' })}
      />
      <Button label={sayLab('lab.turn.forth')} sign="forward" bare onClick={turn(1)} />
      <Button
        className="lc-wide"
        label={say('strip.forwardFault')}
        sign="forwardFault"
        bare
        kind="quiet"
        onClick={toFault(1)}
      />
    </div>
  )
}

/** A slider on a log scale, with its number in words. */
export function Speed({ playback, dispatch }: TransportProps) {
  const say = useSay()
  const id = useId()
  const words = speedWords(playback.speed, say)
  const set = (factor: number) => dispatch({ type: 'lab', what: { act: 'speed', factor } })
  return (
    <div className="lc-speed lc-sim-speed" role="group" aria-label={say('speed.label')}>
      <Button
        label={say('speed.down')}
        sign="minus"
        kind="quiet"
        bare
        disabled={playback.speed <= slowest}
        onClick={() => set(nextSimSpeed(playback.speed, -1))}
      />
      <input
        id={id}
        type="range"
        min={0}
        max={simSpeeds.length - 1}
        step={1}
        value={stopOf(playback.speed)}
        aria-label={say('speed.label')}
        aria-valuetext={words}
        onChange={({ target }) => set(simSpeeds[Number(target.value)] ?? 1)}
      />
      <Button
        label={say('speed.up')}
        sign="plus"
        kind="quiet"
        bare
        disabled={playback.speed >= fastest}
        onClick={() => set(nextSimSpeed(playback.speed, 1))}
      />
      <output htmlFor={id}>{words}</output>
    </div>
  )
}

/** "virtual 3.2 s", and where the run's end is while the past is shown. */
export function Clock({ lab, trace, playback, world, dispatch }: TransportProps) {
  const say = useWords()
  const now = formatMoment(playback.time, world)
  const behind = playback.mode !== 'live' && playback.cursor < trace.end
  return (
    <div className="lc-sim-clock">
      <output title={behind ? say('lab.behind') : undefined}>
        {say('lab.clock', { moment: now })}
        {behind ? (
          <span className="lc-soft">
            {' '}
            {say('lab.clock.head', { moment: formatMoment(lab.nowMs + world.zeroMs, world) })}
          </span>
        ) : null}
      </output>
      {behind ? (
        <Button
          className="lc-sim-head"
          label={say('lab.head')}
          sign="live"
          kind="loud"
          onClick={() => dispatch({ type: 'live' })}
        />
      ) : null}
    </div>
  )
}
