/** The size of an element as it is laid out, kept up to date; null before the first look. */
import { useCallback, useEffect, useRef, useState } from 'react'
import type { Size } from './boxes.ts'

export function useSize() {
  const [size, setSize] = useState<Size | null>(null)
  const watching = useRef<ResizeObserver | null>(null)
  const frame = useCallback((element: HTMLElement | null) => {
    watching.current?.disconnect()
    if (element === null) return
    const look = () => {
      const { clientWidth: width, clientHeight: height } = element
      setSize((old) => (old?.width === width && old.height === height ? old : { width, height }))
    }
    watching.current = new ResizeObserver(look)
    watching.current.observe(element)
    look()
  }, [])
  useEffect(() => () => watching.current?.disconnect(), [])
  return [frame, size] as const
}
