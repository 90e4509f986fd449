import { describe, expect, it } from 'vitest';
import { escapeText, unescapeText } from '../../../../shared/email/entities.js';
import { applyChanges } from '../../../../shared/email/edits.js';
import { addressOf, elementAround, isInLiquid, surround, tagsOf, toggleFormat } from './markup.js';

/** Does something with what stands between brackets. */
function marked(text: string, edit: (html: string, from: number, to: number) => Parameters<typeof applyChanges>[1]): string {
  const from = text.indexOf('[');
  const html = text.replace('[', '').replace(']', '');
  return applyChanges(html, edit(html, from, text.indexOf(']') - 1));
}
const bold = (text: string) => marked(text, (html, from, to) => toggleFormat(html, from, to, 'b'));

describe('the text of a block', () => {
  it('becomes bold and back', () => {
    expect(bold('Hello [you] there')).toBe('Hello <b>you</b> there');
    expect(bold('Hello <b>[you]</b> there')).toBe('Hello you there');
    expect(bold('Hello <strong>all of [you]</strong> there')).toBe('Hello all of you there');
    expect(bold('Hello [] there')).toBe('Hello  there');
  });

  it('is never cut in two: elements and tokens are taken whole', () => {
    expect(bold('a [b <i>c] d</i> e')).toBe('a <b>b <i>c d</i></b> e');
    expect(bold('a <i>b [c</i> d] e')).toBe('a <b><i>b c</i> d</b> e');
    expect(bold('Hi {{ first_[name }}, an]d')).toBe('Hi <b>{{ first_name }}, an</b>d');
    expect(marked('a [b] c', (html, from, to) => surround(html, from, to, '<a href="x">', '</a>'))).toBe('a <a href="x">b</a> c');
  });

  it('is not deceived by Liquid', () => {
    expect(tagsOf('{% if a < b and c > d %}<b>x</b>{% endif %}').map(({ name }) => name)).toEqual(['b', 'b']);
    expect(isInLiquid('Hi {{ na', 8)).toBe(true);
    expect(isInLiquid('Hi {{ na }} x', 13)).toBe(false);
    expect(escapeText('a < b & {% if x < 3 %}')).toBe('a &lt; b &amp; {% if x < 3 %}');
    expect(unescapeText('a &lt; b &amp; c')).toBe('a < b & c');
  });

  it('tells where a link leads', () => {
    const html = 'x <a style="color: red" href="https://a.example/?a=1&amp;b=2">y</a>';
    const link = elementAround(html, 'a', html.indexOf('y'), html.indexOf('y'));
    expect(link && addressOf(html, link)?.value).toBe('https://a.example/?a=1&b=2');
  });
});
