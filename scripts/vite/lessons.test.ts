/** Lessons in a real build and in a development server, in a folder of their own. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build, createServer, type InlineConfig, type Rolldown } from 'vite'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { LessonFolder } from '../../src/tutor/index.ts'
import { lessonsPlugin } from './lessons.ts'

const lesson = `---
id: small
title: Small
idea: One idea.
program: { files: [b.ts, a.ts], edit: [a.ts], root: a }
checks: { works: It works. }
---

## Do it {#do}

Edit.

check: works
`
const files: Record<string, string> = {
  'lesson.md': lesson,
  'lesson.es.md': '---\nid: small\ntitle: Pequeño\n---\n',
  'checks.ts': "export const checks = { works: (): string => 'real module' }\n",
  'scenario.ts': 'export const scenario = { seeds: [1], untilMs: 7, fails: {}, script: [] }\n',
  'start/a.ts': 'the start of a',
  'start/b.ts': 'the start of b',
  'solution-1/a.ts': 'one way',
  'solution-2/a.ts': 'another way',
  'wrong-1/a.ts': 'no way',
  'wrong-2/a.ts': 'no way either',
}
const main = "import lessons from 'virtual:lessons'\nexport default lessons\n"

let root = ''
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'lessons-'))
  write('main.ts', main)
  for (const [name, text] of Object.entries(files)) write(`lessons/01-small/${name}`, text)
})
afterEach(() => rmSync(root, { recursive: true }))

describe('virtual:lessons', () => {
  it('holds the lessons, their programs, and their checks as real modules', async () => {
    const lessons = await load(await built())
    expect(lessons).toMatchObject([
      {
        folder: '01-small',
        lesson: { id: 'small', title: { text: 'Small' }, language: 'en' },
        translations: { es: { title: { text: 'Pequeño' }, idea: { text: 'One idea.' } } },
        start: [
          { name: 'b.ts', text: 'the start of b' },
          { name: 'a.ts', text: 'the start of a' },
        ],
        solutions: [
          [{ name: 'b.ts' }, { name: 'a.ts', text: 'one way' }],
          [{ name: 'b.ts' }, { name: 'a.ts', text: 'another way' }],
        ],
        scenario: { untilMs: 7 },
      },
    ])
    expect(lessons[0]?.checks.works?.()).toBe('real module')
  })

  it('keeps the lessons in the order of their numbers', async () => {
    for (const [name, text] of Object.entries(files)) {
      write(`lessons/00-first/${name}`, text.replace('id: small', 'id: first'))
    }
    const lessons = await load(await built())
    expect(lessons.map(({ folder }) => folder)).toEqual(['00-first', '01-small'])
  })

  it.each([
    [
      'lesson.md',
      lesson.replace('title:', 'titel:'),
      "lesson.md:3:1 front matter: unknown key 'titel'",
    ],
    [
      'lesson.md',
      lesson.replace('Edit.', 'Edit <b>it</b>.'),
      'lesson.md:11:6 raw HTML has no place',
    ],
    [
      'lesson.md',
      lesson.replace('id: small', 'id: big'),
      "lesson.md:1:1 the folder '01-small' isn't named",
    ],
    ['lesson.es.md', '---\nid: big\n---\n', "lesson.es.md:2:1 this translates 'small'"],
    ['start/c.ts', '', "lesson.md:1:1 program: 'start/c.ts' isn't among its files"],
    ['wrong-3/README', '', "lesson.md:1:1 there is no program in 'wrong-3'"],
  ])('fails the build when %s is malformed', async (file, text, message) => {
    write(`lessons/01-small/${file}`, text)
    await expect(built()).rejects.toThrow(`lessons/01-small/${message}`)
  })

  it.each([
    ['lesson.md', 'lesson.md:1:1 a lesson folder needs this file'],
    ['checks.ts', "lesson.md:1:1 there is no file 'checks.ts' beside it"],
    ['start/b.ts', "lesson.md:1:1 program: there is no file 'start/b.ts'"],
    ['solution-2', "lesson.md:1:1 a lesson has two folders 'solution-1' and 'solution-2' at least"],
  ])('fails the build when %s is missing', async (file, message) => {
    rmSync(join(root, 'lessons/01-small', file), { recursive: true })
    await expect(built()).rejects.toThrow(`lessons/01-small/${message}`)
  })

  it('brings no parser into a page that only judges', async () => {
    const tutor = fileURLToPath(new URL('../../src/tutor/index.ts', import.meta.url))
    write('main.ts', `export { judge } from ${JSON.stringify(tutor)}\n`)
    const code = await built()
    expect(code).toContain('function judge')
    expect(code).not.toContain('tag:yaml.org')
  })

  it('is read again when a lesson changes or is added while developing', async () => {
    const server = await createServer({
      ...options(),
      server: { middlewareMode: true, ws: false },
      appType: 'custom',
    })
    const titles = async () => {
      const { default: lessons } = await server.ssrLoadModule('virtual:lessons')
      return lessons.map((each: LessonFolder) => each.lesson.title.text)
    }
    try {
      expect(await titles()).toEqual(['Small'])
      const changed = lesson.replace('title: Small', 'title: Changed')
      server.watcher.emit('change', write('lessons/01-small/lesson.md', changed))
      await vi.waitFor(async () => expect(await titles()).toEqual(['Changed']))
      for (const [name, text] of Object.entries(files)) {
        const path = write(`lessons/02-next/${name}`, text.replace('id: small', 'id: next'))
        if (name.startsWith('wrong-2')) server.watcher.emit('add', path)
      }
      await vi.waitFor(async () => expect(await titles()).toEqual(['Changed', 'Small']))
    } finally {
      await server.close()
    }
  })
})

interface Built {
  readonly folder: string
  readonly checks: Readonly<Record<string, () => string>>
}

function options(): InlineConfig {
  return { configFile: false, root, logLevel: 'silent', plugins: [lessonsPlugin()] }
}

async function built(): Promise<string> {
  const result = await build({
    ...options(),
    build: {
      write: false,
      minify: false,
      lib: { entry: join(root, 'main.ts'), formats: ['es'], fileName: 'main' },
    },
  })
  const [{ output }] = result as Rolldown.RolldownOutput[] as [Rolldown.RolldownOutput]
  return output[0].code
}

async function load(code: string): Promise<readonly Built[]> {
  const module = await import(`data:text/javascript,${encodeURIComponent(code)}`)
  return module.default
}

function write(name: string, text: string): string {
  const path = join(root, name)
  mkdirSync(dirname(path), { recursive: true })
  writeFileSync(path, text)
  return path
}
