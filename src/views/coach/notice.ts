/** Notices: what went wrong or needs a decision, as data, and how each is told in words. */
import type { ExportProblem, RecordProblem } from '../../lab/index.ts'
import { formatSpan } from '../words/time.ts'
import type { Say } from '../words/words.ts'

/** Something to tell until it is dismissed. `id` is new each time. */
export type Notice = { readonly id: string } & News

export type News =
  | { readonly what: 'unknown_room'; readonly text: string }
  | { readonly what: 'nobody_here'; readonly room: string }
  | { readonly what: 'room_full'; readonly machines: number }
  | { readonly what: 'other_version'; readonly machine: string }
  | { readonly what: 'popup_refused'; readonly link: string }
  /** The machine that ran the system is gone. */
  | { readonly what: 'system_lost'; readonly machine: string }
  /** Its root gave up. */
  | { readonly what: 'system_ended' }
  | { readonly what: 'node_gave_up'; readonly node: string; readonly deaths: number }
  | { readonly what: 'node_stuck'; readonly node: string; readonly silentMs: number }
  | { readonly what: 'all_stuck'; readonly silentMs: number }
  | { readonly what: 'node_crashed'; readonly node: string; readonly problem: string }
  | { readonly what: 'code_problem'; readonly node: string; readonly message: string }
  | { readonly what: 'storage'; readonly problem: string }
  | { readonly what: 'guest_lesson'; readonly room: string }
  | { readonly what: 'no_webrtc' }
  | { readonly what: 'no_workers' }
  | { readonly what: 'introducer'; readonly problem: string }
  /** What was kept from last time doesn't compile; the text as given runs instead. */
  | { readonly what: 'kept_text' }
  | LabNews

/** Why a simulated world did nothing: see Refusal of sim. */
type Refused = 'other_world' | 'no_fault' | 'nobody' | 'too_many'

/** Of a simulated world. */
export type LabNews =
  /** A deed in the past has left the run there. */
  | { readonly what: 'refused'; readonly why: Refused }
  | { readonly what: 'world_stuck'; readonly silentMs: number }
  | { readonly what: 'world_failed'; readonly problem: string }
  | { readonly what: 'bad_record'; readonly problem: RecordProblem }
  /** The program that a link or a record names isn't here. */
  | { readonly what: 'unknown_program'; readonly program: string }
  | { readonly what: 'record_code'; readonly problem: string }
  /** Recorded with another version of the program. */
  | { readonly what: 'other_code' }
  /** Null: the browser can't draw it. */
  | { readonly what: 'no_export'; readonly problem: ExportProblem | null }
  /** It is too far back: its recording has been let go. */
  | { readonly what: 'too_far' }

export interface NoticeWords {
  readonly tone: 'error' | 'warning' | 'info'
  /** What happened. */
  readonly text: string
  /** How we know. */
  readonly evidence: string | null
  readonly link: string | null
  readonly button: { readonly button: string; readonly label: string } | null
}

export function noticeWords(news: News, say: Say): NoticeWords {
  const { what } = news
  switch (what) {
    case 'unknown_room':
      return told(
        'info',
        say('notice.unknown_room', { text: news.text }),
        say('notice.unknown_room.why'),
      )
    case 'nobody_here': {
      const button = startHere(say)
      return told(
        'warning',
        say('notice.nobody_here', { room: news.room }),
        say('notice.nobody_here.why'),
        button,
      )
    }
    case 'room_full': {
      const why = say('notice.room_full.why', { count: news.machines })
      return told('error', say('notice.room_full'), why, {
        button: 'ownRoom',
        label: say('notice.button.ownRoom'),
      })
    }
    case 'other_version': {
      const text = say('notice.other_version', { machine: news.machine })
      return told('error', text, say('notice.other_version.why'), reload(say))
    }
    case 'popup_refused': {
      const words = told('warning', say('notice.popup_refused'), say('notice.popup_refused.why'))
      return { ...words, link: news.link }
    }
    case 'system_lost':
      return told(
        'error',
        say('notice.system_lost', { machine: news.machine }),
        say('notice.system_lost.why'),
        startHere(say),
      )
    case 'system_ended':
      return told(
        'error',
        say('notice.system_ended'),
        say('notice.system_ended.why'),
        startHere(say),
      )
    case 'node_gave_up':
    case 'node_stuck':
    case 'all_stuck':
    case 'node_crashed':
    case 'code_problem':
      return aboutNode(news, say)
    case 'storage':
      return told('warning', say('notice.storage'), news.problem)
    case 'guest_lesson': {
      const button = { button: 'ownRoom', label: say('notice.button.ownRoom') }
      const why = say('notice.guest_lesson.why', { room: news.room })
      return told('info', say('notice.guest_lesson'), why, button)
    }
    case 'no_webrtc':
      return told('warning', say('notice.no_webrtc'), say('notice.no_webrtc.why'))
    case 'no_workers':
      return told('error', say('notice.no_workers'), say('notice.no_workers.why'), reload(say))
    case 'introducer':
      return told('warning', say('notice.introducer'), news.problem)
    case 'kept_text': {
      const button = { button: 'givenText', label: say('notice.button.givenText') }
      return told('warning', say('notice.kept_text'), say('notice.kept_text.why'), button)
    }
    default:
      return aboutWorld(news, say)
  }
}

