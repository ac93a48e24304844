/**
 * The command `bench`: figures measured in this very run, on this machine. What can't be measured
 * here is left out and said so; a figure without its circumstances is never printed.
 */
import { exitCode, type Io } from '../command.ts'
import { type CoresResults, measureCores } from './cores.ts'
import { type BenchOptions, readOptions } from './options.ts'
import { printJson, printTable } from './print.ts'
import { type Bench, holds, type Result } from './result.ts'
import { measureRuntime, textOf } from './runtime.ts'

export { usage } from './options.ts'

export const summary = 'measures speeds, sizes and times, here and now'

const ofThePage: Readonly<Record<string, () => Promise<Bench>>> = {
  detection: () => import('./detection.ts'),
  field: () => import('./field.ts'),
  'first-screen': () => import('./first-screen.ts'),
  'step-back': () => import('./step-back.ts'),
  'trace-memory': () => import('./trace-memory.ts'),
}

export async function run(args: readonly string[], io: Io): Promise<number> {
  const options = readOptions(args)
  if (typeof options === 'string') {
    io.err(`bench: ${options}`)
    return exitCode.usage
  }
  const { leftOut, runtime: names, pages } = options
  if (leftOut.length > 0) io.err(`without --browser: no ${leftOut.join(', no ')}`)
  const runtime = names.length > 0 ? await measureRuntime({ ...options, names }, io) : null
  const many = await measureMany(options, io)
  const page = await measurePages(pages, options, io)
  const results = [...(runtime?.results ?? []), ...page.results]
  const failed = [...(runtime?.failed ?? []), ...many.failed, ...page.failed]
  const versions = runtime?.versions ?? many.cores?.versions ?? []
  const print = options.json ? printJson : printTable
  print({ results, versions, cores: many.cores }, io)
  const isHeld = results.every((result) => holds(result) !== false)
  return isHeld && failed.length === 0 ? exitCode.done : exitCode.negative
}

async function measureMany(options: BenchOptions, io: Io) {
  const nothing = { cores: null, failed: [] as readonly string[] }
  if (!options.cores || io.interrupted.aborted) return nothing
  try {
    const cores: CoresResults = await measureCores(options, io)
    return { cores, failed: [] }
  } catch (problem) {
    io.err(`cores FAILED: ${textOf(problem)}`)
    return { cores: null, failed: ['cores'] }
  }
}

async function measurePages(names: readonly string[], { runs, browser }: BenchOptions, io: Io) {
  const results: Result[] = []
  const failed: string[] = []
  for (const name of names) {
    io.err(`${name}, ${runs} runs …`)
    try {
      const { measure } = await (ofThePage[name] as () => Promise<Bench>)()
      results.push(...(await measure(runs, io, browser)))
    } catch (problem) {
      failed.push(name)
      io.err(`${name} FAILED: ${textOf(problem)}`)
    }
  }
  return { results, failed }
}
