/**
 * How name servers shape the cluster (otp-semantics B6, B7). Connected nodes become a full mesh:
 * who meets a node hears whom it is connected with. And where a connection is lost, those who still
 * have both of its ends part from them, so that no two partitions overlap; it takes a use, or
 * somebody's hand, to connect again (Erlang: prevent_overlapping_partitions).
 */
import { disconnectNode, node, nodes, self, send, type Term } from '../../kernel/index.ts'
import { type State, serverName } from './global-table.ts'

/** Says hello to a node, connecting with it if need be. */
export function hello(other: string): void {
  send([serverName, other], ['hello', self(), nodes()])
}

/** Whom somebody is connected with one would like to be connected with, too. */
export function meetAll(others: Term): void {
  if (!Array.isArray(others)) return
  const known = [node(), ...nodes()]
  for (const other of others as readonly Term[]) {
    if (typeof other === 'string' && !known.includes(other)) hello(other)
  }
}

/** A connection is lost; all are told, unless a name server ended it. */
export function lost(state: State, other: string): void {
  const { mesh } = state
  const isMeant = mesh.removing.includes(other)
  mesh.removing = mesh.removing.filter((each) => each !== other)
  if (isMeant || !mesh.prevents) return
  tellAll(['lost_connection', [node(), self().creation, ++mesh.losses], other], other)
}

/** Somebody has lost its connection with `other`: told to all once, and one of the two has to go. */
export function heardOfLoss(state: State, loss: Term, other: Term): void {
  const { mesh } = state
  if (!mesh.prevents || !Array.isArray(loss) || typeof other !== 'string') return
  const [from, creation, number] = loss as unknown as readonly [string, number, number]
  const key = `${from} ${other}`
  const [lastCreation, last] = mesh.heard[key] ?? [0, 0]
  if (creation === lastCreation && number <= last) return
  mesh.heard[key] = [creation, number]
  tellAll(['lost_connection', loss as Term, other], from)
  const unwanted = other === node() ? from : other
  if (!nodes().includes(unwanted)) return
  mesh.removing = [...mesh.removing, unwanted]
  send([serverName, unwanted], ['remove_connection', node()])
}

/** The other side wants to be rid of this node. */
export function removeConnection(state: State, other: Term): void {
  if (typeof other !== 'string' || !nodes().includes(other)) return
  const { mesh } = state
  mesh.removing = [...mesh.removing, other]
  disconnectNode(other)
}

/** To those who are connected now: this is no reason to connect. */
function tellAll(message: Term, butFor: string): void {
  for (const other of nodes()) if (other !== butFor) send([serverName, other], message)
}
