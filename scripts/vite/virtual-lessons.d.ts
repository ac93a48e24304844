/** What scripts/vite/lessons.ts makes of the folder `lessons/`. */
declare module 'virtual:lessons' {
  import type { LessonFolder } from '../../src/tutor/index.ts'

  const lessons: readonly LessonFolder[]
  export default lessons
}
