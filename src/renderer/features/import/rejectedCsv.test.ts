import { expect, it } from 'vitest';
import { rejectedCsv } from './rejectedCsv.js';

it('keeps rows whole whatever they hold', () => {
  const text = rejectedCsv([
    { file: 'a.csv', line: 7, reason: 'the time “soon” is no time', row: 'u1,"Product ""X"" viewed",soon' },
    { file: 'b, c.csv', line: 1, reason: 'no userId', row: 'one\ntwo' },
  ]);
  expect(text).toBe(
    'file,line,reason,row\na.csv,7,the time “soon” is no time,"u1,""Product """"X"""" viewed"",soon"\n"b, c.csv",1,no userId,"one\ntwo"\n',
  );
});
