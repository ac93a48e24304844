/**
 * The editor's frame: the program's files, Run, Reset, and what is wrong with the text as a list.
 * The text itself is loaded when it is first needed.
 */
import { lazy, Suspense, useEffect, useRef, useState } from 'react'
import type { Dispatch } from '../action.ts'
import { Button } from '../button.tsx'
import { Icon } from '../icon.tsx'
import { Marked, useSay } from '../words/say.tsx'
import type { CodeError, CodeViewProps } from './code-view.tsx'
import './editor.css'

const CodeView = lazy(async () => {
  try {
    return { default: (await import('./code-view.tsx')).CodeView }
  } catch {
    return { default: PlainText }
  }
})

/**
 * When the editor can't be loaded (no network, a newer page on the server), text is text all the
 * same.
 */
function PlainText({ text, label, onChange, onRun }: CodeViewProps) {
  return (
    <textarea
      className="lc-code lc-code-plain"
      aria-label={label}
      value={text}
      spellCheck={false}
      onChange={(event) => onChange(event.target.value)}
      onKeyDown={(event) => {
        if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) onRun()
      }}
    />
  )
}

export interface EditorProps {
  /** The files that may be edited, in the order of their tabs. */
  readonly files: readonly string[]
  readonly file: string
  readonly text: string
  /** What a run found wrong; `file` is told when it isn't the open one. */
  readonly errors: readonly (CodeError & { readonly file?: string })[]
  /** The text isn't the one that was given. */
  readonly changed: boolean
  /** The text isn't the one that runs. */
  readonly waiting: boolean
  readonly dispatch: Dispatch
}

export function Editor(props: EditorProps) {
  const { file, errors, dispatch } = props
  const say = useSay()
  const frame = useRef<HTMLElement>(null)
  const [left, setLeft] = useState(false)
  const [jump, setJump] = useState<CodeViewProps['jump']>(null)
  useEffect(() => {
    const before = document.activeElement
    return () => {
      if (before instanceof HTMLElement && before.isConnected) before.focus()
    }
  }, [])
  const leave = () => {
    setLeft(true)
    frame.current?.querySelector<HTMLElement>('.lc-editor-run')?.focus()
  }
  const here = errors.filter((error) => error.file === undefined || error.file === file)
  return (
    <section ref={frame} className="lc-editor" aria-label={say('editor.label', { file })}>
      <EditorBar {...props} />
      <div className="lc-editor-text">
        <Suspense fallback={<p className="lc-editor-loading">{say('editor.loading')}</p>}>
          <CodeView
            file={file}
            text={props.text}
            errors={here}
            label={say('editor.label', { file })}
            jump={jump}
            onChange={(text) => dispatch({ type: 'text', file, text })}
            onRun={() => dispatch({ type: 'run', file })}
            onLeave={leave}
          />
        </Suspense>
      </div>
      <Errors
        {...props}
        onJump={(error) => {
          if (error.file !== undefined && error.file !== file)
            dispatch({ type: 'edit', file: error.file })
          setJump({ line: error.line, column: error.column, at: Date.now() })
        }}
      />
      <footer className="lc-editor-foot">
        <EditorStatus {...props} />
        <span className="lc-label">{say(isMac() ? 'editor.keys.mac' : 'editor.keys')}</span>
      </footer>
      <div className="lc-hidden" role="status">
        {left ? say('editor.left') : ''}
      </div>
    </section>
  )
}

function EditorBar({ files, file, changed, waiting, dispatch }: EditorProps) {
  const say = useSay()
  const [sure, setSure] = useState(false)
  return (
    <header className="lc-editor-bar">
      <div className="lc-editor-files" role="group" aria-label={say('editor.files')}>
        {files.map((name) => (
          <button
            key={name}
            type="button"
            aria-pressed={name === file}
            onClick={() => dispatch({ type: 'edit', file: name })}
          >
            {name}
          </button>
        ))}
      </div>
      <div className="lc-editor-buttons">
        {sure ? (
          <>
            <span className="lc-label">{say('editor.reset.sure')}</span>
            <Button
              label={say('editor.reset.yes')}
              kind="fatal"
              onClick={() => {
                setSure(false)
                dispatch({ type: 'reset', file })
              }}
            />
            <Button label={say('editor.reset.no')} kind="quiet" onClick={() => setSure(false)} />
          </>
        ) : (
          <Button
            label={say('editor.reset')}
            sign="restart"
            kind="quiet"
            disabled={!changed}
            onClick={() => setSure(true)}
          />
        )}
        <Button
          className="lc-editor-run"
          label={say('editor.run')}
          sign="play"
          kind={waiting ? 'loud' : 'plain'}
          onClick={() => dispatch({ type: 'run', file })}
        />
        <Button
          label={say('editor.close')}
          sign="close"
          kind="quiet"
          bare
          onClick={() => dispatch({ type: 'edit', file: null })}
        />
      </div>
    </header>
  )
}

type ErrorsProps = EditorProps & { readonly onJump: (error: EditorProps['errors'][number]) => void }

function Errors({ file, errors, onJump }: ErrorsProps) {
  const say = useSay()
  return (
    <div className="lc-editor-errors" role="status">
      {errors.length === 0 ? null : (
        <>
          <h3>{say('editor.errors', { count: errors.length })}</h3>
          <ul>
            {errors.map((error) => (
              <li key={`${error.file}:${error.line}:${error.column}:${error.message}`}>
                <button type="button" onClick={() => onJump(error)}>
                  <Icon sign="kill" size={12} />
                  <span>
                    {error.file === undefined || error.file === file ? null : (
                      <code>{error.file} </code>
                    )}
                    <Marked
                      text={say('editor.error', { line: error.line, message: error.message })}
                    />
                  </span>
                </button>
              </li>
            ))}
          </ul>
        </>
      )}
    </div>
  )
}

function EditorStatus({ waiting, errors }: EditorProps) {
  const say = useSay()
  if (errors.length > 0)
    return (
      <span className="lc-editor-status" data-status="errors">
        {say('editor.refused')}
      </span>
    )
  return (
    <span className="lc-editor-status" data-status={waiting ? 'waiting' : 'running'}>
      <Icon sign={waiting ? 'edit' : 'check'} size={12} />
      {say(waiting ? 'editor.waiting' : 'editor.ran')}
    </span>
  )
}

function isMac(): boolean {
  return navigator.platform.startsWith('Mac')
}
