/**
 * The house rules as data: who may import whom, words that have no place here, sizes, names,
 * heads, dead files. It walks the disk, so that it also sees what isn't committed yet. Each rule
 * comes with a sample that breaks it, so that none can go blind unnoticed.
 */
import { readdirSync, readFileSync } from 'node:fs'
import { join, posix } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'

const core = ['kernel', 'otp', 'protocols', 'lab', 'tutor', 'classroom']
const shores = ['sim', 'web', 'views']
const doors = ['app', 'cli']
const entries =
  /^src\/(app\/main\.tsx|cli\/main\.ts|equal-names\.ts|web\/box\/node-main\.ts|.*\.(worker|d)\.ts)$/
const fewestFiles = 300
const mostLines = 300
const mostColumns = 100

const code = /\.(ts|tsx|mjs)$/
const tests = /\.(test|soak|spec)\.tsx?$/
/** Text that learners write and read; the compiler of `web` judges it. */
const programs = /^(lessons\/[^/]+|src\/lab\/programs)\/[^/]+\//
const hollow = /(^|[-.])(utils?|helpers?|common|managers?|services?)([-.]|$)/

/** Where a word is forbidden, and a path there for the sample. */
const places = {
  core: [new RegExp(`^src/(${[...core, 'sim'].join('|')})/(?!.*\\.soak\\.)`), 'src/sim/a.ts'],
  src: [/^src\/(?!.*\.d\.ts)/, 'src/web/a.ts'],
  code: [code, 'src/app/a.ts'],
  tests: [tests, 'src/lab/a.test.ts'],
} as const

type Word = readonly [keyof typeof places, RegExp, instead: string, sample: string]

