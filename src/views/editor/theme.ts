/**
 * CodeMirror in the page's ink: the tokens of tokens.css, so that it follows the theme by itself.
 */
import { HighlightStyle, syntaxHighlighting } from '@codemirror/language'
import { EditorView } from '@codemirror/view'
import { tags } from '@lezer/highlight'

export const look = EditorView.theme({
  '&': { height: '100%', backgroundColor: 'var(--panel)', color: 'var(--ink)' },
  '&.cm-focused': { outline: 'none' },
  '.cm-scroller': { fontFamily: 'var(--mono)', fontSize: 'var(--text-s)', lineHeight: '20px' },
  '.cm-content': { padding: '8px 0', caretColor: 'var(--ink)' },
  '.cm-line': { padding: '0 12px 0 8px' },
  '.cm-cursor': { borderLeftColor: 'var(--ink)', borderLeftWidth: '2px' },
  '.cm-gutters': {
    border: '0',
    borderRight: '1px solid var(--hair)',
    backgroundColor: 'var(--panel)',
    color: 'var(--soft)',
  },
  '.cm-activeLine': { backgroundColor: 'var(--press)' },
  '.cm-activeLineGutter': { backgroundColor: 'var(--press)', color: 'var(--ink)' },
  '&.cm-focused .cm-selectionBackground, .cm-selectionBackground': {
    backgroundColor: 'color-mix(in srgb, var(--selected) 26%, transparent) !important',
  },
  '.cm-matchingBracket, &.cm-focused .cm-matchingBracket': {
    backgroundColor: 'transparent',
    outline: '1px solid var(--line)',
  },
  '.cm-lint-marker-error': { content: '"✕"', color: 'var(--dead)', fontWeight: '700' },
  '.cm-lintRange-error': {
    backgroundImage: 'none',
    textDecoration: 'underline wavy var(--dead) 1px',
    textUnderlineOffset: '3px',
  },
  '.cm-tooltip': {
    border: '1px solid var(--line)',
    borderRadius: 'var(--radius)',
    backgroundColor: 'var(--panel)',
    color: 'var(--ink)',
  },
  '.cm-diagnostic-error': { borderLeft: '3px solid var(--dead)', fontFamily: 'var(--font)' },
})

/** Told by weight and slope first, by few colours second. */
export const highlighting = syntaxHighlighting(
  HighlightStyle.define([
    {
      tag: [tags.keyword, tags.controlKeyword, tags.operatorKeyword, tags.definitionKeyword],
      fontWeight: '700',
    },
    { tag: [tags.moduleKeyword, tags.modifier], fontWeight: '700' },
    { tag: [tags.string, tags.special(tags.string), tags.regexp], color: 'var(--alive)' },
    { tag: [tags.number, tags.bool, tags.null], color: 'var(--selected)' },
    {
      tag: [tags.comment, tags.lineComment, tags.blockComment],
      color: 'var(--soft)',
      fontStyle: 'italic',
    },
    {
      tag: [
        tags.function(tags.definition(tags.variableName)),
        tags.definition(tags.function(tags.variableName)),
      ],
      color: 'var(--ballot)',
    },
    { tag: tags.function(tags.variableName), color: 'var(--ballot)' },
    { tag: [tags.typeName, tags.className], color: 'var(--suspect)' },
    { tag: tags.invalid, color: 'var(--dead)', textDecoration: 'underline wavy' },
  ]),
)
