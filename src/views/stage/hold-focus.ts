/**
 * Keys go on working when what had the focus is drawn no more: whoever stands in its place now, or
 * the picture itself, takes the focus over.
 */
import { type FocusEvent, useCallback, useLayoutEffect, useRef } from 'react'

export function useHeldFocus() {
  const last = useRef<{ readonly from: HTMLElement; readonly frame: HTMLElement } | null>(null)
  useLayoutEffect(() => {
    const { current: held } = last
    if (held === null || held.from.isConnected || document.activeElement !== document.body) return
    last.current = null
    if (!held.frame.isConnected) return
    const place = held.frame.querySelector<HTMLElement>('[data-thing][tabindex="0"]')
    const next = place ?? held.frame
    next.focus({ preventScroll: true })
  })
  const onFocus = useCallback(({ target, currentTarget }: FocusEvent<HTMLElement>) => {
    last.current = { from: target as HTMLElement, frame: currentTarget }
  }, [])
  // Who goes elsewhere on purpose isn't called back.
  const onBlur = useCallback(({ target }: FocusEvent<HTMLElement>) => {
    requestAnimationFrame(() => {
      const isLeft = document.activeElement !== target && target.isConnected
      if (isLeft && last.current?.from === target) last.current = null
    })
  }, [])
  return { onFocus, onBlur }
}