function aboutWorld(news: LabNews, say: Say): NoticeWords {
  const again = { button: 'startWorld', label: say('notice.button.startWorld') }
  switch (news.what) {
    case 'refused':
      return told('info', say('notice.refused'), say(`notice.refused.${news.why}`))
    case 'world_stuck': {
      const why = say('notice.world_stuck.why', { span: formatSpan(news.silentMs) })
      return told('warning', say('notice.world_stuck'), why, again)
    }
    case 'world_failed':
      return told('error', say('notice.world_failed'), news.problem, again)
    case 'bad_record':
      return told('error', recordWords(news.problem, say), say('notice.nothing_changed'))
    case 'unknown_program': {
      const text = say('notice.unknown_program', { program: news.program })
      return told('error', text, say('notice.nothing_changed'))
    }
    case 'record_code':
      return told('error', say('notice.record_code'), news.problem)
    case 'other_code':
      return told('warning', say('notice.other_code'), say('notice.other_code.why'))
    case 'no_export':
      return told('warning', say('notice.no_export'), exportWords(news.problem, say))
    case 'too_far':
      return told('info', say('notice.too_far'), say('notice.too_far.why'))
  }
}

function exportWords(problem: ExportProblem | null, say: Say): string {
  if (problem === null) return say('notice.no_export.picture')
  return say(`export.problem.${problem.code}`, { limit: problem.limit })
}

function recordWords(problem: RecordProblem, say: Say): string {
  switch (problem.code) {
    case 'newer':
      return say('share.problem.newer', { version: problem.version })
    case 'too_large':
      return say('share.problem.too_large', { limit: problem.limit })
    case 'wrong_field':
      return say('share.problem.wrong_field', { field: problem.field })
    default:
      return say(`share.problem.${problem.code}`)
  }
}

type NodeNews = Extract<
  News,
  { what: 'node_gave_up' | 'node_stuck' | 'all_stuck' | 'node_crashed' | 'code_problem' }
>

function aboutNode(news: NodeNews, say: Say): NoticeWords {
  switch (news.what) {
    case 'node_gave_up': {
      const button = { button: `restartNode:${news.node}`, label: say('notice.button.restartNode') }
      const why = say('notice.node_gave_up.why', { count: news.deaths })
      return told('error', say('notice.node_gave_up', { node: news.node }), why, button)
    }
    case 'node_stuck': {
      const why = say('notice.node_stuck.why', { span: formatSpan(news.silentMs) })
      return told('warning', say('notice.node_stuck', { node: news.node }), why)
    }
    case 'all_stuck':
      return told(
        'error',
        say('notice.all_stuck'),
        say('notice.all_stuck.why', { span: formatSpan(news.silentMs) }),
      )
    case 'node_crashed':
      return told('error', say('notice.node_crashed', { node: news.node }), news.problem)
    case 'code_problem':
      return told('error', say('notice.code_problem', { node: news.node }), news.message)
  }
}

function startHere(say: Say): NoticeWords['button'] {
  return { button: 'startHere', label: say('notice.button.startHere') }
}

function reload(say: Say): NoticeWords['button'] {
  return { button: 'reload', label: say('notice.button.reload') }
}

function told(
  tone: NoticeWords['tone'],
  text: string,
  evidence: string,
  button: NoticeWords['button'] = null,
): NoticeWords {
  return { tone, text, evidence, button, link: null }
}
