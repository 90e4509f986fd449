import { html } from '@codemirror/lang-html';
import { liquid } from '@codemirror/lang-liquid';
import { HighlightStyle, syntaxHighlighting } from '@codemirror/language';
import type { Extension } from '@codemirror/state';
import { tags } from '@lezer/highlight';

/** Colours by what a piece of code is; variables, so that they follow the scheme. */
const colours = HighlightStyle.define([
  { tag: tags.tagName, color: 'var(--wp-accent-text)' },
  { tag: tags.attributeName, color: 'var(--wp-family-engagement-text)' },
  { tag: [tags.attributeValue, tags.string], color: 'var(--wp-success-text)' },
  { tag: tags.comment, color: 'var(--wp-faint)', fontStyle: 'italic' },
  { tag: [tags.keyword, tags.controlKeyword, tags.operatorKeyword], color: 'var(--wp-family-intent-text)' },
  { tag: [tags.variableName, tags.propertyName], color: 'var(--wp-family-message-text)' },
  { tag: [tags.number, tags.bool], color: 'var(--wp-warning-text)' },
  { tag: [tags.angleBracket, tags.brace, tags.punctuation, tags.operator], color: 'var(--wp-muted)' },
]);

/** HTML or MJML with Liquid in it. */
export function htmlWithLiquid(): Extension {
  return [liquid({ base: html({ selfClosingTags: true, autoCloseTags: true }) }), syntaxHighlighting(colours)];
}
