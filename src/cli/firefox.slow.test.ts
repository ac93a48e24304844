/** The same seed, the same trace in another engine: Debian's Firefox, where it is installed. */
import { expect, type TestContext, test } from 'vitest'
import { programs, type SourceFile } from '../lab/index.ts'
import { modulesOf } from './compiled.ts'
import { type Asked, run } from './hashes.ts'
import source from './hashes.ts?bundled'
import { findFirefox, howToGetFirefox, runInFirefox } from './in-firefox.ts'

/** Instead of a game: each worker makes another mistake, in a place that isn't easy to name. */
const mistakes = {
  root: `export function init() {
    const children = []
    for (let id = 0; id < 9; id++) {
      children.push({ id: String(id), start: ['gen_server', 'startLink', ['clumsy', id, {}]] })
    }
    return ['ok', [{ strategy: 'one_for_one', intensity: 30, period: 60 }, children]]
  }`,
  clumsy: `import { error, self, sendAfter } from 'let-it-crash'
  export function init(id) {
    sendAfter(5, self(), 'slip')
    return ['ok', id]
  }
  export function* handleInfo(slip, id) {
    const here = {
      get there() { return null.x },
      slipped(by) { return by.map((each) => each.x.y) },
    }
    if (id === 0) here.there
    if (id === 1) here.slipped([1])
    if (id === 2) undefined()
    if (id === 3) { const [first] = id }
    if (id === 4) ''.repeat(-1)
    if (id === 5) JSON.parse('{')
    if (id === 6) yield* deeper(1)
    if (id === 7) [3, 1].sort(() => { throw new Error('mine') })
    return ['noreply', id + 1n]
  }
  function* deeper(by) {
    if (by > 0) return yield* deeper(by - 1)
    const fall = () => error(['fell', by])
    fall()
  }`,
}

test('a few seeds of each program have the same trace hash in Firefox and in Node', async (ctx) => {
  const compiled = programs.map(async (program) => [program.id, await modulesOf(program)] as const)
  await expectSame(ctx, Object.fromEntries(await Promise.all(compiled)))
}, 240_000)

test('so have programs that make mistakes, whatever the engine says of them', async (ctx) => {
  const files: SourceFile[] = Object.entries(mistakes).map(([name, text]) => {
    return { name: `${name}.ts`, text }
  })
  const modules = await modulesOf({ files })
  await expectSame(ctx, Object.fromEntries(programs.map(({ id }) => [id, modules])))
}, 240_000)

async function expectSame(ctx: TestContext, compiled: Asked['compiled']): Promise<void> {
  const firefox = findFirefox()
  if (firefox === null) return ctx.skip(`there is no firefox-esr; type: ${howToGetFirefox}`)
  const asked = { seeds: [1, 2, 3], compiled }
  const { value, version } = await runInFirefox<string[]>(firefox, source, asked)
  expect(version).toContain('Gecko/')
  expect(value).toHaveLength(3 * programs.length)
  expect(value).toEqual(run(asked))
}
