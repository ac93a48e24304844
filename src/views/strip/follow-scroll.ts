/** Scrolling of the log: it follows what is shown, unless somebody scrolled away. */
import { type RefObject, useEffect, useLayoutEffect, useRef, useState } from 'react'

export interface ScrollOptions {
  readonly rowHeight: number
  readonly count: number
  readonly current: number
  readonly live: boolean
}

/** Follows the newest line in Live and the cursor in a recording, unless somebody scrolled away. */
export function useFollow(list: RefObject<HTMLDivElement | null>, options: ScrollOptions) {
  const { rowHeight, count, current, live } = options
  const [top, setTop] = useState(0)
  const [height, setHeight] = useState(400)
  const [following, setFollowing] = useState(true)
  useEffect(() => {
    if (live) setFollowing(true)
  }, [live])
  const before = useRef(0)
  // What is beside the log may take its room: no scroll event tells of that.
  useLayoutEffect(() => {
    const element = list.current
    if (element === null) return
    const sizes = new ResizeObserver(() => setHeight(element.clientHeight))
    sizes.observe(element)
    return () => sizes.disconnect()
  }, [list])
  // Before a scroll event can see more lines than there are in sight. `height` is a reason, too.
  // biome-ignore lint/correctness/useExhaustiveDependencies: see above
  useLayoutEffect(() => {
    if (list.current !== null && live && following) list.current.scrollTop = count * rowHeight
  }, [list, live, following, count, rowHeight, height])
  useEffect(() => {
    const element = list.current
    if (element === null || live || current < 0) return
    const row = current * rowHeight
    const visible =
      row >= element.scrollTop && row + rowHeight <= element.scrollTop + element.clientHeight
    if (!visible) element.scrollTop = row - element.clientHeight / 2
  }, [list, live, current, rowHeight])
  const onScroll = () => {
    const element = list.current
    if (element === null) return
    const { scrollTop, clientHeight, scrollHeight } = element
    setTop(scrollTop)
    // Only who goes up doesn't follow any more.
    if (scrollTop + clientHeight >= scrollHeight - rowHeight) setFollowing(true)
    else if (scrollTop < before.current) setFollowing(false)
    before.current = scrollTop
  }
  return { top, height, following: following || !live, follow: () => setFollowing(true), onScroll }
}
