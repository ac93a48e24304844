/**
 * The checks of lesson 1, each a property over the trace. Their goal sentences stand in lesson.md
 * under the same names.
 */
import { equalTerms, formatTerm, type Pid, type Term } from '../../src/kernel/index.ts'
import {
  failed,
  type Property,
  passed,
  pending,
  type Trace,
  type Verdict,
} from '../../src/lab/index.ts'
import { type Checks, momentIn } from '../../src/tutor/index.ts'
import {
  type Answer,
  called,
  crashesForAnn,
  type Death,
  type Fields,
  own,
  type Reading,
  reading,
} from './reading.ts'

/** Bob's requests after a crash that are counted. */
const requests = 20

const ownHeap: Property = (trace) => {
  const all = reading(trace)
  const time = timesIn(trace)
  const [ann, bob] = [lastAnswer(all.answers.ann), lastAnswer(all.answers.bob)]
  if (ann === undefined) return pending('Ann has not been answered yet.')
  if (bob === undefined) return pending('Bob has not been answered yet.')
  const event = Math.max(ann.event, bob.event)
  const [annOwn, bobOwn] = [own(ann, all.answers.bob)[0], own(bob, all.answers.ann)[0]]
  if (annOwn !== undefined && bobOwn !== undefined) {
    const who = (pid: Pid, answer: Answer) => `${called(all, pid)} at ${time(answer)}`
    return passed(`Ann was served by ${who(annOwn, ann)}, bob by ${who(bobOwn, bob)}.`, event)
  }
  const { pids } = annOwn === undefined ? ann : bob
  const shared = pids.map((pid) => called(all, pid)).join(' and ')
  return failed(
    'a process that serves ann and never bob, and one that serves bob and never ann',
    `${shared} served both, ann at ${time(ann)}, bob at ${time(bob)}`,
    event,
  )
}

const siblingAnswers: Property = (trace) =>
  afterCrash(trace, (crash, next, died, time) => {
    const lost = next.find(({ answered }) => !answered)
    const got = next.filter(({ answered }) => answered).length
    const since = `since ${died} at ${time(crash)}`
    if (lost !== undefined) {
      return failed(
        `${requests} answers to bob's next ${requests} requests`,
        `none at ${time(lost)} (${brief(lost.said)}); ${got} of ${next.length} answered ${since}`,
        lost.event,
      )
    }
    const last = next.at(-1)
    if (last === undefined || next.length < requests) {
      return pending(`Bob got ${got} of ${requests} answers so far ${since}.`)
    }
    return passed(
      `Bob got ${got} of ${requests} answers ${since}, the last at ${time(last)}.`,
      last.event,
    )
  })

const stateSurvives: Property = (trace) =>
  afterCrash(trace, (crash, next, died, time) => {
    const after = `after ${died} at ${time(crash)}`
    const short = next.find((answer) => !answer.answered || itemsIn(answer) < answer.bought)
    if (short !== undefined) {
      const observed = short.answered ? `${itemsIn(short)} of ${short.bought} things` : 'no answer'
      return failed(
        `all ${short.bought} things that bob put into his cart`,
        `${observed} at ${time(short)} (${brief(short.said)}), ${after}`,
        short.event,
      )
    }
    const last = next.at(-1)
    if (last === undefined || next.length < requests) {
      return pending(
        `Bob's cart was whole in ${next.length} of ${requests} answers so far ${after}.`,
      )
    }
    if (last.bought === 0) return pending('Bob had put nothing into his cart yet.')
    const count = `${itemsIn(last)} of ${last.bought} things`
    return passed(
      `Bob's cart held ${count} in ${next.length} of ${requests} answers ${after}.`,
      last.event,
    )
  })

