/** The editor's state on the page, from what the workshop holds. */
import type { Page } from './page.ts'

export function openEditor(page: Page, file: string | null): void {
  if (file === null) return page.set({ editor: null })
  const { workshop } = page.program
  const editor = {
    file,
    text: workshop.text(file),
    errors: [],
    changed: workshop.isChanged(file),
    waiting: workshop.isWaiting(file),
  }
  page.set({ editor })
}

export function refreshEditor(page: Page, errors = page.state.editor?.errors ?? []): void {
  const { editor } = page.state
  if (editor === null) return
  openEditor(page, editor.file)
  const { editor: fresh } = page.state
  if (fresh !== null) page.set({ editor: { ...fresh, errors } })
}
