/**
 * A simulated disk: one for each node, through all its lives. What isn't synced when the node
 * crashes may be lost, wholly or in part and in any order, as on a good disk; every other fault
 * happens when it is asked for. It never looks at what it keeps:
 * a checksum of its own would hide the very faults that pass a real disk's.
 */
import { type DiskAnswer, type DiskRequest, type Stream, stream } from '../kernel/index.ts'
import type { DiskFault } from '../lab/index.ts'
import { type Bytes, DiskFile, sectorBytes } from './disk-file.ts'

/** Microseconds that a request takes, at least and at most: a solid-state disk's. */
const latencies = {
  append: [20, 80],
  write: [20, 80],
  read: [50, 200],
  truncate: [20, 80],
  sync: [500, 3_000],
} as const satisfies Record<DiskRequest['do'], readonly [number, number]>

const capacityBytes = 64 * 2 ** 20
const mostFiles = 1_000
/** So many states are kept to be rolled back to. */
const mostPasts = 4

type Past = ReadonlyMap<string, Bytes>

export interface Asked {
  readonly number: number
  readonly request: DiskRequest
}

/** Where a disk's work is done. */
export interface DiskHost {
  /** Calls `done(power)` of the disk of that name after so many virtual ms. */
  later(delayMs: number, name: string, power: number): void
  answer(name: string, number: number, answer: DiskAnswer): void
}

export class SimDisk {
  files = new Map<string, DiskFile>()
  readonly inForce = new Set<DiskFault>()
  readonly streams = new Map<string, Stream>()
  /** Requests are done one after the other; the first is being done. */
  queue: Asked[] = []
  pasts: Past[] = [new Map()]
  syncs = 0
  slowness = 1
  crashes = 0

  constructor(
    private readonly seed: number,
    readonly name: string,
    private readonly host: DiskHost,
  ) {}

  /** Takes a request of the present life of its node; a crash forgets it. */
  ask(number: number, request: DiskRequest): void {
    const asked = { number, request }
    this.queue.push(asked)
    if (this.queue.length === 1) this.begin(asked)
  }

  /** The power fails: requests are forgotten, and what wasn't synced is at the mercy of chance. */
  crash(): void {
    this.crashes++
    this.queue = []
    const isLost = this.strikes('lost_writes')
    for (const file of this.files.values()) {
      const isTorn = !isLost && file.hasChanges && this.strikes('torn_write')
      const fault = isLost ? 'lost_writes' : isTorn ? 'torn_write' : null
      file.crash(this.dice(fault ?? 'crash'), fault)
    }
  }

  /**
   * `full`, `slow` and `lying_flush` last until they are taken back (`on` false, or `none` for all);
   * `lost`, `rolled_back` and `bit_flip_at_rest` happen at once; `lost_writes` and `torn_write` are
   * for the next crash, each other one for the next request that it can spoil.
   */
  fault(fault: DiskFault, on = true): void {
    if (fault === 'none') this.inForce.clear()
    else if (!on) this.inForce.delete(fault)
    else if (fault === 'lost') this.lose()
    else if (fault === 'rolled_back') this.rollBack()
    else if (fault === 'bit_flip_at_rest') this.rot()
    else this.inForce.add(fault)
    if (fault === 'slow' && on) this.slowness = 10 + this.draw('slow', 991)
  }

  /** The first request has taken its time, unless the power failed meanwhile. */
  done(power: number): void {
    if (power !== this.crashes) return
    const { number, request } = this.queue.shift() as Asked
    const answer = this.perform(request)
    const [next] = this.queue
    if (next !== undefined) this.begin(next)
    this.host.answer(this.name, number, answer)
  }

  private begin({ request }: Asked): void {
    this.host.later(this.latencyMs(request), this.name, this.crashes)
  }

  private latencyMs(request: DiskRequest): number {
    const [least, most] = latencies[request.do]
    const microseconds = least + this.draw('latency', most - least + 1)
    return (microseconds * (this.inForce.has('slow') ? this.slowness : 1)) / 1_000
  }

  private perform(request: DiskRequest): DiskAnswer {
    const file = this.files.get(request.file)
    switch (request.do) {
      case 'append': {
        const at = file?.seen.length ?? 0
        const answer = this.write(request.file, at, request.bytes)
        return answer === 'ok' ? ['ok', at] : answer
      }
      case 'write':
        return this.write(request.file, request.at, request.bytes)
      case 'read':
        return this.read(file, request.at, request.length)
      case 'truncate':
        file?.cut(request.length)
        return 'ok'
      case 'sync':
        return this.sync(file)
    }
  }

