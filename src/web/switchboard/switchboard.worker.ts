/**
 * The worker around the switchboard: ports, data channels, locks and the clock. A worker, because
 * its timers go on when the tab is hidden and when the page is busy.
 */
import { limits } from '../limits.ts'
import type { FromBoard, NodeToBoard, ToBoard } from '../messages.ts'
import { wallNow } from '../names.ts'
import { lateness } from './liveness.ts'
import type { NodePort } from './local-nodes.ts'
import { claimLock, holdLock, waitForLock } from './locks.ts'
import { channelPipe, eventsOf, relayPipe } from './pipes.ts'
import { Switchboard } from './switchboard.ts'

interface WorkerScope {
  onmessage: ((event: MessageEvent<ToBoard>) => void) | null
  postMessage(message: FromBoard, transfer?: Transferable[]): void
}

const scope = self as unknown as WorkerScope
let board: Switchboard | null = null

scope.onmessage = ({ data }) => {
  if (data.type === 'hold_lock')
    holdLock(data.name, (held) => scope.postMessage({ type: 'lock', held }))
  else if (data.type === 'claim_name') claimName(data.name, data.lock)
  else if (data.type === 'open') board ??= open(data)
  else if (board !== null) serve(board, data)
}

function open({ id, machine, version }: ToBoard & { type: 'open' }): Switchboard {
  const page = (message: FromBoard, transfer: Transferable[] = []) =>
    scope.postMessage(message, transfer)
  return new Switchboard({ id, machine, version }, { now: wallNow, page, waitForLock })
}

let letGo = () => {}

function claimName(name: string, lock: string): void {
  const tell = (free: boolean) => scope.postMessage({ type: 'name_claimed', name, free })
  claimLock(lock, tell, (release) => {
    letGo()
    letGo = release
  })
}

let dueAt = wallNow() + limits.tickMs
let ticks = 0
setInterval(() => {
  const now = wallNow()
  const lateMs = lateness(dueAt, now, limits.beatMs)
  dueAt = now + limits.tickMs
  const beat = ticks++ % (limits.beatMs / limits.tickMs) === 0
  board?.tick(lateMs, beat)
  if (beat) scope.postMessage({ type: 'tick' })
}, limits.tickMs)

function serve(
  board: Switchboard,
  message: Exclude<ToBoard, { type: 'hold_lock' | 'claim_name' | 'open' }>,
): void {
  switch (message.type) {
    case 'node':
      return addNode(board, message)
    case 'node_gone':
      return board.removeNode(message.name)
    case 'link':
      return addLink(board, message)
    case 'link_closed':
      return board.linkClosed(message.link)
    case 'peer_bye':
      return board.peerBye(message.id, message.sentAt)
    case 'cut':
    case 'mend':
      return board.setCut(message.machine, message.type === 'cut')
    case 'op':
      return board.sendOp(message.machine, message.op)
    case 'read':
      return board.traceRead(message.bytes)
    case 'bye':
      return board.bye()
  }
}

function addNode(board: Switchboard, { name, creation, port }: ToBoard & { type: 'node' }): void {
  const nodePort: NodePort = {
    post: (message, transfer = []) => port.postMessage(message, transfer),
    close: () => port.close(),
  }
  board.addNode(name, creation, nodePort)
  port.onmessage = ({ data }: MessageEvent<NodeToBoard>) => board.fromNode(name, creation, data)
}

function addLink(board: Switchboard, message: ToBoard & { type: 'link' }): void {
  const { channel, link } = message
  const end = channel instanceof MessagePort ? relayPipe(channel) : channelPipe(channel)
  const connection = board.addLink(message, end.pipe)
  if (connection !== null) end.connect(eventsOf(connection, wallNow, () => board.linkClosed(link)))
}
