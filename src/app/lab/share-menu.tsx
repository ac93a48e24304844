/** Sharing a run: a link to copy, a file to keep, a file to open. */
import { useEffect, useId, useRef, useState } from 'react'
import { limits } from '../../lab/index.ts'
import { Button, type Dispatch, type LabAction, type LabState, useSay } from '../../views/index.ts'
import './share-menu.css'

interface ShareMenuProps {
  readonly lab: LabState
  readonly dispatch: Dispatch
}

export function ShareMenu({ lab, dispatch }: ShareMenuProps) {
  const say = useSay()
  const id = useId()
  const [open, setOpen] = useState(false)
  const box = useRef<HTMLDivElement>(null)
  useEffect(() => {
    if (!open) return
    const leave = (event: PointerEvent) => {
      if (!box.current?.contains(event.target as Node)) setOpen(false)
    }
    addEventListener('pointerdown', leave)
    return () => removeEventListener('pointerdown', leave)
  }, [open])
  const act = (what: LabAction) => dispatch({ type: 'lab', what })
  const show = () => {
    if (!open) act({ act: 'share' })
    setOpen(!open)
  }
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the key of the controls inside
    <div
      ref={box}
      className="lc-share"
      onKeyDown={(event) => event.key === 'Escape' && setOpen(false)}
    >
      <Button
        label={say('share.title')}
        aria-label={say('share.title')}
        sign="send"
        aria-expanded={open}
        aria-controls={id}
        onClick={show}
      />
      {open ? (
        <section id={id} className="lc-share-menu" aria-label={say('share.title')}>
          <Link link={lab.link} />
          <Button label={say('share.save')} onClick={() => act({ act: 'save' })} />
          <OpenFile
            open={(text) => {
              setOpen(false)
              act({ act: 'open', text })
            }}
          />
        </section>
      ) : null}
    </div>
  )
}

function Link({ link }: Pick<LabState, 'link'>) {
  const say = useSay()
  const [copied, setCopied] = useState(false)
  const href = link?.href ?? ''
  useEffect(() => {
    setCopied(false)
    // Refused without a gesture or a secure page: the link is shown all the same.
    if (href !== '') navigator.clipboard?.writeText(href).then(() => setCopied(true), ignore)
  }, [href])
  if (link === null) return null
  if (link.tooLong) return <p role="status">{say('share.tooLong')}</p>
  return (
    <>
      <p role="status">{say(copied ? 'share.copied' : 'share.link')}</p>
      <input
        className="lc-field"
        readOnly
        aria-label={say('share.link.label')}
        value={href}
        onFocus={(event) => event.target.select()}
      />
    </>
  )
}

const ignore = () => {}

function OpenFile({ open }: { open(text: string): void }) {
  const say = useSay()
  const input = useRef<HTMLInputElement>(null)
  const take = async (file: File | undefined) => {
    if (file !== undefined) open(await textOf(file))
  }
  return (
    <>
      <Button label={say('share.open')} onClick={() => input.current?.click()} />
      <input
        ref={input}
        type="file"
        hidden
        accept=".json,application/json"
        aria-label={say('share.open')}
        onChange={({ target }) => {
          void take(target.files?.[0])
          target.value = ''
        }}
      />
    </>
  )
}

/** What is longer than any recording is refused by what is read of it. */
export function textOf(file: File): Promise<string> {
  return file.slice(0, 4 * limits.recordCharacters + 4).text()
}
