/** A lesson's prose as elements: the small tree that the tutor makes of Markdown, nothing else. */
import type { Op } from '../../lab/index.ts'
import type { Block, Inline, Prose } from '../../tutor/index.ts'
import { Icon } from '../icon.tsx'
import './prose.css'

export interface ProseProps {
  readonly prose: Prose
  /** Names of the actions that were done. */
  readonly acted: readonly string[]
  /** Its actions wait for something else to be done first. */
  readonly locked?: boolean
  readonly onOp: (op: Op, action: string) => void
}

export function ProseView({ prose, ...rest }: ProseProps) {
  if (prose.blocks.length === 0) return null
  return (
    <div className="lc-prose">
      <Blocks blocks={prose.blocks} {...rest} />
    </div>
  )
}

interface BlocksProps extends Omit<ProseProps, 'prose'> {
  readonly blocks: readonly Block[]
}

function Blocks({ blocks, ...rest }: BlocksProps) {
  // A lesson's text never changes its order, so places are keys.
  return blocks.map((block, at) => (
    <BlockView key={`${at}:${block.type}`} block={block} {...rest} />
  ))
}

function BlockView({ block, ...rest }: Omit<BlocksProps, 'blocks'> & { readonly block: Block }) {
  switch (block.type) {
    case 'paragraph':
      return (
        <p>
          <Inlines inlines={block.children} {...rest} />
        </p>
      )
    case 'code':
      return (
        <pre>
          <code>{block.text}</code>
        </pre>
      )
    case 'list': {
      const items = block.items.map((item, at) => (
        <li key={`${at}:${item.length}`}>
          <Blocks blocks={item} {...rest} />
        </li>
      ))
      return block.ordered ? <ol>{items}</ol> : <ul>{items}</ul>
    }
  }
}

interface InlinesProps extends Omit<ProseProps, 'prose'> {
  readonly inlines: readonly Inline[]
}

function Inlines({ inlines, ...rest }: InlinesProps) {
  return inlines.map((inline, at) => (
    <InlineView key={`${at}:${inline.type}`} inline={inline} {...rest} />
  ))
}

function InlineView({
  inline,
  ...rest
}: Omit<InlinesProps, 'inlines'> & { readonly inline: Inline }) {
  switch (inline.type) {
    case 'text':
      return inline.text
    case 'code':
      return <code>{inline.text}</code>
    case 'emphasis':
      return (
        <em>
          <Inlines inlines={inline.children} {...rest} />
        </em>
      )
    case 'strong':
      return (
        <strong>
          <Inlines inlines={inline.children} {...rest} />
        </strong>
      )
    case 'link':
      return (
        <a href={inline.url} rel="noreferrer" target="_blank">
          <Inlines inlines={inline.children} {...rest} />
        </a>
      )
    case 'action':
      return (
        <button
          type="button"
          className="lc-button lc-prose-action"
          data-done={rest.acted.includes(inline.action) ? '' : undefined}
          disabled={rest.locked === true}
          onClick={() => rest.onOp(inline.op, inline.action)}
        >
          <Icon sign={rest.acted.includes(inline.action) ? 'check' : 'hand'} />
          <span>
            <Inlines inlines={inline.children} {...rest} />
          </span>
        </button>
      )
  }
}

/** Names of the actions that some prose offers. */
export function actionsOf(prose: Prose): readonly string[] {
  const found: string[] = []
  const visit = (node: Block | Inline): void => {
    if (node.type === 'action') found.push(node.action)
    if (node.type === 'list') node.items.flat().forEach(visit)
    else if ('children' in node) node.children.forEach(visit)
  }
  prose.blocks.forEach(visit)
  return found
}
