/**
 * registry: who is found under which key, one process for a key (unique) or any number of them
 * (duplicate), on one node (Elixir: Registry). Elixir reads from tables that all processes share;
 * here nothing is shared, so reading is a call to a partition too: `yield* registry.lookup(…)`.
 * Not here: guards, select, lock.
 */
import * as entries from './registry-entries.ts'
import * as owner from './registry-supervisor.ts'
import * as via from './registry-via.ts'

export {
  count,
  countMatch,
  dispatch,
  type Entry,
  type Fun,
  keys,
  lookup,
  match,
  register,
  unregister,
  unregisterMatch,
  updateValue,
  values,
} from './registry-entries.ts'
export {
  childSpec,
  deleteMeta,
  meta,
  putMeta,
  type RegistryOptions,
  startLink,
} from './registry-supervisor.ts'
export {
  registerName,
  send,
  unregisterName,
  type ViaName,
  whereisName,
} from './registry-via.ts'

/** What the code server has as registry. */
export const registryModule = {
  startLink: owner.startLink,
  init: owner.init,
  dispatchIn: entries.dispatchIn,
  registerName: via.registerName,
  unregisterName: via.unregisterName,
  whereisName: via.whereisName,
  send: via.send,
}
