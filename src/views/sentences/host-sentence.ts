/**
 * What a machine reports about itself, its nodes and its peers, in words: who joined, who is silent
 * for how long, how a loss became known. Reports carry figures; the sentence tells them.
 */
import type { Term } from '../../kernel/index.ts'
import type { TraceEvent } from '../../lab/index.ts'
import { reasonText } from '../terms.ts'
import { formatSpan } from '../words/time.ts'
import type { Say } from '../words/words.ts'

type Details = { readonly [key: string]: Term }

export function hostSentence(event: TraceEvent, say: Say): string {
  return reportSentence(event.term, event.node, say)
}

/** `report` is `[what, details]`, also as a MachineRecord keeps it. */
export function reportSentence(report: Term, node: string, say: Say): string {
  const [what, raw] = Array.isArray(report) ? (report as readonly Term[]) : [report]
  const details = (typeof raw === 'object' && raw !== null ? raw : {}) as Details
  const name = String(what ?? '?')
  return (
    aboutPeer(name, details, say) ??
    aboutNode(name, details, say) ??
    aboutRoom(name, details, say) ??
    say('host.other', { node, what: name })
  )
}

function aboutPeer(what: string, details: Details, say: Say): string | null {
  const machine = reasonText(details.machine ?? '?')
  const took = spanOf(details, 'tookMs')
  const silent = spanOf(details, 'silentMs', 'lastHeardMs')
  switch (what) {
    case 'joined':
      return say('host.joined', { machine, took })
    case 'linked':
      if (details.again === true) return say('host.linked.again', { machine, took })
      if (details.tookMs === undefined) return say('host.linked.plain', { machine })
      return details.how === 'same_computer'
        ? say('host.linked.sameComputer', { machine, took })
        : say('host.linked', { machine, took })
    case 'suspected':
      return say('host.suspected', { machine, silent })
    case 'heard_again':
      return say('host.heard', { machine, silent })
    case 'down':
      return downSentence(reasonText(details.how ?? '?'), { machine, took, silent }, say)
    default:
      return null
  }
}

interface Down {
  readonly machine: string
  readonly took: string
  readonly silent: string
}

function downSentence(how: string, { machine, took, silent }: Down, say: Say): string {
  switch (how) {
    case 'goodbye':
      // Only the other computer's clock knows how long ago it was said.
      if (took === '?') return say('host.down.goodbye.plain', { machine })
      return say('host.down.goodbye', { machine, took })
    case 'lock':
    case 'closed':
      return say(`host.down.${how}`, { machine, took })
    case 'silence':
    case 'cut':
      return say(`host.down.${how}`, { machine, silent })
    default:
      return say('host.down.other', { machine, how, took })
  }
}

function aboutNode(what: string, details: Details, say: Say): string | null {
  const node = reasonText(details.node ?? '?')
  const took = spanOf(details, 'tookMs')
  switch (what) {
    case 'node_started':
    case 'node_killed':
    case 'node_gave_up':
    case 'node_left':
      return say(`host.${what}`, { node })
    case 'node_ready':
    case 'node_restarted':
      return say(`host.${what}`, { node, took })
    case 'node_stuck':
      return say('host.node_stuck', { node, silent: spanOf(details, 'silentMs') })
    case 'node_crashed':
      return say('host.node_crashed', { node, problem: reasonText(details.problem ?? '?') })
    case 'node_problem':
      return say('host.node_problem', { node, message: reasonText(details.message ?? '?') })
    default:
      return null
  }
}

/** What a machine reports of the room, of its browser and of what it refused. */
function aboutRoom(what: string, details: Details, say: Say): string | null {
  const word = (field: string) => reasonText(details[field] ?? '?')
  switch (what) {
    case 'introduced':
    case 'other_version':
    case 'name_taken':
      return say(`host.${what}`, { machine: word('machine') })
    case 'room_full':
      return say('host.room_full', { machines: word('machines') })
    case 'introducer_reached':
    case 'no_webrtc':
      return say(`host.${what}`)
    case 'introducer_unreachable':
    case 'no_workers':
      return say(`host.${what}`, { problem: word('problem') })
    case 'unwatched':
      return say('host.unwatched', { took: spanOf(details, 'tookMs') })
    case 'frame_refused':
      return say('host.frame_refused', { from: word('from'), why: word('why') })
    case 'limit':
      return say('host.limit', { what: word('what'), detail: word('detail') })
    case 'op_failed':
      return say('host.op_failed', { what: opName(details.op ?? null), why: word('why') })
    default:
      return null
  }
}

function opName(op: Term): string {
  return typeof op === 'object' && op !== null && 'do' in op ? reasonText(op.do ?? '?') : '?'
}

function spanOf(details: Details, ...fields: readonly string[]): string {
  for (const field of fields) {
    const value = details[field]
    if (typeof value === 'number') return formatSpan(value)
  }
  return '?'
}
