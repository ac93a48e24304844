/** English: every key of the interface. The parts are by place; keys don't repeat between them. */
import { coach } from './en/coach.ts'
import { events } from './en/events.ts'
import { faults } from './en/faults.ts'
import { lesson } from './en/lesson.ts'
import { page } from './en/page.ts'
import { share } from './en/share.ts'
import { stage } from './en/stage.ts'
import { strip } from './en/strip.ts'

export const en = {
  ...page,
  ...stage,
  ...strip,
  ...events,
  ...faults,
  ...lesson,
  ...coach,
  ...share,
} as const
