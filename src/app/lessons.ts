/** The lessons that were built with the page, in their order. */
import folders from 'virtual:lessons'

export const lessons = folders
