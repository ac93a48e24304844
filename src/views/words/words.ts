/**
 * Every word the interface says, by key. `say('tree.mail', { count: 3 })` fills placeholders and
 * picks the plural; a key that doesn't exist or a placeholder left out is a type error. Another
 * language is one more object of the same keys.
 */
import { en } from './en.ts'

export type Key = keyof typeof en

/** A sentence, or one for each plural form of the placeholder `{count}`. */
export type Entry = string | { readonly one: string; readonly other: string }

export type Language = { readonly [K in Key]: Entry }

export const languages = { en } satisfies Record<string, Language>

export type LanguageCode = keyof typeof languages

type Holes<S extends string> = S extends `${string}{${infer Name}}${infer Rest}`
  ? Name | Holes<Rest>
  : never

type HolesOf<E> = E extends string
  ? Holes<E>
  : E extends { readonly one: infer One extends string; readonly other: infer Other extends string }
    ? Holes<One> | Holes<Other> | 'count'
    : never

/** The placeholders of one entry. */
export type Hole<K extends Key> = HolesOf<(typeof en)[K]>

/** Says the entries of a dictionary: the page's own, or one that comes with a part of it. */
export type SayFrom<D extends Readonly<Record<string, Entry>>> = <K extends keyof D>(
  key: K,
  ...values: [HolesOf<D[K]>] extends [never]
    ? []
    : [{ readonly [N in HolesOf<D[K]>]: string | number }]
) => string

export type Say = SayFrom<typeof en>

export function sayIn(code: LanguageCode): Say {
  return sayFrom(languages[code], code)
}

export function sayFrom<D extends Readonly<Record<string, Entry>>>(
  words: D,
  code: LanguageCode,
): SayFrom<D> {
  const plural = new Intl.PluralRules(code)
  return (key, ...values) => {
    const filled = (values[0] ?? {}) as Record<string, string | number>
    const entry: Entry = words[key] as Entry
    const text = typeof entry === 'string' ? entry : entry[formOf(plural, filled.count)]
    return text.replace(/\{(\w+)\}/g, (hole, name: string) => String(filled[name] ?? hole))
  }
}

function formOf(plural: Intl.PluralRules, count: string | number | undefined): 'one' | 'other' {
  return plural.select(Number(count)) === 'one' ? 'one' : 'other'
}

/** The pieces of an entry, for a sentence that carries markup: text and names of placeholders. */
export function piecesOf(
  text: string,
): readonly { readonly text?: string; readonly hole?: string }[] {
  return text
    .split(/(\{\w+\})/)
    .filter((piece) => piece !== '')
    .map((piece) => (/^\{\w+\}$/.test(piece) ? { hole: piece.slice(1, -1) } : { text: piece }))
}
