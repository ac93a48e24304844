/** What a node knows of its disk as data, and back. */
import { Storage } from '../disk/storage.ts'
import type { Node } from '../node.ts'
import type { Loader } from './loader.ts'
import type { StorageRow } from './rows.ts'
import type { Saver } from './saver.ts'

export function storageRow(saver: Saver, storage: Storage): StorageRow {
  const { replica } = saver
  return {
    requests: storage.requests,
    asked: [...storage.asked].map(([number, { process, ...rest }]) => {
      return { number, id: saver.idOf(process), ...replica.of(rest) }
    }),
    unstable: [...storage.unstable].map(([process, files]) => {
      return [saver.idOf(process), replica.of([...files])]
    }),
    syncs: [...storage.syncs],
    losers: [...storage.losers].map(([process, why]) => [saver.idOf(process), why]),
    held: [...storage.held.lines].map(([line, signals]) => {
      const rows = signals.map(({ process, needs, ...rest }) => ({
        ...replica.of(rest),
        id: process === null ? null : saver.idOf(process),
        needs: needs === null ? null : [...needs],
      }))
      return [line, rows]
    }),
  }
}

export function fillStorage(loader: Loader, node: Node, row: StorageRow): Storage {
  const { replica } = loader
  const storage = new Storage(node)
  const who = (id: number) => loader.process(node, id)
  storage.requests = row.requests
  for (const { number, id, ...rest } of row.asked) {
    storage.asked.set(number, { process: who(id), ...replica.of(rest) })
  }
  for (const [id, files] of row.unstable) {
    storage.unstable.set(who(id), new Map(replica.of(files)))
  }
  for (const [file, number] of row.syncs) storage.syncs.set(file, number)
  for (const [id, why] of row.losers) storage.losers.set(who(id), why)
  for (const [line, rows] of row.held) {
    for (const { id, needs, ...rest } of rows) {
      const process = id === null ? null : who(id)
      const left = needs === null ? null : new Map(needs)
      storage.held.put(line, { process, needs: left, ...replica.of(rest) })
    }
  }
  return storage
}
