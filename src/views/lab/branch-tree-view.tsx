/** Branches above the strip: a line each, the shown one bold; click or Enter goes there. */
import { type KeyboardEvent, useEffect, useRef } from 'react'
import type { Dispatch } from '../action.ts'
import { Button } from '../button.tsx'
import { useSize } from '../stage/size.ts'
import { formatMoment, type World } from '../words/time.ts'
import { type BranchLine, branchLines, branchName, labelAt } from './branch-tree.ts'
import type { LabState } from './state.ts'
import { useWords } from './words.tsx'

export interface BranchTreeProps {
  readonly lab: Pick<LabState, 'branches' | 'branch' | 'compared'>
  readonly world: World
  readonly dispatch: Dispatch
}

/** Room for a label after its fork, px; the height of a row; how much of the right is left free. */
const LABEL = 280
const ROW = 22
const RIGHT = 8

export function BranchTree({ lab, world, dispatch }: BranchTreeProps) {
  const say = useWords()
  const [frame, size] = useSize()
  const list = useRef<HTMLUListElement>(null)
  const lines = branchLines(lab.branches)
  const width = Math.max(0, (size?.width ?? 0) - RIGHT)
  const shown = lines.findIndex(({ branch }) => branch.id === lab.branch)
  useEffect(() => {
    const box = list.current?.parentElement
    if (!box || shown < 0) return
    const top = shown * ROW
    const isSeen = top >= box.scrollTop && top + ROW <= box.scrollTop + box.clientHeight
    if (!isSeen) box.scrollTop = top - box.clientHeight / 2
  }, [shown])
  return (
    <div ref={frame} className="lc-branches" data-many={lines.length > 5 ? '' : undefined}>
      <svg
        className="lc-branch-lines"
        width={size?.width ?? 0}
        height={lines.length * ROW}
        aria-hidden="true"
      >
        {lines.map((line) => (
          <Line key={line.branch.id} line={line} width={width} shown={line.row === shown} />
        ))}
      </svg>
      <ul
        ref={list}
        aria-label={say('lab.branches.label')}
        style={{ height: lines.length * ROW, width }}
        onKeyDown={walkOn}
      >
        {lines.map((line) => (
          <BranchRow
            key={line.branch.id}
            {...{ line, lab, world, width, dispatch }}
            shown={line.row === shown}
          />
        ))}
      </ul>
    </div>
  )
}

interface TitleProps {
  readonly lab: Pick<LabState, 'branches'>
  readonly branch: number
  /** It is the one beside, at which nothing is done. */
  readonly there?: boolean
}

/** Over a branch's picture, while another one is beside it. */
export function BranchTitle({ lab, branch, there = false }: TitleProps) {
  const say = useWords()
  const shown = lab.branches.find(({ id }) => id === branch)
  if (shown === undefined) return null
  const told = { number: branch + 1, name: branchName(shown, say) }
  return (
    <figcaption className="lc-clip">
      {say(there ? 'lab.branch.title.there' : 'lab.branch.title', told)}
    </figcaption>
  )
}

/** Where in its row the line lies, from above, px; the words stand over it. */
const LINE = 18

interface LineProps {
  readonly line: BranchLine
  readonly width: number
  readonly shown: boolean
}

function Line({ line, width, shown }: LineProps) {
  const y = line.row * ROW + LINE
  const x = Math.round(line.from * width) + 0.5
  const end = Math.max(x + 3, Math.round(line.until * width))
  return (
    <g className="lc-branch-line" data-shown={shown ? '' : undefined}>
      {line.parentRow === null ? null : (
        <path className="lc-branch-fork" d={`M${x} ${line.parentRow * ROW + LINE}V${y}`} />
      )}
      <path d={`M${x} ${y}H${end}`} />
      <path d={`M${end} ${y - 3}V${y + 3}`} />
    </g>
  )
}

interface RowProps extends BranchTreeProps {
  readonly line: BranchLine
  readonly width: number
  readonly shown: boolean
}

function BranchRow({ line, lab, world, width, shown, dispatch }: RowProps) {
  const say = useWords()
  const { branch } = line
  const number = branch.id + 1
  const until = formatMoment(branch.untilMs + world.zeroMs, world)
  const from = formatMoment(branch.fromMs + world.zeroMs, world)
  const isFirst = branch.parent === null
  const deed = branchName(branch, say)
  const label = isFirst
    ? say('lab.branch.describe.first', { number, until })
    : say('lab.branch.describe', { number, deed, parent: (branch.parent ?? 0) + 1, from, until })
  const compared = lab.compared?.branch === branch.id
  return (
    <li className="lc-branch" style={{ top: line.row * ROW, ...labelAt(line, width, LABEL) }}>
      <button
        type="button"
        className="lc-branch-face"
        aria-label={shown ? `${label}, ${say('lab.branch.shown')}` : label}
        aria-current={shown ? 'true' : undefined}
        tabIndex={shown ? 0 : -1}
        title={label}
        onClick={() => dispatch({ type: 'lab', what: { act: 'branch', id: branch.id } })}
      >
        <b>{number}</b> <span className="lc-clip">{deed}</span>
      </button>
      {shown ? null : (
        <Button
          className="lc-branch-compare"
          label={say('lab.branch.compare.short')}
          aria-label={say('lab.branch.compare', { number })}
          kind="quiet"
          aria-pressed={compared}
          tabIndex={-1}
          onClick={() => {
            const branchBeside = compared ? null : branch.id
            dispatch({ type: 'lab', what: { act: 'compare', branch: branchBeside } })
          }}
        />
      )}
    </li>
  )
}

/** Up and down from branch to branch, right to its Compare and back. */
function walkOn(event: KeyboardEvent<HTMLElement>): void {
  const { target } = event
  if (!(target instanceof HTMLElement)) return
  const go = (element: Element | null | undefined) => {
    if (!(element instanceof HTMLElement)) return
    event.preventDefault()
    event.stopPropagation()
    element.focus()
  }
  const row = target.closest('li')
  const faces = [...event.currentTarget.querySelectorAll('.lc-branch-face')]
  const at = faces.findIndex((face) => face.parentElement === row)
  if (event.key === 'ArrowDown') go(faces[at + 1])
  else if (event.key === 'ArrowUp') go(faces[at - 1])
  else if (event.key === 'Home') go(faces[0])
  else if (event.key === 'End') go(faces.at(-1))
  else if (event.key === 'ArrowRight') go(row?.querySelector('.lc-branch-compare'))
  else if (event.key === 'ArrowLeft') go(row?.querySelector('.lc-branch-face'))
}
