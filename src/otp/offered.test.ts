/** What is said of a wrong argument in a function that several behaviours have in common. */
import { expect, it } from 'vitest'
import { sendRequest } from './gen/requests.ts'
import { guarded, offered } from './offered.ts'

it.each([
  ['genServer', 'gen_server'],
  ['genStatem', 'gen_statem'],
])(
  'a shared function of %s is called by that name, called by a program or as %s',
  (name, module) => {
    const wrong = `${name}.sendRequest: server must be`
    const byName = guarded(module, { sendRequest }).sendRequest as typeof sendRequest
    const imported = offered[name]?.sendRequest as typeof sendRequest
    for (const ask of [byName, imported]) {
      expect(reasonOf(() => ask(7 as never, 1))).toContain(wrong)
    }
  },
)

function reasonOf(act: () => unknown): string {
  try {
    act()
  } catch (thrown) {
    return JSON.stringify((thrown as { reason: unknown }).reason)
  }
  return 'nothing was thrown'
}
