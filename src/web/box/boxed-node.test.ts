/** A boxed node without its box: what it tells depends on who looks. */
import { afterEach, expect, it } from 'vitest'
import {
  decodeEvents,
  decodeTerm,
  encodeTerm,
  type Recorded,
  type Term,
} from '../../kernel/index.ts'
import type { Look } from '../attention.ts'
import { compileProgram } from '../compile/program.ts'
import type { FromNode, NodeToBoard, ToNode } from '../messages.ts'
import { BoxedNode } from './boxed-node.ts'

const text = `
import { become, register } from 'let-it-crash'
export function start() {
  register('counter')
  return become(['counter', 'count'], 0)
}
export function count(sum, by) {
  return sum + by
}
`

const ends: (() => void)[] = []
afterEach(() => {
  for (const end of ends.splice(0)) end()
})

function box() {
  const [page, board] = [new MessageChannel(), new MessageChannel()]
  ends.push(() => [page, board].map(({ port1 }) => port1.close()))
  const trace: Recorded[] = []
  let waiting: (() => void)[] = []
  const news = () => new Promise<void>((resolve) => waiting.push(resolve))
  const tell = () => {
    const heard = waiting
    waiting = []
    for (const resolve of heard) resolve()
  }
  const answers = new Map<number, Term>()
  board.port1.onmessage = ({ data }: MessageEvent<NodeToBoard>) => {
    if (data.type === 'trace') trace.push(...decodeEvents(data.bytes))
    tell()
  }
  page.port1.onmessage = ({ data }: MessageEvent<FromNode>) => {
    if (data.type === 'answer') answers.set(data.number, decodeTerm(data.bytes))
    if (data.type === 'op_done') answers.set(data.number, data.found)
    tell()
  }
  new BoxedNode({ name: 'n1@heron', creation: 1, seed: 1 }, page.port2, board.port2).start()
  const post = (message: ToNode) => page.port1.postMessage(message)
  let number = 0
  const answer = async () => {
    while (!answers.has(number)) await news()
    return answers.get(number)
  }
  return {
    trace,
    look: (look: Look) => post({ type: 'look', look }),
    start() {
      const compiled = compileProgram([{ name: 'counter.ts', text }])
      if (!compiled.ok) throw new Error(JSON.stringify(compiled.errors))
      post({ type: 'load', modules: compiled.modules })
      const start = encodeTerm(['counter', 'start', []])
      post({ type: 'start', start, quiet: false })
    },
    ask(question: Term) {
      post({ type: 'ask', number: ++number, question: encodeTerm(question) })
      return answer()
    },
    add(by: number) {
      const op = encodeTerm({ do: 'send', target: { name: 'counter' }, message: by })
      post({ type: 'op', number: ++number, op, apply: true })
      return answer()
    },
    kinds: () => trace.map(({ kind }) => kind),
    async until(kind: Recorded['kind'], term?: Term) {
      const isIt = (event: Recorded) =>
        event.kind === kind && (term === undefined || event.term === term)
      while (!trace.some(isIt)) await news()
      return trace.find(isIt)
    },
  }
}

it('tells of lives but not of messages where nobody looks, and keeps these for a while', async () => {
  const { look, start, add, ask, until, kinds } = box()
  look('nobody')
  start()
  await until('register')
  expect(await add(20)).toBe(true)
  expect(await add(22)).toBe(true)
  const kept = await ask({ ask: 'kept', id: 1, count: 9 })
  expect(kept).toMatchObject({ lost: 0, events: [{ kind: 'delivered', term: 22 }, { term: 20 }] })
  look('here')
  expect(await until('alive')).toMatchObject({ term: { name: 'counter', state: 42, messages: 0 } })
  expect(kinds().filter((kind) => kind === 'spawn')).toHaveLength(1)
  for (const kind of ['delivered', 'received', 'state'] as const)
    expect(kinds()).not.toContain(kind)
  await add(1)
  await until('state', 43)
})

it('tells all as long as another machine looks, without another census', async () => {
  const { look, start, add, until, kinds } = box()
  look('elsewhere')
  start()
  await until('register')
  await add(1)
  await until('state', 1)
  look('here')
  await add(1)
  await until('state', 2)
  expect(kinds()).not.toContain('alive')
})
