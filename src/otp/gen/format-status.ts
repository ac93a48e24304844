/**
 * What a callback module wants shown of its state: formatStatus, a function from
 * `{ state, log, message?, reason? }` to the same with less in it (Erlang: format_status/1; it
 * serves sys:get_status and the reports of a crash).
 */
import { Doomed, isExported, type Term, type Waits } from '../../kernel/index.ts'
import { perform } from './callback.ts'

export type Status = { readonly [key: string]: Term }

/** The status as the module shows it; `EXIT` says why it couldn't. */
export function* formatStatus(module: string, status: Status): Waits<Status> {
  if (!isExported(module, 'formatStatus')) return status
  try {
    const shown = yield* perform(module, 'formatStatus', [status])
    if (typeof shown !== 'object' || shown === null || Array.isArray(shown)) {
      return { ...status, EXIT: `${module}:formatStatus did not return a map` }
    }
    const merged = { ...status, ...(shown as Status) }
    const isKnown = Object.keys(merged).every((key) => Object.hasOwn(status, key))
    if (isKnown) return merged
    return { ...status, EXIT: `${module}:formatStatus returned a map with unknown keys` }
  } catch (thrown) {
    if (thrown instanceof Doomed) throw thrown
    return { ...status, EXIT: `${module}:formatStatus crashed` }
  }
}

/** The head of a status: `Status for generic server counter`. */
export function statusHeader(kind: string, name: Term): Term {
  return typeof name === 'string' ? `Status for ${kind} ${name}` : [`Status for ${kind}`, name]
}
