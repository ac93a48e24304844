/**
 * The coach's words: a caption for each frame of the first minute, with figures of the trace
 * itself, and at most two buttons.
 */
import type { System } from '../../lab/index.ts'
import { type FirstMinute, frameOf, spentAt } from '../../tutor/index.ts'
import { reasonText } from '../terms.ts'
import { formatSpan } from '../words/time.ts'
import type { Say } from '../words/words.ts'

export interface CaptionButton {
  /** Its name: what `press` carries. */
  readonly button: string
  readonly label: string
  readonly loud: boolean
}

export interface Caption {
  /** One sentence or two; `backquotes` set code. */
  readonly text: string
  readonly buttons: readonly CaptionButton[]
}

export interface CaptionFacts {
  readonly minute: FirstMinute
  /** The system at the moment shown. */
  readonly system: System
  readonly part: 'home' | 'guest'
  readonly machine: string
  readonly room: string
  /** How far the moment shown is behind, ms; null in Live. */
  readonly behindMs: number | null
  /** The moment shown, trace ms. */
  readonly at: number
  /** desk's period, ms. */
  readonly periodMs: number
}

export function captionOf(facts: CaptionFacts, say: Say): Caption {
  const { minute, behindMs } = facts
  if (facts.part === 'guest') return guestCaption(facts, say)
  const frame = frameOf(minute, behindMs !== null, facts.at)
  switch (frame) {
    case 'starting':
      return plain(say('coach.starting'))
    case 'running':
      return plain(say('coach.running'))
    case 'dying': {
      const reason = reasonText(minute.death?.reason ?? 'killed')
      return plain(say('coach.dying', { name: 'counter', reason }))
    }
    case 'restarted': {
      const span = formatSpan(minute.death?.restartedMs ?? 0)
      const forgotten = minute.deaths > spentAt(minute, facts.at) && isCounted(facts)
      return plain(say(forgotten ? 'coach.forgotten' : 'coach.restarted', { span }))
    }
    case 'budget_spent':
      return plain(
        say('coach.budget', { count: minute.budget, period: formatSpan(facts.periodMs) }),
      )
    case 'gave_up': {
      if (minute.gaveUp?.rootRestartedMs === null) return plain(say('coach.gaveUp'))
      const add = { button: 'addMachine', label: say('app.addMachine'), loud: true }
      return { text: say('coach.gaveUp.back'), buttons: [add] }
    }
    case 'joined':
      return joinedCaption(facts, say)
    case 'machine_lost':
      return lostCaption(facts, say)
    case 'rewound':
      // The way back is the strip's button: one is enough.
      return plain(say('coach.rewound', { span: formatSpan(behindMs ?? 0) }))
    case 'done': {
      const lesson = { button: 'lesson:0', label: say('coach.button.lesson'), loud: true }
      const free = { button: 'freePlay', label: say('coach.button.free'), loud: false }
      return { text: say('coach.done'), buttons: [lesson, free] }
    }
  }
}

/** Whether desk has told of the last restart already: what it counts is up to date then. */
function isCounted({ minute, system }: CaptionFacts): boolean {
  const desk = [...system.processes.values()].find(
    ({ label, exit }) => label === 'desk' && exit === null,
  )
  const since = minute.death?.at ?? 0
  return desk?.supervisor?.restarts.some((time) => time >= since) ?? false
}

function plain(text: string): Caption {
  return { text, buttons: [] }
}

function guestCaption({ system, machine, room }: CaptionFacts, say: Say): Caption {
  const echo = [...system.processes.values()].some(
    ({ label, pid, exit }) =>
      label.startsWith('echo') && pid.node.endsWith(`@${machine}`) && exit === null,
  )
  if (echo) return plain(say('coach.guest', { machine }))
  const known = [...system.machines.values()].filter(({ name }) => name !== machine)
  const others = known.some(({ status }) => status === 'up')
  if (known.length > 0 && known.every(({ status }) => status === 'down')) {
    return plain(say('coach.guest.alone', { machine, room }))
  }
  const runs = [...system.processes.values()].some((p) => p.supervisor !== null && p.exit === null)
  if (!others || runs) return plain(say('coach.starting.guest', { room }))
  const start = { button: 'startHere', label: say('notice.button.startHere'), loud: true }
  return { text: say('coach.guest.nothing', { room }), buttons: [start] }
}

function joinedCaption({ minute, system, behindMs }: CaptionFacts, say: Say): Caption {
  const machine = minute.guest?.machine ?? ''
  const record = system.machines.get(machine)
  const cut = { button: `cut:${machine}`, label: say('verb.cut'), loud: true }
  const now = record?.cut === true ? mendButtons(machine, say) : [cut]
  // Nothing can be done to the past.
  const buttons = behindMs === null ? now : []
  if (record?.status === 'suspected') return { text: say('coach.suspected', { machine }), buttons }
  if (minute.guest?.again === true) return { text: say('coach.back', { machine }), buttons }
  if (minute.guest?.echo !== true) return plain(say('coach.joined', { machine }))
  const how = minute.guest.how === 'same_computer' ? say('coach.joined.sameComputer') : ''
  const span = formatSpan(minute.guest.tookMs ?? 0)
  return { text: say('coach.joined.echo', { machine, span, how }), buttons }
}

function mendButtons(machine: string, say: Say): readonly CaptionButton[] {
  return [{ button: `mend:${machine}`, label: say('verb.mend'), loud: false }]
}

/** A plug that somebody has pulled can be put back as long as it is out. */
function lostCaption({ minute, system }: CaptionFacts, say: Say): Caption {
  const machine = minute.lost?.machine ?? ''
  const cut = system.machines.get(machine)?.cut === true
  return { text: lostText(minute, say), buttons: cut ? mendButtons(machine, say) : [] }
}

function lostText({ lost }: FirstMinute, say: Say): string {
  if (lost === null) return ''
  const { machine, how, tookMs, lastHeardMs, echoHome } = lost
  const known =
    how === 'goodbye' ? 'goodbye' : how === 'silence' || how === 'cut' ? 'silence' : 'closed'
  const span = formatSpan(known === 'silence' ? lastHeardMs : (tookMs ?? lastHeardMs))
  const untimed = known === 'goodbye' && tookMs === null
  const parts = [
    untimed
      ? say('coach.lost.goodbye.plain', { machine })
      : say(`coach.lost.${known}`, { machine, span }),
  ]
  if (echoHome) parts.push(say('coach.lost.echo'), say('coach.lost.rewind'))
  return parts.join(' ')
}
