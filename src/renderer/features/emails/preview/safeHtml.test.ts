import { describe, expect, it } from 'vitest';
import { safeHtml } from './safeHtml.js';

const shown = (body: string, dark = false) =>
  safeHtml(`<!doctype html><html><head><title>x</title></head><body>${body}</body></html>`, { dark });

describe('the HTML of a preview', () => {
  it.each([
    ['<script>alert(1)</script>', /script/],
    ['<ScRiPt src=//evil.example></ScRiPt>', /evil|script/i],
    ['<img src="https://evil.example/a.png" onerror="x()">', /evil|onerror/],
    ['<a href="https://shop.example/" onclick=x()>y</a>', /onclick/],
    ['<div style="background: url( \'https://evil.example/b.png\' )">x</div>', /evil/],
    ['<div style="background: url(https://evil.example/b.png">x</div>', /evil/],
    ['<td background="https://evil.example/c.png">x</td>', /evil/],
    ['<style>@import "https://evil.example/d.css"; p { background: url(//evil.example/e) }</style>', /evil/],
    ['<iframe src="https://evil.example"></iframe><object data="https://evil.example"></object>', /evil/],
    ['<form action="https://evil.example"><button>x</button></form>', /evil|button/],
    ['<meta http-equiv="refresh" content="0; url=https://evil.example">', /evil/],
    ['<base href="https://evil.example/"><link rel="stylesheet" href="https://evil.example/">', /evil/],
    ['<!--[if mso]><v:image src="https://evil.example/" /><![endif]-->', /evil/],
    ['<svg><image href="https://evil.example/" /><use href="https://evil.example/#a" /></svg>', /evil/],
    ['<video poster="https://evil.example/" src="https://evil.example/"></video>', /evil/],
  ])('has nothing left that acts or is fetched: %s', (body, banned) => {
    expect(shown(body)).not.toMatch(banned);
  });

  it('shows what a picture is of, and pictures that the e-mail holds itself', () => {
    expect(shown('<img src="https://shop.example/a.png" alt="A <mill> & more" width="80">')).toMatch(
      /<span data-picture[^>]*width:80px[^>]*>A &lt;mill&gt; &amp; more<\/span>/,
    );
    expect(shown('<img src="data:image/png;base64,AAAA" alt="">')).toContain('<img src="data:image/png;base64,AAAA"');
  });

  it('forbids the rest in its head, before anything else', () => {
    expect(shown('x')).toMatch(/<head><meta http-equiv="Content-Security-Policy" content="default-src &apos;none&apos;/);
    expect(safeHtml('<p>no head', { dark: false })).toContain('Content-Security-Policy');
    expect(shown('x', true)).toContain('invert(');
  });

  it('shows the colours that the e-mail has for the dark, whatever the light of this machine', () => {
    const own = '<style>@media (prefers-color-scheme: dark) { p { color: white } }</style>';
    expect(shown(own, true)).toMatch(/@media \(min-width: 0\)/);
    expect(shown(own, true)).not.toContain('invert(');
    expect(shown(own)).toMatch(/@media \(max-width: 0\)/);
  });
});