const messageIsACopy: Property = (trace) => {
  const { lending } = reading(trace)
  const time = timesIn(trace)
  const lent = lending.findLast(({ kind }) => kind === 'lent')
  if (lent === undefined) return pending('Ann has not sent her list to bob yet.')
  const next = (kind: string, event: number) =>
    lending.find((note) => note.kind === kind && note.event > event)
  const scribbled = next('scribbled', lent.event)
  if (scribbled === undefined) {
    return pending(`Ann sent her list at ${time(lent)}; bob has not written on it yet.`)
  }
  const own = next('own_list', scribbled.event)
  if (own === undefined) {
    return pending(`Bob wrote on it at ${time(scribbled)}; ann has not looked at hers yet.`)
  }
  const [before, bobs, after] = [lent, scribbled, own].map(({ term }) => term.list ?? null)
  if (equalTerms(before as Term, bobs as Term)) {
    return pending(`Bob changed nothing on ann's list at ${time(scribbled)}.`)
  }
  if (!equalTerms(before as Term, after as Term)) {
    return failed(
      `ann's prices as they were: ${prices(before)}`,
      `${prices(after)} at ${time(own)}, after bob wrote on his at ${time(scribbled)}`,
      own.event,
    )
  }
  return passed(
    `Bob's list read ${prices(bobs)} at ${time(scribbled)}; ` +
      `ann's own still read ${prices(after)} at ${time(own)}.`,
    own.event,
  )
}

const loopIsEnded: Property = (trace) => {
  const all = reading(trace)
  const ended = all.deaths.findLast(({ reason }) => isEndlessLoop(reason))
  if (ended === undefined) return pending('No process has been ended for an endless loop yet.')
  const [, file, line] = ended.reason as readonly Term[]
  const where = `${called(all, ended.pid)} was ended at ${timesIn(trace)(ended)}`
  return passed(`${where}: endless_loop in ${String(file)}:${String(line)}.`, ended.event)
}

export const checks: Checks = {
  'own-heap': ownHeap,
  'sibling-answers': siblingAnswers,
  'state-survives': stateSurvives,
  'message-is-a-copy': messageIsACopy,
  'loop-is-ended': loopIsEnded,
}

type Time = (moment: { readonly at: number }) => string

/** The newest crash that is decided, else what is known about the newest one. */
function afterCrash(
  trace: Trace,
  judge: (crash: Death, next: readonly Answer[], died: string, time: Time) => Verdict,
): Verdict {
  const all = reading(trace)
  const time = timesIn(trace)
  const verdicts = crashesForAnn(all).map((crash) => {
    const next = all.answers.bob.filter(({ event }) => event > crash.event).slice(0, requests)
    return judge(crash, next, `${called(all, crash.pid)} died`, time)
  })
  const decided = verdicts.findLast(({ status }) => status !== 'pending')
  return decided ?? verdicts.at(-1) ?? pending(noCrash(all, time))
}

function noCrash({ answers }: Reading, time: Time): string {
  const order = answers.ann.findLast((each) => each.answered && each.request === 'order')
  if (order === undefined) {
    return 'No process that serves ann has crashed yet: order the gift card.'
  }
  const advice = 'Let it crash, or kill the process that serves ann.'
  return `Ann's order was answered at ${time(order)} and nothing crashed. ${advice}`
}

function lastAnswer(answers: readonly Answer[]): Answer | undefined {
  return answers.findLast(({ answered }) => answered)
}

function itemsIn({ said }: Answer): number {
  const items = typeof said === 'object' && said !== null ? (said as Fields).items : undefined
  return typeof items === 'number' ? items : 0
}

function prices(list: Term | undefined): string {
  const cents = (item: Term) => formatTerm(((item as Fields)?.price as Fields)?.cents ?? null)
  return Array.isArray(list) ? `${list.map(cents).join(', ')} cents` : formatTerm(list ?? null)
}

function brief(term: Term): string {
  return formatTerm(term, 60)
}

function isEndlessLoop(reason: Term): boolean {
  return Array.isArray(reason) && reason[0] === 'endless_loop'
}

function timesIn(trace: Trace): Time {
  return ({ at }) => momentIn(trace, at)
}
