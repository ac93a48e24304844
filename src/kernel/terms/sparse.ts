/**
 * Plain objects with keys of anybody's choice. V8 keeps what is at index keys in a list, with room
 * for all that could stand before it: 12 kB for `{ 1000: 0 }`. Of an object that is known to be
 * sparse it keeps a table.
 */

/** Whether a key may be an index far beyond as many keys as there are. */
export function isFar(key: string, keys: number): boolean {
  const first = key.charCodeAt(0)
  return first >= 48 && first <= 57 && Number(key) > 8 + 4 * keys
}

/** It stays sparse, and is otherwise as it was. */
export function makeSparse(plain: Record<string, unknown>): void {
  plain[farthest] = null
  delete plain[farthest]
}

const farthest = 2 ** 30
