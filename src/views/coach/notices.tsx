/** Notices: what happened, how we know, one button. Each stays until it is dismissed. */
import type { Dispatch } from '../action.ts'
import { Button } from '../button.tsx'
import { Icon, type Sign } from '../icon.tsx'
import { useSay } from '../words/say.tsx'
import { type Notice, type NoticeWords, noticeWords } from './notice.ts'
import './coach.css'

const signs: Readonly<Record<NoticeWords['tone'], Sign>> = {
  error: 'kill',
  warning: 'warning',
  info: 'dot',
}

export interface NoticesProps {
  readonly notices: readonly Notice[]
  readonly dispatch: Dispatch
}

export function Notices({ notices, dispatch }: NoticesProps) {
  const say = useSay()
  return (
    <section className="lc-notices" aria-label={say('notice.label')} aria-live="polite">
      {notices.map((notice) => (
        <NoticeView key={notice.id} notice={notice} dispatch={dispatch} />
      ))}
    </section>
  )
}

function NoticeView({
  notice,
  dispatch,
}: {
  readonly notice: Notice
  readonly dispatch: Dispatch
}) {
  const say = useSay()
  const { tone, text, evidence, link, button } = noticeWords(notice, say)
  return (
    <div className="lc-notice" data-tone={tone}>
      <Icon sign={signs[tone]} />
      <div className="lc-notice-words">
        <p>
          <span className="lc-hidden">{say(`notice.${tone}`)}: </span>
          <b>{text}</b>
        </p>
        {evidence === null ? null : <p className="lc-soft">{evidence}</p>}
        {link === null ? null : (
          <p>
            <a href={link} target="_blank" rel="noopener">
              {link}
            </a>
          </p>
        )}
      </div>
      {button === null ? null : (
        <Button
          label={button.label}
          onClick={() => dispatch({ type: 'press', button: button.button })}
        />
      )}
      <Button
        label={say('notice.dismiss')}
        sign="close"
        kind="quiet"
        bare
        onClick={() => dispatch({ type: 'dismiss', notice: notice.id })}
      />
    </div>
  )
}
