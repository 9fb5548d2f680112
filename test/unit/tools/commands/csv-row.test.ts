import { expect, test } from 'vitest';
import { csvRow } from '#tools/commands/csv-row.ts';

test('cells that hold commas, quotes or line ends are quoted, and quotes doubled', () => {
  expect(csvRow(['a,b', 'say "hi"', 'two\nlines', 'plain', null, 7])).toBe(
    '"a,b","say ""hi""","two\nlines",plain,,7\r\n',
  );
});

test.each(['=1+1', '+CMD', '-CMD', '@SUM(A1)', '\t=1', '\r=1', '\0=1'])(
  '%j is no formula any more',
  (text) => {
    expect(csvRow([text])).toMatch(/^"?'/);
  },
);

test('a number below nothing stays a number', () => {
  expect(csvRow([-5, '-5'])).toBe('-5,-5\r\n');
});
