/**
 * Records what clients ask and hear as a history of operations: an invocation when it is called, a
 * response when it is told (Herlihy and Wing 1990, §2.2). What never returns stays unknown.
 */
import type { Operation } from './operation.ts'

type Each<T> = T extends unknown ? Omit<T, 'call' | 'ret' | 'status' | 'result'> : never

/** What a client asks for: an operation without what is only known afterwards. */
export type ClientRequest = Each<Operation>

/** What came of it: `result` as the operation has it, if it has one. */
export type ClientResponse =
  | { readonly status: 'ok'; readonly result?: string | boolean | null }
  | { readonly status: 'fail' | 'unknown' }

export class ClientHistory {
  private readonly list: Operation[] = []
  /** By client, the place in the list of what it has open. */
  private readonly open = new Map<number, number>()

  /** A client calls at `at`. False, and nothing recorded, when it still has something open. */
  call(request: ClientRequest, at: number): boolean {
    if (this.open.has(request.client)) return false
    this.open.set(request.client, this.list.length)
    this.list.push({ ...request, call: at, status: 'unknown' } as Operation)
    return true
  }

  /**
   * The client hears at `at` what came of it. After an unknown outcome it goes on under a new id,
   * so its operation stays open. False, and nothing recorded, when it has nothing open.
   */
  ret(client: number, response: ClientResponse, at: number): boolean {
    const place = this.open.get(client)
    if (place === undefined) return false
    if (response.status === 'unknown') return true
    this.open.delete(client)
    this.list[place] = { ...this.list[place]!, ...response, ret: at } as Operation
    return true
  }

  /** By call; what is still open is unknown. */
  operations(): readonly Operation[] {
    return [...this.list]
  }
}
