/** The one button of the interface: loud, plain, fatal or quiet; a word, a sign or both. */
import type { ButtonHTMLAttributes } from 'react'
import { Icon, type Sign } from './icon.tsx'

export interface ButtonProps extends Omit<ButtonHTMLAttributes<HTMLButtonElement>, 'children'> {
  /** Shown, or only read out when `bare`. */
  readonly label: string
  readonly sign?: Sign
  readonly kind?: 'loud' | 'plain' | 'fatal' | 'quiet'
  /** Only the sign is shown. */
  readonly bare?: boolean
  readonly 'data-verb'?: string
  /** The key that does the same. */
  readonly shortcut?: string
}

export function Button({
  label,
  sign,
  kind = 'plain',
  bare = false,
  shortcut,
  className,
  ...rest
}: ButtonProps) {
  return (
    <button
      type="button"
      className={className === undefined ? 'lc-button' : `lc-button ${className}`}
      data-kind={kind}
      data-icon-only={bare ? '' : undefined}
      aria-label={bare ? label : undefined}
      title={bare ? label : undefined}
      aria-keyshortcuts={shortcut}
      {...rest}
    >
      {sign === undefined ? null : <Icon sign={sign} />}
      {bare ? null : <span className="lc-button-label">{label}</span>}
      {shortcut === undefined || bare ? null : (
        <span className="lc-key" aria-hidden="true">
          {shortcut}
        </span>
      )}
    </button>
  )
}
