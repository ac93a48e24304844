/** The card of a broken promise on the screen, and its way into the clipboard. */
import { useEffect, useState } from 'react'
import { Button } from '../button.tsx'
import type { DareProps } from './challenge.tsx'
import { cardText } from './challenge-card.ts'
import { useDareWords } from './challenge-words.ts'

const toldMs = 1_500

export function Card({ dare, title, lab, world }: DareProps) {
  const say = useDareWords()
  const [copied, setCopied] = useState<'no' | 'yes' | 'failed'>('no')
  useEffect(() => {
    if (copied !== 'yes') return
    const timer = setTimeout(() => setCopied('no'), toldMs)
    return () => clearTimeout(timer)
  }, [copied])
  const { inWords, par, faults, brokenAtMs, link } = dare
  const facts = { inWords, par, faults, brokenAtMs: brokenAtMs ?? 0, link }
  const text = cardText({ ...facts, program: title, seed: lab.seed }, world, say)
  const copy = () => {
    const written = navigator.clipboard?.writeText(text) ?? Promise.reject()
    written.then(
      () => setCopied('yes'),
      () => setCopied('failed'),
    )
  }
  const lines = text.split('\n')
  return (
    <figure className="lc-dare-card">
      <figcaption className="lc-label">{say('dare.card')}</figcaption>
      <p>
        {lines.map((line) => (
          <span key={line} className={line === link ? 'lc-clip' : undefined}>
            {line}
          </span>
        ))}
      </p>
      <Button
        label={say(copied === 'yes' ? 'dare.copied' : 'dare.copy')}
        sign={copied === 'yes' ? 'check' : 'duplicate'}
        kind="loud"
        onClick={copy}
      />
      <p aria-live="polite" className={copied === 'failed' ? undefined : 'lc-hidden'}>
        {copied === 'failed' ? say('dare.copy.failed') : copied === 'yes' ? say('dare.copied') : ''}
      </p>
    </figure>
  )
}
