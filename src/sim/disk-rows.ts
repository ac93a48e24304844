/** A simulated disk as data, and back. */
import type { Loader, Saver } from '../kernel/index.ts'
import type { DiskFault } from '../lab/index.ts'
import type { Asked, SimDisk } from './disk.ts'
import { Bytes, type Change, DiskFile } from './disk-file.ts'

export interface DiskRow {
  readonly name: string
  readonly files: readonly FileRow[]
  readonly inForce: readonly DiskFault[]
  /** How often each die was thrown. */
  readonly thrown: readonly (readonly [what: string, thrown: number])[]
  readonly queue: readonly Asked[]
  readonly pasts: readonly (readonly (readonly [file: string, bytes: Uint8Array])[])[]
  readonly syncs: number
  readonly slowness: number
  readonly crashes: number
}

interface FileRow {
  readonly name: string
  readonly seen: Uint8Array
  readonly stable: Uint8Array
  readonly changes: readonly Change[]
}

export function diskRow({ replica }: Saver, disk: SimDisk): DiskRow {
  const { name, syncs, slowness, crashes } = disk
  return {
    name,
    files: [...disk.files].map(([file, { seen, stable, changes }]) => {
      const bytes = { seen: contentOf(seen), stable: contentOf(stable) }
      return { name: file, ...bytes, changes: replica.of(changes) }
    }),
    inForce: [...disk.inForce],
    thrown: [...disk.streams].map(([what, { thrown }]) => [what, thrown]),
    queue: replica.of(disk.queue),
    pasts: disk.pasts.map((past) => [...past].map(([file, bytes]) => [file, contentOf(bytes)])),
    syncs,
    slowness,
    crashes,
  }
}

/** `disk`: a new one. */
export function fillDisk({ replica }: Loader, disk: SimDisk, row: DiskRow): void {
  const { syncs, slowness, crashes } = row
  Object.assign(disk, { syncs, slowness, crashes })
  for (const { name, seen, stable, changes } of row.files) {
    const file = new DiskFile()
    file.seen = bytesOf(seen)
    file.stable = bytesOf(stable)
    file.changes = [...replica.of(changes)]
    disk.files.set(name, file)
  }
  for (const fault of row.inForce) disk.inForce.add(fault)
  for (const [what, thrown] of row.thrown) disk.dice(what, thrown)
  disk.queue = [...replica.of(row.queue)]
  disk.pasts = row.pasts.map((past) => new Map(past.map(([file, all]) => [file, bytesOf(all)])))
}

function contentOf(bytes: Bytes): Uint8Array {
  return bytes.read(0, bytes.length)
}

function bytesOf(content: Uint8Array): Bytes {
  const bytes = new Bytes()
  bytes.write(0, content)
  return bytes
}