  private write(name: string, at: number, bytes: Uint8Array): DiskAnswer {
    if (bytes.length === 0) return 'ok'
    const file = this.fileFor(name)
    const end = at + bytes.length
    const grows = file === null ? bytes.length : end - file.seen.length
    if (file === null || (grows > 0 && this.bytesInUse + grows > capacityBytes)) {
      return ['error', 'enospc']
    }
    if (grows > 0 && this.inForce.has('full')) {
      file.write(at, bytes.subarray(0, this.draw('full', bytes.length)))
      return ['error', 'enospc']
    }
    const written = this.strikes('bit_flip_on_write') ? this.flipped(bytes, 'write') : bytes
    if (this.strikes('misdirected_write')) {
      // The file still gets its length.
      if (grows > 0) file.write(file.seen.length, new Uint8Array(grows))
      file.write(this.elsewhere('misdirected_write', at, file.seen.length), written)
    } else file.write(at, written)
    return 'ok'
  }

  private read(file: DiskFile | undefined, at: number, length: number): DiskAnswer {
    if (this.strikes('read_error')) return ['error', 'eio']
    if (file === undefined || at >= file.seen.length) return 'eof'
    const { seen } = file
    const bytes = seen.read(at, length)
    if (bytes.length === 0) return ['ok', bytes]
    if (this.strikes('misdirected_read')) {
      const place = this.elsewhere('misdirected_read', at, seen.length)
      return ['ok', seen.readPadded(place, bytes.length)]
    }
    return ['ok', this.strikes('bit_flip_on_read') ? this.flipped(bytes, 'read') : bytes]
  }

  private sync(file: DiskFile | undefined): DiskAnswer {
    if (this.inForce.has('lying_flush')) return 'ok'
    if (this.strikes('failed_flush')) {
      file?.forgetChanges()
      return ['error', 'eio']
    }
    if (file === undefined || !file.hasChanges) return 'ok'
    if (this.strikes('stale_sector')) file.flushAllButOne(this.dice('stale_sector'))
    else file.flush()
    this.keepPast()
    return 'ok'
  }

  /** After 1, 2, 4, 8 … syncs, so that keeping them costs no more than writing did. */
  private keepPast(): void {
    const count = ++this.syncs
    if ((count & (count - 1)) !== 0) return
    const now = new Map([...this.files].map(([name, { stable }]) => [name, stable.copy()]))
    this.pasts = [...this.pasts, now].slice(-mostPasts)
  }

  private rollBack(): void {
    // The newest is what there is now, or nearly so.
    const at = this.draw('rolled_back', Math.max(1, this.pasts.length - 1))
    // What came later never was: the next one goes further back.
    this.pasts = this.pasts.slice(0, at + 1)
    this.restore(this.pasts[at] as Past)
  }

  /** Another disk is in its place. */
  private lose(): void {
    this.pasts = [new Map()]
    this.restore(new Map())
  }

  private restore(past: Past): void {
    this.files = new Map()
    for (const [name, stable] of past) {
      const file = new DiskFile()
      file.stable = stable.copy()
      file.seen = stable.copy()
      this.files.set(name, file)
    }
  }

  private rot(): void {
    const files = [...this.files.values()]
    const bytes = files.reduce((sum, { stable }) => sum + stable.length, 0)
    if (bytes === 0) return
    let at = this.draw('bit_flip_at_rest', bytes)
    for (const file of files) {
      if (at < file.stable.length) return file.flip(at, this.draw('bit_flip_at_rest', 8))
      at -= file.stable.length
    }
  }

  private flipped(bytes: Uint8Array, when: 'write' | 'read'): Uint8Array {
    const copy = bytes.slice()
    const at = this.draw(`bit_flip_on_${when}`, copy.length)
    copy[at] = (copy[at] as number) ^ (1 << this.draw(`bit_flip_on_${when}`, 8))
    return copy
  }

  /** Another place of a file that ends there: where a sector begins, if it has more than one. */
  private elsewhere(fault: DiskFault, at: number, end: number): number {
    const sectors = Math.ceil(end / sectorBytes)
    const place = sectors > 1 ? sectorBytes * this.draw(fault, sectors) : this.draw(fault, end)
    return place === at ? at + 1 : place
  }

  /** The file, made if there is room for one more. */
  private fileFor(name: string): DiskFile | null {
    const known = this.files.get(name)
    if (known !== undefined) return known
    if (this.files.size >= mostFiles) return null
    const file = new DiskFile()
    this.files.set(name, file)
    return file
  }

  private get bytesInUse(): number {
    let bytes = 0
    for (const { seen } of this.files.values()) bytes += seen.length
    return bytes
  }

  /** Whether a fault that happens once does so now. */
  private strikes(fault: DiskFault): boolean {
    return this.inForce.delete(fault)
  }

  /** A whole number in 0 … below − 1, from the stream of that fault alone. */
  private draw(what: string, below: number): number {
    return this.dice(what).next() % below
  }

  dice(what: string, thrown = 0): Stream {
    const known = this.streams.get(what)
    if (known !== undefined) return known
    const dice = stream(this.seed, `disk ${this.name} ${what}`, thrown)
    this.streams.set(what, dice)
    return dice
  }
}
