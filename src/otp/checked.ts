/**
 * Functions that look at their arguments before they do anything: wrong use is `badarg` with the
 * argument's name and what it should be, and what can't be sent is refused with the path into it.
 */
import { badarg } from '../kernel/index.ts'
import { type KindName, kinds, requireTerm } from './argument-kinds.ts'

export type Func = (...args: unknown[]) => unknown

interface Parameter {
  readonly name: string
  readonly kind: KindName
  readonly isOptional: boolean
}

/**
 * The function behind a look at its arguments; `verb` is what a program calls it by. Whoever calls
 * it by name has terms already: they needn't be looked through.
 */
export function checked(verb: string, signature: string, func: Func, areTerms = false): Func {
  const text = areTerms ? signature.replaceAll(':term', ':sendable') : signature
  const forms = text.split('|').map(readForm)
  const [only] = forms
  if (forms.length === 1 && only !== undefined) {
    return (...args) => {
      look(verb, only, args)
      return func(...args)
    }
  }
  return (...args) => {
    look(verb, formFor(forms, args), args)
    return func(...args)
  }
}

function readForm(text: string): readonly Parameter[] {
  const words = text.split(' ').filter((word) => word !== '')
  return words.map((word) => {
    const isOptional = word.endsWith('?')
    const [name, kind = name] = word.replace('?', '').split(':') as [string, string?]
    if (kind !== 'term' && !Object.hasOwn(kinds, kind)) throw new Error(`no kind '${kind}'`)
    return { name, kind: kind as KindName, isOptional }
  })
}

/** The first form that may have so many arguments; else the longest tells what is missing. */
function formFor(
  forms: readonly (readonly Parameter[])[],
  args: readonly unknown[],
): readonly Parameter[] {
  const given = args.findLastIndex((value) => value !== undefined) + 1
  const fits = (form: readonly Parameter[]) => given <= form.length
  return forms.find(fits) ?? (forms.at(-1) as readonly Parameter[])
}

function look(verb: string, form: readonly Parameter[], args: readonly unknown[]): void {
  for (let i = 0; i < form.length; i++) {
    const { name, kind, isOptional } = form[i] as Parameter
    const value = args[i]
    if (value === undefined && isOptional) continue
    if (kind === 'term') {
      if (value === undefined) badarg(verb, name, 'a term')
      requireTerm(value, name)
    } else if (!kinds[kind].holds(value)) badarg(verb, name, kinds[kind].must)
  }
}
