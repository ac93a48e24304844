/** Plugs that are pulled: between two machines all links are cut until it is put back. */
import { type Severs, severing } from './fabric.ts'
import type { Network } from './network.ts'

export class Plugs {
  /** By both machines. */
  readonly pulled = new Map<string, Severs>()

  constructor(private readonly network: Network) {}

  pull(machine: string, other: string, noticedAfterMs: number): void {
    const key = keyOf(machine, other)
    const severs = this.pulled.get(key) ?? severing({ do: 'cut', from: machine, to: other })
    this.pulled.set(key, severs)
    this.network.sever(severs, noticedAfterMs)
  }

  putBack(machine: string, other: string): void {
    const key = keyOf(machine, other)
    const severs = this.pulled.get(key)
    this.pulled.delete(key)
    if (severs !== undefined) this.network.restore(severs)
  }
}

function keyOf(a: string, b: string): string {
  return a < b ? `${a}~${b}` : `${b}~${a}`
}
