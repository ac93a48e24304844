/**
 * What this browser keeps for a person: texts, progress, theme. A full or forbidden storage is told
 * once and stops nothing: everything goes on in memory.
 */
export interface Keep {
  read(key: string): string | null
  write(key: string, value: string): void
  remove(key: string): void
}

export function openKeep(onTrouble: (problem: string) => void): Keep {
  let told = false
  const attempt = <T>(act: (storage: Storage) => T, otherwise: T): T => {
    try {
      return act(localStorage)
    } catch (problem) {
      if (!told) onTrouble(problem instanceof Error ? problem.message : String(problem))
      told = true
      return otherwise
    }
  }
  const name = (key: string) => `let-it-crash/${key}`
  return {
    read: (key) => attempt((storage) => storage.getItem(name(key)), null),
    write: (key, value) => attempt((storage) => storage.setItem(name(key), value), undefined),
    remove: (key) => attempt((storage) => storage.removeItem(name(key)), undefined),
  }
}

/** For a guest: in somebody else's room one's own kept texts have no part. */
export function openMemory(): Keep {
  const kept = new Map<string, string>()
  return {
    read: (key) => kept.get(key) ?? null,
    write: (key, value) => void kept.set(key, value),
    remove: (key) => void kept.delete(key),
  }
}

/** What one tab remembers over a reload; a window opened from it inherits a copy. */
export const tabMemory = {
  read(key: string): string | null {
    try {
      return sessionStorage.getItem(`let-it-crash/${key}`)
    } catch {
      return null
    }
  },
  write(key: string, value: string | null): void {
    try {
      if (value === null) sessionStorage.removeItem(`let-it-crash/${key}`)
      else sessionStorage.setItem(`let-it-crash/${key}`, value)
    } catch {
      // Without it a reload comes back as a guest, and says so.
    }
  },
}
