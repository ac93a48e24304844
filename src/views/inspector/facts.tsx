/**
 * Parts that the inspector's cards are made of: a fact with its name, a section, a way to a thing.
 */
import type { ReactNode } from 'react'
import type { Dispatch, Selection } from '../action.ts'

export function Fact({ name, children }: { readonly name: string; readonly children: ReactNode }) {
  return (
    <div className="lc-fact">
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  )
}

export function Part({
  title,
  children,
}: {
  readonly title: string
  readonly children: ReactNode
}) {
  return (
    <section className="lc-part">
      <h3>{title}</h3>
      {children}
    </section>
  )
}

interface GoProps {
  readonly to: Selection
  readonly label: string
  readonly dispatch: Dispatch
}

/** A thing's name that selects it. */
export function Go({ to, label, dispatch }: GoProps) {
  return (
    <button
      type="button"
      className="lc-go"
      onClick={() => dispatch({ type: 'select', selection: to })}
    >
      {label}
    </button>
  )
}
