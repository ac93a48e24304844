/**
 * TypeScript to JavaScript by taking the types away (sucrase). Lines stay where they are; columns
 * move, and `columns.ts` finds them again.
 */
import { transform } from 'sucrase'
import { limits } from './limits.ts'
import { isStackOverflow } from './syntax.ts'

export interface StripFailure {
  /** Offset in the original text; 0 when unknown. */
  readonly offset: number
  readonly kind: 'unexpected' | 'tangled'
}

/** The JavaScript in a text, or where its reader gave up. */
export function stripTypes(text: string): string | StripFailure {
  try {
    const { code } = transform(budgeted(text), {
      transforms: ['typescript'],
      disableESTransforms: true,
      keepUnusedImports: true,
    })
    return code
  } catch (error) {
    if (error instanceof Tangled || isStackOverflow(error)) return { offset: 0, kind: 'tangled' }
    const offset = (error as { readonly pos?: unknown }).pos
    return { offset: typeof offset === 'number' ? offset : 0, kind: 'unexpected' }
  }
}

class Tangled {}

/**
 * Sucrase tries several readings of a bracket, and brackets inside brackets multiply: 200
 * characters can keep it busy for a minute. It reads its text through `charCodeAt`, so counting
 * there bounds it.
 */
function budgeted(text: string): string {
  let left = text.length * limits.readsPerCharacter + 20_000
  const counting = {
    charCodeAt(index: number): number {
      left -= 1
      if (left < 0) throw new Tangled()
      return text.charCodeAt(index)
    },
  }
  return Object.assign(new String(text), counting) as unknown as string
}
