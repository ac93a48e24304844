/**
 * A lesson as plain data: what a lesson file says, after parsing. Every text carries the key that a
 * translation uses. How it is drawn is the views' business; what its checks mean is checks.ts's.
 */
import type { Op } from '../lab/index.ts'

export interface Lesson {
  readonly id: string
  readonly language: string
  readonly title: Line
  /** The talk's idea in one sentence. */
  readonly idea: Line
  readonly program: Program
  /** Every check of the lesson, in the order of the front matter. */
  readonly checks: readonly Goal[]
  /** What the learner can do by a button, by name. */
  readonly actions: Readonly<Record<string, Op>>
  readonly steps: readonly Step[]
}

/** Which files of `start/` make the program, in the order of their tabs, and how it is booted. */
export interface Program {
  readonly files: readonly string[]
  /** The files that the learner edits. */
  readonly edit: readonly string[]
  /** The module of its root supervisor. */
  readonly root: string
  /** Nodes on this machine. */
  readonly nodes: number
}

/** A check and the sentence that tells the learner what it asks for. */
export interface Goal {
  readonly name: string
  readonly goal: Line
}

export interface Step {
  readonly id: string
  readonly title: Line
  /** Not needed for the lesson's end. */
  readonly optional: boolean
  readonly text: Prose
  readonly ask: Ask
  /** Empty, or all four rungs in their order. */
  readonly hints: readonly Hint[]
  readonly honesty: Honesty | null
}

/** What a step asks for: one thing. */
export type Ask =
  | { readonly type: 'read' }
  /**
   * First a choice, then the actions of the text (there may be none), then the reveal; `checks`
   * must have passed before it, so that it tells what has really happened.
   */
  | {
      readonly type: 'predict'
      readonly choices: readonly Choice[]
      readonly actions: readonly string[]
      readonly checks: readonly string[]
      readonly reveal: Prose
    }
  /** Names of the lesson's actions, all to be done once. */
  | { readonly type: 'act'; readonly actions: readonly string[] }
  /** Names of the lesson's checks, all to be passed. */
  | { readonly type: 'check'; readonly checks: readonly string[] }

/** `id` is a letter: a, b, c … in the order of the file. */
export interface Choice {
  readonly id: string
  readonly right: boolean
  readonly text: Prose
}

export const rungs = ['nudge', 'where', 'line', 'solution'] as const
export type Rung = (typeof rungs)[number]

export interface Hint {
  readonly rung: Rung
  readonly text: Prose
}

/** A limit of the playground, told once for all lessons: whoever shows it remembers `id`. */
export interface Honesty {
  readonly id: string
  readonly text: Prose
}

/** One line of plain text. */
export interface Line {
  readonly key: string
  readonly text: string
}

/** Paragraphs, lists and code. */
export interface Prose {
  readonly key: string
  readonly blocks: readonly Block[]
}

export type Block =
  | { readonly type: 'paragraph'; readonly children: readonly Inline[] }
  | { readonly type: 'code'; readonly language: string; readonly text: string }
  | {
      readonly type: 'list'
      readonly ordered: boolean
      readonly items: readonly (readonly Block[])[]
    }

export type Inline =
  | { readonly type: 'text'; readonly text: string }
  | { readonly type: 'code'; readonly text: string }
  | { readonly type: 'emphasis'; readonly children: readonly Inline[] }
  | { readonly type: 'strong'; readonly children: readonly Inline[] }
  | { readonly type: 'link'; readonly url: string; readonly children: readonly Inline[] }
  /** A button that does `op`; `action` is its name in the lesson. */
  | {
      readonly type: 'action'
      readonly action: string
      readonly op: Op
      readonly children: readonly Inline[]
    }

/** The words of some prose, without its form. */
export function plainText(blocks: readonly Block[]): string {
  return blocks.map(blockText).join('\n')
}

export function inlineText(nodes: readonly Inline[]): string {
  return nodes.map((node) => ('children' in node ? inlineText(node.children) : node.text)).join('')
}

function blockText(block: Block): string {
  switch (block.type) {
    case 'paragraph':
      return inlineText(block.children)
    case 'code':
      return block.text
    case 'list':
      return block.items.map(plainText).join('\n')
  }
}
