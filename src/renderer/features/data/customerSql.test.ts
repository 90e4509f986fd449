import { expect, it } from 'vitest';
import { eventsOfCustomer, factsOf, sqlText } from './customerSql.js';

it('keeps hostile ids inside their quotes', () => {
  expect(sqlText("o'hara'; drop table events; --")).toBe("'o''hara''; drop table events; --'");
  expect(sqlText('a\0b')).toBe("'a' || chr(0) || 'b'");
  expect(eventsOfCustomer('u1')).toContain(`"userId" = 'u1'`);
});

it('lists what a row holds and leaves its frame out', () => {
  const rows = { columns: ['userId', 'price', 'brand', 'gift'], rows: [['u1', 9.5, null, false]], truncated: false };
  expect(factsOf(rows, 0, ['userid'])).toEqual([
    { name: 'price', value: '9.5' },
    { name: 'gift', value: 'false' },
  ]);
  expect(factsOf(rows, 1, [])).toEqual([]);
});
