/** Scrolling of the log: it follows what is shown, unless somebody scrolled away. */
import { type RefObject, useEffect, useState } from 'react'

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
  useEffect(() => {
    const element = list.current
    if (element === null) return
    if (element.clientHeight !== height) setHeight(element.clientHeight)
    if (live && following) element.scrollTop = count * rowHeight
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
    setTop(element.scrollTop)
    setHeight(element.clientHeight)
    setFollowing(element.scrollTop + element.clientHeight >= element.scrollHeight - rowHeight)
  }
  return { top, height, following: following || !live, follow: () => setFollowing(true), onScroll }
}
