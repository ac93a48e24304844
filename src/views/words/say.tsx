/** The present language, handed down to every component; and sentences that carry code. */
import { createContext, Fragment, type ReactNode, useContext, useMemo } from 'react'
import { type LanguageCode, type Say, sayIn } from './words.ts'

const english = sayIn('en')

const Language = createContext<Say>(english)

export function Words({
  code,
  children,
}: {
  readonly code: LanguageCode
  readonly children: ReactNode
}) {
  const say = useMemo(() => (code === 'en' ? english : sayIn(code)), [code])
  return <Language value={say}>{children}</Language>
}

export function useSay(): Say {
  return useContext(Language)
}

/** Text in which `backquotes` set code: captions and notices. */
export function Marked({ text }: { readonly text: string }) {
  return text.split('`').map((part, at) => {
    const key = `${at}:${part}`
    return at % 2 === 1 ? <code key={key}>{part}</code> : <Fragment key={key}>{part}</Fragment>
  })
}
