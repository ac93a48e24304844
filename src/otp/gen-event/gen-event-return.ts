/** What a handler of gen_event may answer, read into data (gen_event(3)). */
import type { Term } from '../../kernel/index.ts'

export type Verdict =
  | { readonly type: 'keep'; readonly state: Term; readonly hibernate: boolean }
  | { readonly type: 'remove' }
  | {
      readonly type: 'swap'
      readonly args: Term
      readonly state: Term
      readonly name: Term
      readonly newArgs: Term
    }
  | { readonly type: 'fault'; readonly reason: Term }

/** `['ok', state]`, `['ok', state, 'hibernate']`, `'remove_handler'`, `['swap_handler', …]`. */
export function readVerdict(result: Term): Verdict {
  if (result === 'remove_handler') return { type: 'remove' }
  const [kind, a, b, c, d] = Array.isArray(result) ? (result as readonly Term[]) : []
  const size = Array.isArray(result) ? result.length : 0
  const hibernate = size === 3 && b === 'hibernate'
  if (kind === 'ok' && (size === 2 || hibernate)) {
    return { type: 'keep', state: a as Term, hibernate }
  }
  if (kind === 'swap_handler' && size === 5) {
    const [args, state, name, newArgs] = [a, b, c, d] as [Term, Term, Term, Term]
    return { type: 'swap', args, state, name, newArgs }
  }
  return { type: 'fault', reason: result }
}

/** As readVerdict with a reply in the second place: what handleCall may answer. */
export function readAnswer(result: Term): readonly [answer: Term, verdict: Verdict] {
  if (Array.isArray(result) && result.length > 1) {
    const [kind, answer, ...rest] = result as unknown as readonly [Term, Term, ...Term[]]
    const isRemoval = kind === 'remove_handler' && rest.length === 0
    const verdict = readVerdict(isRemoval ? kind : [kind, ...rest])
    if (verdict.type !== 'fault') return [answer, verdict]
  }
  return [['error', result], { type: 'fault', reason: result }]
}
