import { expect, it } from 'vitest';
import { tableCsv } from './tableCsv.js';

it('keeps numbers as numbers, quotes what needs it and lets no name be a formula', () => {
  const table = {
    head: ['Step', 'Count'],
    rows: [
      ['=HYPERLINK("http://x")', -3],
      ['a, "b"', 1000],
    ],
  } as const;
  expect(tableCsv(table)).toBe('Step,Count\n"\'=HYPERLINK(""http://x"")",-3\n"a, ""b""",1000\n');
});
