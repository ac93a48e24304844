/**
 * The process of a gen_event, an event manager: it meets messages and hands them to its handlers
 * (gen-event-handlers.ts). It traps exits, and has no callback module of its own.
 */
import { type Become, Pid, put, self, type Term, trapExit, type Waits } from '../../kernel/index.ts'
import { type BirthArgs, beginLife, nameOf } from '../gen/gen.ts'
import { type From, replyTo } from '../gen/gen-call.ts'
import { initAck } from '../gen/proc-lib.ts'
import { handleDebug } from '../gen/sys-debug.ts'
import { handleSystem, isParentExit, isSystem, type Rested } from '../gen/system-message.ts'
import { waited } from '../gen-statem/statem-rest.ts'
import {
  addHandler,
  type Change,
  callHandler,
  deleteHandler,
  endSupervised,
  type HandlerName,
  handlerName,
  notifyHandlers,
  swapHandler,
} from './gen-event-handlers.ts'
import { eventSystem, finish, type Manager, rest, ways } from './gen-event-record.ts'

/** What a manager is asked to do, and with what. */
export type Command =
  | readonly ['add_handler', HandlerName, args: Term]
  | readonly ['add_sup_handler', HandlerName, args: Term, owner: Pid]
  | readonly ['sync_notify', event: Term]
  | readonly ['call', HandlerName, request: Term]
  | readonly ['delete_handler', HandlerName, args: Term]
  | readonly ['swap_handler', HandlerName, args: Term, HandlerName, newArgs: Term]
  | readonly ['swap_sup_handler', HandlerName, args: Term, HandlerName, newArgs: Term, owner: Pid]
  | readonly ['which_handlers']
  | readonly ['get_modules']

/** First life of a manager. Exported as gen_event:initIt. */
export function* initIt(...born: BirthArgs): Waits<Become> {
  const birth = yield* beginLife(born)
  put('$initial_call', ['gen_event', 'initIt', 6])
  trapExit(true)
  initAck(birth.starter, ['ok', self()])
  const { parent, hibernateAfterMs, debug } = birth
  const name = nameOf(birth)
  return rest({ parent, name, hibernateAfterMs, debug, state: [], hibernate: false, idle: null })
}

/** The manager at rest meets one message. Exported as gen_event:loop and gen_event:wakeHib. */
export function loop(raw: Term, message: Term): Rested {
  const manager = raw as unknown as Manager
  const idle = waited(ways, manager, message)
  if (idle !== null) return idle
  if (isSystem(message)) {
    const [, from, request] = message as readonly Term[]
    return handleSystem(eventSystem, manager, from as unknown as From, request as Term)
  }
  if (isParentExit(message, manager.parent)) {
    return finish(manager, (message as readonly Term[])[2] as Term)
  }
  if (manager.debug !== null) {
    manager.debug = handleDebug(manager.debug, manager.name, ['in', message])
  }
  return meet(manager, Array.isArray(message) ? message : [], message)
}

function* meet(
  manager: Manager,
  [tag, a, b, ...more]: readonly Term[],
  message: Term,
): Waits<Become> {
  const { state, name } = manager
  if (tag === '$gen_call' && more.length === 0 && isCommand(b)) {
    const change = yield* obey(manager, b)
    replyTo(a as unknown as From, change.answer)
    return rested(manager, change)
  }
  if (tag === 'notify' && a !== undefined && b === undefined) {
    return rested(manager, yield* notifyHandlers(state, 'handleEvent', a, name))
  }
  if (tag === 'EXIT' && a instanceof Pid && b !== undefined && more.length === 0) {
    const living = yield* endSupervised(state, a, b, name)
    const change = yield* notifyHandlers(living, 'handleInfo', message, name)
    return rested(manager, { ...change, hibernate: false })
  }
  return rested(manager, yield* notifyHandlers(state, 'handleInfo', message, name))
}

function rested(manager: Manager, { handlers, hibernate }: Change): Become {
  return rest({ ...manager, state: handlers, hibernate })
}

function isCommand(request: Term | undefined): request is Command & readonly Term[] {
  return Array.isArray(request) && typeof request[0] === 'string'
}

function* obey({ state, name }: Manager, command: Command): Waits<Change> {
  const still = (answer: Term): Change => ({ handlers: state, answer, hibernate: false })
  switch (command[0]) {
    case 'add_handler':
      return yield* addHandler(state, command[1], command[2], false)
    case 'add_sup_handler':
      return yield* addHandler(state, command[1], command[2], command[3])
    case 'sync_notify':
      return yield* notifyHandlers(state, 'handleEvent', command[1], name)
    case 'call':
      return yield* callHandler(state, command[1], command[2], name)
    case 'delete_handler':
      return yield* deleteHandler(state, command[1], command[2], name)
    case 'swap_handler':
    case 'swap_sup_handler': {
      const [, oldName, args, newName, newArgs, owner = false] = command
      return yield* swapHandler(state, [oldName, args], [newName, newArgs], owner, name)
    }
    case 'which_handlers':
      return still(state.map(handlerName))
    case 'get_modules':
      return still([...new Set(state.map(({ module }) => module))].sort())
  }
}
