/**
 * A map that is small for its few first entries: most processes have one link or none, a supervisor
 * a million. Keys are found by `===`; entries stay in the order they came.
 */
export class Few<K extends string | number, V> {
  /** Key, value, key, value … */
  private flat: (K | V)[] | null = null
  private map: Map<K, V> | null = null

  get size(): number {
    if (this.map !== null) return this.map.size
    return this.flat === null ? 0 : this.flat.length >> 1
  }

  get(key: K): V | undefined {
    if (this.map !== null) return this.map.get(key)
    const at = this.indexOf(key)
    return at < 0 ? undefined : (this.flat?.[at + 1] as V)
  }

  set(key: K, value: V): void {
    if (this.map !== null) {
      this.map.set(key, value)
      return
    }
    if (this.flat === null) {
      this.flat = [key, value]
      return
    }
    const at = this.indexOf(key)
    if (at >= 0) this.flat[at + 1] = value
    else if (this.flat.length < mostFlat) this.flat.push(key, value)
    else this.map = this.grow(this.flat).set(key, value)
  }

  delete(key: K): boolean {
    if (this.map !== null) return this.map.delete(key)
    const at = this.indexOf(key)
    const { flat } = this
    if (at < 0 || flat === null) return false
    if (at === flat.length - 2) flat.length = at
    else flat.splice(at, 2)
    return true
  }

  /** A list of its own: entries may come and go while it is read. */
  values(): V[] {
    if (this.map !== null) return [...this.map.values()]
    const all: V[] = []
    const flat = this.flat ?? []
    for (let i = 1; i < flat.length; i += 2) all.push(flat[i] as V)
    return all
  }

  private indexOf(key: K): number {
    const { flat } = this
    if (flat === null) return -1
    for (let i = flat.length - 2; i >= 0; i -= 2) if (flat[i] === key) return i
    return -1
  }

  private grow(flat: readonly (K | V)[]): Map<K, V> {
    const map = new Map<K, V>()
    for (let i = 0; i < flat.length; i += 2) map.set(flat[i] as K, flat[i + 1] as V)
    this.flat = null
    return map
  }
}

const mostFlat = 16
