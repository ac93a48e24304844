/**
 * From sections to steps: which of its kinds a step is, its choices, its checks, its ladder of
 * hints, and the rules of writing that can be counted (one ask, 120 words).
 */
import type { List, ListItem, RootContent, Text } from 'mdast'
import type { Place } from './complaints.ts'
import { listed } from './complaints.ts'
import {
  type Ask,
  type Block,
  type Choice,
  type Hint,
  type Honesty,
  type Prose,
  plainText,
  rungs,
  type Step,
} from './lesson.ts'
import { limits } from './limits.ts'
import { actionsIn, placeOf, rawText, readBlocks, type Scribe } from './prose.ts'
import type { Part, PartName, Section } from './sections.ts'

/** What steps may refer to. */
export interface Desk extends Scribe {
  readonly lesson: string
  readonly checks: readonly string[]
}

const choiceMark = /^\(( |x)\)\s+/
const checkLine = /^check:\s*(.*)$/is

export function readStep(desk: Desk, section: Section): Step {
  const key = `${desk.lesson}.step.${section.id}`
  const lists = section.body.filter((node): node is List => isChoices(node))
  const checkLines = section.body.filter((node) => isCheckLine(node))
  const rest = section.body.filter((node) => !isChoices(node) && !isCheckLine(node))
  const text: Prose = { key: `${key}.text`, blocks: readBlocks(desk, rest) }
  if (text.blocks.length === 0) desk.complain(section.at, 'the step has no text')
  for (const list of lists.slice(1))
    desk.complain(placeOf(list), 'a step has one list of choices at most')
  const choices = lists[0] === undefined ? [] : readChoices(desk, key, lists[0])
  countWords(desk, section.at, 'the step', [text, ...choices.map((choice) => choice.text)])
  const part = (name: PartName) => section.parts.find((known) => known.name === name)
  return {
    id: section.id,
    title: { key: `${key}.title`, text: section.title },
    optional: section.optional,
    text,
    ask: readAsk(desk, section, text, choices, checkLines, part('reveal')),
    hints: readHints(desk, key, section),
    honesty: readHonesty(desk, part('honesty')),
  }
}

function readAsk(
  desk: Desk,
  section: Section,
  text: Prose,
  choices: readonly Choice[],
  checkLines: readonly RootContent[],
  reveal: Part | undefined,
): Ask {
  const actions = actionsIn(text.blocks)
  const checks = checkLines.flatMap((node) => readCheckNames(desk, node))
  if (choices.length === 0) {
    if (reveal !== undefined)
      desk.complain(reveal.at, "a part 'reveal' needs a list of choices: '- ( ) …'")
    if (checks.length > 0) return { type: 'check', checks }
    return actions.length > 0 ? { type: 'act', actions } : { type: 'read' }
  }
  if (reveal === undefined) desk.complain(section.at, "a prediction needs a part '### Reveal'")
  const key = `${desk.lesson}.step.${section.id}.reveal`
  return { type: 'predict', choices, actions, checks, reveal: readPart(desk, key, reveal) }
}

function isChoices(node: RootContent): node is List {
  return node.type === 'list' && choiceMark.test(rawText(node))
}

function readChoices(desk: Desk, key: string, list: List): Choice[] {
  const choices = list.children.map((item, i) => readChoice(desk, key, item, i))
  const right = choices.filter((choice) => choice.right).length
  if (right !== 1)
    desk.complain(placeOf(list), `exactly one choice is right, '(x)'; here ${right} are`)
  if (choices.length < 2) desk.complain(placeOf(list), 'a prediction has at least two choices')
  if (choices.length > limits.choices) {
    desk.complain(placeOf(list), `a prediction has ${limits.choices} choices at most`)
  }
  return choices
}

function readChoice(desk: Desk, key: string, item: ListItem, index: number): Choice {
  const mark = choiceMark.exec(rawText(item))
  if (mark === null) desk.complain(placeOf(item), "every choice begins with '( )' or '(x)'")
  const id = String.fromCharCode('a'.charCodeAt(0) + index)
  const blocks = readBlocks(desk, mark === null ? item.children : unmarked(item))
  if (plainText(blocks).trim() === '') desk.complain(placeOf(item), 'the choice is empty')
  return { id, right: mark?.[1] === 'x', text: { key: `${key}.choice.${id}`, blocks } }
}

/** The item without its mark, which stands in its first text. */
function unmarked(item: ListItem): ListItem['children'] {
  const [first, ...more] = item.children
  if (first?.type !== 'paragraph') return item.children
  const [head, ...tail] = first.children
  const text = head as Text
  const rest: Text = { ...text, value: text.value.replace(choiceMark, '') }
  return [{ ...first, children: [rest, ...tail] }, ...more]
}

function isCheckLine(node: RootContent): boolean {
  return node.type === 'paragraph' && checkLine.test(rawText(node))
}

function readCheckNames(desk: Desk, node: RootContent): string[] {
  const names = (checkLine.exec(rawText(node))?.[1] ?? '').split(',').map((name) => name.trim())
  for (const name of names) {
    if (desk.checks.includes(name)) continue
    desk.complain(placeOf(node), `there is no check '${name}'; known are ${listed(desk.checks)}`)
  }
  return names
}

function readHints(desk: Desk, key: string, section: Section): Hint[] {
  const found = section.parts.filter((part) => rungs.some((rung) => rung === part.name))
  const complete =
    found.length === rungs.length && rungs.every((rung, i) => found[i]?.name === rung)
  if (found.length > 0 && !complete) {
    const at = found[0]?.at ?? section.at
    desk.complain(at, `a ladder of hints has the rungs ${listed(rungs)}, in this order`)
  }
  return rungs.flatMap((rung) => {
    const part = found.find(({ name }) => name === rung)
    return part === undefined ? [] : [{ rung, text: readPart(desk, `${key}.hint.${rung}`, part) }]
  })
}

function readHonesty(desk: Desk, part: Part | undefined): Honesty | null {
  if (part === undefined) return null
  return { id: part.id, text: readPart(desk, `honesty.${part.id}`, part) }
}

function readPart(desk: Desk, key: string, part: Part | undefined): Prose {
  const prose = { key, blocks: readBlocks(desk, part?.body ?? []) }
  if (part !== undefined) {
    countWords(desk, part.at, `the part '${part.name}'`, [prose])
    if (part.name !== 'honesty') return prose
    if (actionsIn(prose.blocks).length > 0)
      desk.complain(part.at, 'an honesty note offers no action')
  }
  return prose
}

function countWords(desk: Desk, at: Place, what: string, texts: readonly Prose[]): void {
  const words = texts.reduce((sum, { blocks }) => sum + wordsOf(blocks), 0)
  if (words <= limits.stepWords) return
  desk.complain(at, `${what} has ${words} words; ${limits.stepWords} are allowed`)
}

function wordsOf(blocks: readonly Block[]): number {
  return plainText(blocks)
    .split(/\s+/)
    .filter((word) => word !== '').length
}
