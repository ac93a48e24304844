/**
 * A map that is small for its few first entries: most processes have one link or none, a supervisor
 * a million. Keys are found by `===`; entries stay in the order they came.
 */
export class Few<K extends string | number, V> {
  /** The first entry, when there is any. */
  private key: K | null = null
  private value: V | null = null
  /** The other ones: key, value, key, value … */
  private others: (K | V)[] | null = null
  /** All of them, when they are many. */
  private map: Map<K, V> | null = null

  get size(): number {
    if (this.map !== null) return this.map.size
    if (this.key === null) return 0
    return this.others === null ? 1 : 1 + (this.others.length >> 1)
  }

  get(key: K): V | undefined {
    if (this.map !== null) return this.map.get(key)
    if (this.key === key) return this.value as V
    const at = this.indexOf(key)
    return at < 0 ? undefined : (this.others?.[at + 1] as V)
  }

  set(key: K, value: V): void {
    if (this.map !== null) this.map.set(key, value)
    else if (this.key === null || this.key === key) {
      this.key = key
      this.value = value
    } else this.setOther(key, value)
  }

  delete(key: K): boolean {
    if (this.map !== null) return this.map.delete(key)
    if (this.key === key) return this.deleteFirst()
    const at = this.indexOf(key)
    if (at < 0 || this.others === null) return false
    this.others.splice(at, 2)
    if (this.others.length === 0) this.others = null
    return true
  }

  /** A list of its own: entries may come and go while it is read. */
  values(): V[] {
    if (this.map !== null) return [...this.map.values()]
    if (this.key === null) return []
    const all = [this.value as V]
    const others = this.others ?? []
    for (let i = 1; i < others.length; i += 2) all.push(others[i] as V)
    return all
  }

  private setOther(key: K, value: V): void {
    const at = this.indexOf(key)
    if (this.others === null) this.others = [key, value]
    else if (at >= 0) this.others[at + 1] = value
    else if (this.others.length < mostOthers) this.others.push(key, value)
    else this.grow(this.others).set(key, value)
  }

  private deleteFirst(): true {
    if (this.others === null) {
      this.key = null
      this.value = null
      return true
    }
    const [key, value] = this.others.splice(0, 2)
    this.key = key as K
    this.value = value as V
    if (this.others.length === 0) this.others = null
    return true
  }

  private indexOf(key: K): number {
    const { others } = this
    if (others === null) return -1
    for (let i = others.length - 2; i >= 0; i -= 2) if (others[i] === key) return i
    return -1
  }

  private grow(others: readonly (K | V)[]): Map<K, V> {
    const map = new Map<K, V>([[this.key as K, this.value as V]])
    for (let i = 0; i < others.length; i += 2) map.set(others[i] as K, others[i + 1] as V)
    this.map = map
    this.key = null
    this.value = null
    this.others = null
    return map
  }
}

const mostOthers = 16
