/**
 * The text itself: CodeMirror 6, loaded when somebody first opens the editor. Ctrl or ⌘ with Enter
 * runs, Esc leaves the text so that Tab goes on; every change is told at once, to be kept.
 */
import { defaultKeymap, history, historyKeymap, indentWithTab } from '@codemirror/commands'
import { javascript } from '@codemirror/lang-javascript'
import { bracketMatching, indentOnInput, indentUnit } from '@codemirror/language'
import { type Diagnostic, lintGutter, setDiagnostics } from '@codemirror/lint'
import { EditorState, type Extension, type Text } from '@codemirror/state'
import {
  drawSelection,
  EditorView,
  highlightActiveLine,
  highlightActiveLineGutter,
  keymap,
  lineNumbers,
} from '@codemirror/view'
import { useEffect, useLayoutEffect, useRef } from 'react'
import { highlighting, look } from './theme.ts'

export interface CodeError {
  /** Both count from 1. */
  readonly line: number
  readonly column: number
  readonly message: string
}

export interface CodeViewProps {
  readonly file: string
  readonly text: string
  readonly errors: readonly CodeError[]
  readonly label: string
  /** Where to go when a line of the error list is chosen; `at` changes with each choice. */
  readonly jump: { readonly line: number; readonly column: number; readonly at: number } | null
  readonly onChange: (text: string) => void
  readonly onRun: () => void
  readonly onLeave: () => void
}

export function CodeView(props: CodeViewProps) {
  const { file, text, errors, jump } = props
  const frame = useRef<HTMLDivElement>(null)
  const view = useRef<EditorView | null>(null)
  const told = useRef<string[]>([])
  const latest = useRef(props)
  latest.current = props
  useLayoutEffect(() => {
    if (frame.current === null) return
    const made = new EditorView({ parent: frame.current })
    view.current = made
    return () => made.destroy()
  }, [])
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new file is a new document; its text follows below
  useLayoutEffect(() => {
    told.current = []
    view.current?.setState(
      EditorState.create({ doc: text, extensions: extensionsFor(latest, told.current) }),
    )
    view.current?.focus()
  }, [file])
  useEffect(() => {
    const editor = view.current
    if (editor === null || editor.state.doc.toString() === text) return
    // What was typed comes back as a prop, perhaps after the next key: that is no news.
    if (told.current.includes(text)) return
    editor.dispatch({ changes: { from: 0, to: editor.state.doc.length, insert: text } })
  }, [text])
  useEffect(() => {
    const editor = view.current
    if (editor !== null)
      editor.dispatch(setDiagnostics(editor.state, diagnosticsOf(errors, editor.state.doc)))
  }, [errors])
  useEffect(() => {
    const editor = view.current
    if (editor === null || jump === null) return
    const at = placeOf(jump, editor.state.doc)
    editor.dispatch({ selection: { anchor: at }, scrollIntoView: true })
    editor.focus()
  }, [jump])
  return <div ref={frame} className="lc-code" />
}

/** Texts remembered as our own. */
const TOLD = 20

function extensionsFor(latest: { readonly current: CodeViewProps }, told: string[]): Extension[] {
  const run = () => {
    latest.current.onRun()
    return true
  }
  const leave = (editor: EditorView) => {
    editor.contentDOM.blur()
    latest.current.onLeave()
    return true
  }
  return [
    lineNumbers(),
    EditorView.lineWrapping,
    lintGutter(),
    history(),
    drawSelection(),
    indentOnInput(),
    indentUnit.of('  '),
    bracketMatching(),
    highlightActiveLine(),
    highlightActiveLineGutter(),
    javascript({ typescript: true }),
    look,
    highlighting,
    keymap.of([
      { key: 'Mod-Enter', run },
      { key: 'Escape', run: leave },
      ...defaultKeymap,
      ...historyKeymap,
      indentWithTab,
    ]),
    EditorView.contentAttributes.of({ 'aria-label': latest.current.label, spellcheck: 'false' }),
    EditorView.updateListener.of((update) => {
      if (!update.docChanged) return
      const text = update.state.doc.toString()
      told.push(text)
      if (told.length > TOLD) told.shift()
      latest.current.onChange(text)
    }),
  ]
}

/** An error underlines the word it stands at. */
function diagnosticsOf(errors: readonly CodeError[], doc: Text): Diagnostic[] {
  return errors.map((error) => {
    const from = placeOf(error, doc)
    const line = doc.lineAt(from)
    const word = /^[\w$]+|^./.exec(line.text.slice(from - line.from))?.[0].length ?? 0
    return { from, to: Math.min(line.to, from + word), severity: 'error', message: error.message }
  })
}

function placeOf(
  { line, column }: { readonly line: number; readonly column: number },
  doc: Text,
): number {
  const found = doc.line(Math.min(Math.max(1, line), doc.lines))
  return Math.min(found.to, found.from + Math.max(0, column - 1))
}
