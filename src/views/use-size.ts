/** How large an element is, as soon as that is known and whenever it changes. */
import { type RefObject, useEffect, useState } from 'react'

export interface Size {
  readonly width: number
  readonly height: number
}

export function useSize(box: RefObject<HTMLElement | null>): Size | null {
  const [size, setSize] = useState<Size | null>(null)
  useEffect(() => {
    const { current } = box
    if (current === null) return
    const watch = new ResizeObserver(() => {
      setSize({ width: current.clientWidth, height: current.clientHeight })
    })
    watch.observe(current)
    return () => watch.disconnect()
  }, [box])
  return size
}