/** Comments and strings don't count here. */
const wordsInCode: readonly Word[] = [
  ['core', /\b(Date|performance|set(Timeout|Interval)|queueMicrotask)\b/, 'clock', 'Date.now()'],
  ['core', /\b(Math\.random|crypto)\b/, 'random of the environment', 'Math.random()'],
  ['core', /\bstructuredClone\(/, 'copyTerm', 'structuredClone(x)'],
  ['core', /\b(async|await|Promise)\b/, 'a generator', 'await x'],
  ['src', /\bif \(!?(is)?simulated\b/i, 'one path for both worlds', 'if (simulated) x()'],
  ['src', /\bexport default\b/, 'a named export', 'export default 1'],
  ['code', /^\s*(export )?(declare )?(const )?enum \w/, 'a union of strings', 'enum A {}'],
  ['code', /\bas any\b|: any\b|<any>/, 'unknown, and a check', 'x as any'],
  ['tests', /\.only\(/, 'all of them', 'test.only()'],
  ['tests', /\bwaitForTimeout\(/, 'waiting for what is awaited', 'page.waitForTimeout(1)'],
]

const wordsInText: readonly Word[] = [
  ['code', /@ts-(ignore|nocheck)\b/, 'a type that fits', '// @ts-ignore'],
  ['code', /\b(TODO|FIXME|XXX|HACK)\b/, 'doing it', '// TODO: later'],
  [
    'tests',
    /(?<!ctx|context)\.(skip|todo|fixme)\((?!.*(, '|\/\/ ))/,
    'a reason on its line',
    'it.skip(f)',
  ],
]

interface File {
  readonly path: string
  readonly text: string
}

type Breach = readonly [path: string, line: number, says: string]

interface Rule {
  readonly name: string
  readonly sample: readonly [path: string, text: string]
  breaches(files: readonly File[]): readonly Breach[]
}

const rules: readonly Rule[] = [
  ...wordsInCode.map((word) => wordRule(word, withoutQuotes)),
  ...wordsInText.map((word) => wordRule(word, (text) => text)),
  {
    name: 'rooms see only their left, through front doors',
    sample: ['src/kernel/a.ts', "import { x } from '../otp/index.ts'"],
    breaches: (files) =>
      files.flatMap((file) =>
        importsOf(file)
          .filter(({ target }) => !mayImport(file.path, target))
          .map(({ line, target }): Breach => [file.path, line, target]),
      ),
  },
  lineRule(`files end by line ${mostLines}`, '\n'.repeat(mostLines + 1), (_, at) => at > mostLines),
  lineRule(`lines end by column ${mostColumns}`, 'x'.repeat(mostColumns + 1), isTooWide),
  {
    name: 'a file says first what it is',
    sample: ['src/app/a.ts', 'export const x = 1'],
    breaches: (files) =>
      files
        .filter(({ path, text }) => code.test(path) && !programs.test(path) && !hasHead(text))
        .map(({ path }) => [path, 1, 'no comment at its head']),
  },
  {
    name: 'names are kebab-case and say what for',
    sample: ['src/app/port-utils.ts', ''],
    breaches: (files) =>
      files
        .filter(({ path }) => !path.split('/').every(isGoodName))
        .map(({ path }) => [path, 1, 'rename it']),
  },
  {
    name: 'every file is imported by a living one',
    sample: ['src/app/a.ts', '// Nobody knows me.'],
    breaches: (files) => deadFiles(files).map(({ path }) => [path, 1, 'imported by nobody']),
  },
]

test.each(rules)('house rule: $name', ({ breaches, sample: [path, text] }) => {
  expect(breaches([{ path, text }]), 'the rule is blind').not.toEqual([])
  const found = breaches(house()).map(([where, line, says]) => `${where}:${line} ${says}`)
  expect(found.join('\n')).toBe('')
})

test('the house rules see the house, and let a good file pass', () => {
  expect(house().length).toBeGreaterThan(fewestFiles)
  const text = "/** No Date. */\nimport { x } from '../lab/index.ts'\nx('Date')\n"
  const good = { path: 'src/app/main.tsx', text }
  expect(rules.flatMap((rule) => rule.breaches([good]))).toEqual([])
})

function house(): readonly File[] {
  const root = fileURLToPath(new URL('..', import.meta.url))
  return ['src', 'lessons', 'e2e', 'scripts', 'public', '.']
    .flatMap((folder) =>
      readdirSync(join(root, folder), { recursive: folder !== '.', encoding: 'utf8' }).map((name) =>
        posix.join(folder, name.replaceAll('\\', '/')),
      ),
    )
    .filter((path) => /\.(ts|tsx|mjs|css|html|md)$/.test(path) && path !== 'src/tidy.test.ts')
    .map((path) => ({ path, text: readFileSync(join(root, path), 'utf8') }))
}

function wordRule([place, word, instead, text]: Word, read: (text: string) => string): Rule {
  const [where, path] = places[place]
  return {
    name: `${instead}, not ${word.source}`,
    sample: [path, text],
    breaches: (files) =>
      files
        .filter((file) => where.test(file.path) && code.test(file.path))
        // A test of the core may wait for other things than its subject.
        .filter((file) => instead !== 'a generator' || !tests.test(file.path))
        .flatMap(({ path, text }) => linesOf(path, read(text), (line) => word.test(line))),
  }
}

function lineRule(name: string, text: string, isBad: (line: string, at: number) => boolean): Rule {
  return {
    name,
    sample: ['src/app/a.ts', text],
    breaches: (files) =>
      files
        .filter(({ path }) => code.test(path))
        .flatMap(({ path, text }) => linesOf(path, text.replace(/\n$/, ''), isBad)),
  }
}

function linesOf(path: string, text: string, isBad: (line: string, at: number) => boolean) {
  return text
    .split('\n')
    .flatMap((line, i): Breach[] => (isBad(line, i + 1) ? [[path, i + 1, line.trim()]] : []))
}

/**
 * Text in quotes may be longer: the formatter can't break it, and a sentence is easier to find
 * whole.
 */
function isTooWide(line: string): boolean {
  return line.length > mostColumns && !/['"`]|biome-ignore/.test(line)
}

function hasHead(text: string): boolean {
  return /^(#!.*\n)?\/[/*]/.test(text)
}

function isGoodName(name: string): boolean {
  return /^([a-z0-9]+([-.][a-z0-9]+)*|[A-Z]+\.md)$/.test(name) && !hollow.test(name)
}

/** Without comments and what stands in quotes; lines and `${…}` stay. */
function withoutQuotes(text: string): string {
  const quoted = /\/\*[\s\S]*?\*\/|\/\/.*|'(\\.|[^'\\\n])*'|"(\\.|[^"\\\n])*"|`(\\[\s\S]|[^`\\])*`/g
  return text.replace(quoted, (piece) => {
    const holes = piece.startsWith('`') ? (piece.match(/\$\{[^}]*\}/g) ?? []) : []
    return piece.replace(/[^\n]/g, '') + holes.join('')
  })
}

function importsOf({ path, text }: File) {
  const found = /^(?:import|export|\}).*?'(\.[^'?]*)|\bimport\('(\.[^'?]*)|\bURL\(\s*'(\.[^'?]*)/gm
  return [...text.matchAll(found)].map((match) => ({
    line: text.slice(0, match.index).split('\n').length,
    target: posix.join(posix.dirname(path), match[1] ?? match[2] ?? match[3] ?? ''),
  }))
}

function mayImport(path: string, target: string): boolean {
  const [from = '', to] = [path, target].map((name) => /^src\/(\w+)\//.exec(name)?.[1])
  const isBound = from !== '' || path.startsWith('lessons/')
  if (!isBound || to === undefined || from === to || !code.test(target)) return true
  const left = core.includes(from) ? core.slice(0, core.indexOf(from)) : core
  const visible = doors.includes(from) ? [...core, ...shores] : left
  // A test gives its subject a world; a lesson's also needs the compiler for its programs.
  const worlds = from === '' ? ['sim', 'web'] : ['sim']
  const isSeen = visible.includes(to) || (worlds.includes(to) && tests.test(path))
  return isSeen && target === `src/${to}/index.ts`
}

function deadFiles(files: readonly File[]): readonly File[] {
  const inSrc = files.filter(({ path }) => path.startsWith('src/') && code.test(path))
  const byPath = new Map(inSrc.map((file) => [file.path, file]))
  const isEntry = ({ path }: File) => entries.test(path) || tests.test(path)
  const living = new Set(files.filter((file) => !inSrc.includes(file) || isEntry(file)))
  // A set's iteration goes on to what is added on the way.
  for (const file of living) {
    for (const { target } of importsOf(file)) {
      const reached = byPath.get(target)
      if (reached) living.add(reached)
    }
  }
  return inSrc.filter((file) => !living.has(file))
}
