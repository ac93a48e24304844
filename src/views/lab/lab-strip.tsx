/**
 * The strip of a simulated world: branches on top, the controls of virtual time, and the tape with
 * the faults in force as bars. Dragging reads the trace; what somebody does in the past forks.
 */
import { useState } from 'react'
import type { Playback, Trace } from '../../lab/index.ts'
import type { Action, Dispatch } from '../action.ts'
import { Button } from '../button.tsx'
import type { Names } from '../names.ts'
import { eventSentence } from '../sentences/event-sentence.ts'
import { Paper } from '../strip/paper.tsx'
import type { Reading } from '../strip/reading.ts'
import { type PaperMs, xOf } from '../strip/tape.ts'
import { TapeView } from '../strip/tape-view.tsx'
import { useSay } from '../words/say.tsx'
import { formatCount, formatMoment, type World } from '../words/time.ts'
import type { Say } from '../words/words.ts'
import { WorldBadge } from '../world-badge.tsx'
import { BranchTree } from './branch-tree-view.tsx'
import { Breakpoints, stoppedWords } from './breakpoints.tsx'
import { ForceBars } from './force-bars.tsx'
import type { LabState, Parting } from './state.ts'
import { Clock, Speed, Transport } from './transport.tsx'
import { type SayLab, useWords } from './words.tsx'
import '../strip/strip.css'
import './lab-strip.css'

export interface LabStripProps {
  readonly lab: LabState
  readonly trace: Trace
  readonly reading: Reading
  readonly playback: Playback
  readonly world: World
  readonly names: Names
  readonly dispatch: Dispatch
}

/** How much virtual time the paper can show, ms; null: all that is recorded. */
const papers: readonly PaperMs[] = [1_000, 5_000, 10_000, 60_000, 600_000, null]

export function LabStrip(props: LabStripProps) {
  const { lab, trace, world, dispatch } = props
  const say = useWords()
  const [paperMs, setPaperMs] = useState<PaperMs>(5_000)
  const [breaking, setBreaking] = useState(false)
  const partedAt = lab.compared?.partedAt?.atMs ?? null
  const step = (by: 1 | -1): Action => ({ type: 'lab', what: { act: 'turn', by } })
  return (
    <section
      className="lc-strip lc-sim-strip"
      data-world="sim"
      aria-label={say('lab.strip')}
      aria-busy={lab.rerun !== null}
    >
      {breaking ? <Breakpoints {...props} onClose={() => setBreaking(false)} /> : null}
      <Told {...props} />
      {lab.branches.length > 1 ? <BranchTree {...props} /> : null}
      <div className="lc-strip-controls">
        <Transport {...props} />
        <Speed {...props} />
        <Clock {...props} />
        <Deeds {...props} onBreak={() => setBreaking(!breaking)} breaking={breaking} />
        <Paper papers={papers} paperMs={paperMs} onChange={setPaperMs} />
        <Meter lab={lab} />
        <WorldBadge kind="sim" />
      </div>
      <TapeView
        {...props}
        step={step}
        paperMs={paperMs}
        onEdge={() => setPaperMs(null)}
        over={(window, width) => (
          <>
            <ForceBars {...{ trace, world, window, width, dispatch }} />
            {partedAt === null ? null : (
              <span
                className="lc-parted"
                role="img"
                aria-label={say('lab.compared.mark')}
                title={say('lab.compared.mark')}
                style={{ transform: `translateX(${Math.round(xOf(partedAt, window, width))}px)` }}
              />
            )}
          </>
        )}
      />
    </section>
  )
}

/** What has to be said now: it is run again, it stopped by itself, two branches are compared. */
function Told({ lab, trace, world, names, dispatch }: LabStripProps) {
  const say = useWords()
  const sayAll = useSay()
  const { rerun, stopped, said, compared, promises } = lab
  return (
    <div className="lc-sim-told" role="status">
      {rerun === null ? null : (
        <p>
          <progress value={rerun} max={1} />
          {say('lab.rerun', { percent: Math.floor(rerun * 100) })}
        </p>
      )}
      {said === null || rerun !== null ? null : (
        <p>
          {say(`lab.said.${said.what}`, { moment: formatMoment(said.atMs + world.zeroMs, world) })}
        </p>
      )}
      {stopped === null ? null : (
        <p data-stopped="">
          <b>
            {say('lab.breaks.stopped', { why: stoppedWords(stopped.breakpoint, promises, say) })}
          </b>
          <Button
            label={say('lab.breaks.show')}
            sign="inspect"
            onClick={() => dispatch({ type: 'seek', index: stopped.index })}
          />
          <Button
            label={say('lab.breaks.goOn')}
            sign="play"
            onClick={() => dispatch({ type: 'play' })}
          />
        </p>
      )}
      {compared === null ? null : (
        <p>
          <b>{say('lab.compared', { number: compared.branch + 1 })}</b>
          {compared.partedAt === null
            ? say('lab.compared.same')
            : partedWords(compared.partedAt, { trace, world, names }, say, sayAll)}
          {compared.partedAt === null ? null : (
            <Button
              label={say('lab.compared.show')}
              sign="inspect"
              onClick={() => dispatch({ type: 'seek', index: compared.partedAt?.index ?? 0 })}
            />
          )}
          <Button
            label={say('lab.compared.close')}
            sign="close"
            kind="quiet"
            bare
            onClick={() => dispatch({ type: 'lab', what: { act: 'compare', branch: null } })}
          />
        </p>
      )}
    </div>
  )
}

/** The first event that isn't the same in both, as each has it. */
function partedWords(
  { index, atMs, there }: Parting,
  { trace, world, names }: Pick<LabStripProps, 'trace' | 'world' | 'names'>,
  say: SayLab,
  sayAll: Say,
): string {
  const isKept = index >= trace.first && index < trace.end
  return say('lab.compared.parted', {
    moment: formatMoment(atMs + world.zeroMs, world),
    here: isKept ? eventSentence(trace.at(index), names, sayAll) : '…',
    there: eventSentence(there, names, sayAll),
  })
}

interface DeedsProps extends LabStripProps {
  readonly breaking: boolean
  readonly onBreak: () => void
}

function Deeds({ lab, breaking, onBreak, dispatch }: DeedsProps) {
  const say = useWords()
  const count = lab.breakpoints.length
  return (
    <div className="lc-sim-deeds">
      <Button
        className="lc-wide"
        label={say('lab.fork')}
        title={say('lab.fork.long')}
        sign="fork"
        kind="quiet"
        onClick={() => dispatch({ type: 'lab', what: { act: 'fork' } })}
      />
      <Button
        label={count === 0 ? say('lab.breaks') : say('lab.breaks.count', { count })}
        sign="stop"
        kind="quiet"
        aria-expanded={breaking}
        onClick={onBreak}
      />
    </div>
  )
}

function Meter({ lab }: { readonly lab: LabState }) {
  const say = useWords()
  const { events, mostEvents, lost } = lab.meter
  const kept = say('lab.meter.kept', {
    events: formatCount(events),
    most: formatCount(mostEvents),
  })
  const words = lost === 0 ? kept : `${kept}, ${say('lab.meter.lost', { lost: formatCount(lost) })}`
  return (
    <span className="lc-meter lc-wide" title={words}>
      <meter aria-label={say('lab.meter')} min={0} max={mostEvents} value={events}>
        {words}
      </meter>
      <span>{words}</span>
    </span>
  )
}
