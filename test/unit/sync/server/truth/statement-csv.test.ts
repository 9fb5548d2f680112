import { expect, it } from 'vitest';
import type { MemberStatement, StatementEntry } from '#shared/contracts/hq/member-statement.ts';
import { uuid } from '#shared/kernel/ids.ts';
import { statementCsv } from '#sync/server/truth/statement-csv.ts';

const nothing = { points: '0', pointsHeld: '0', walletMinor: '0', walletHeldMinor: '0' };
const memberRef = uuid('0193a0b0-0000-7000-8000-000000000201');

function entryOf(changed: Partial<StatementEntry>): StatementEntry {
  return {
    cursor: 'c',
    entryId: uuid('0193a0b0-1000-7000-8000-000000000001'),
    atMs: Date.UTC(2026, 10, 21, 22, 30, 5),
    storeId: 'north',
    deviceId: uuid('0193a0b0-0000-7000-8000-000000000101'),
    tillName: 'Till 1',
    kind: 'sale',
    memberRef,
    change: { ...nothing, points: '-12' },
    after: { ...nothing, points: '-3' },
    disposition: 'accepted',
    reason: null,
    number: 'TILL1-261121-7',
    refNumber: null,
    ...changed,
  };
}

async function csvOf(
  entries: readonly (readonly StatementEntry[])[],
  sums: Partial<MemberStatement> = {},
  language: 'fa' | 'en' = 'en',
): Promise<string> {
  async function* pages(): AsyncGenerator<MemberStatement> {
    for (const page of entries) {
      yield await Promise.resolve({
        balance: nothing,
        brought: nothing,
        unlisted: nothing,
        entries: [...page],
        hasMore: false,
        ...sums,
      });
    }
  }
  const store = { store_id: 'north', name_fa: 'شمال', name_en: '=North, "1"', currency: 'IRR' };
  const stores = [{ ...store, time_zone: 'Asia/Tehran', day_starts_at_hour: 5 }];
  let text = '';
  for await (const piece of statementCsv({ pages: pages(), stores, language })) text += piece;
  return text;
}

it('a table of a member has a line for each entry with the time of its store, and what was brought along last', async () => {
  const text = await csvOf([[entryOf({})], [entryOf({ storeId: 'gone', tillName: null, number: null })]], {
    brought: { ...nothing, points: '21' },
  });
  const lines = text.split('\r\n');
  expect(text.startsWith('\ufefftime,time_zone,store,')).toBe(true);
  expect(lines[1]).toContain('"2026-11-22 02:00:05","Asia/Tehran"');
  expect(lines[1]).toContain(',"sale",-12,0,0,0,-3,0,0,0,"IRR","accepted",,');
  expect(lines[2]).toMatch(/^"2026-11-21 22:30:05","UTC",,"gone",,,,"sale"/);
  expect(lines[3]).toMatch(/^,,,,,,,"brought",21,0,0,0,,/);
  expect(lines.slice(4)).toEqual(['']);
  expect(
    new Set(lines.slice(0, 4).map((line) => line.replaceAll(/"[^"]*(""[^"]*)*"/g, '').split(',').length)),
  ).toEqual(new Set([21]));
});

it('a table of a member names stores in the language that was asked for, and what it does not list', async () => {
  const text = await csvOf([[entryOf({})]], { unlisted: { ...nothing, walletMinor: '5' } }, 'fa');
  expect(text).toContain('"شمال"');
  expect(text).toContain(',"unlisted",0,0,5,0,');
});

it('no name in a table of a member is taken for a formula by a spreadsheet', async () => {
  const hostile = ['=1+1', '+1', '-1+2', '@SUM(A1)', '\t=1', '\r=1', ' =1', '＝1', '=cmd|"/c calc"!A0'];
  for (const tillName of hostile) {
    const text = await csvOf([[entryOf({ tillName })]]);
    expect(text).toContain(`"'${tillName.replaceAll('"', '""')}"`);
  }
  const text = await csvOf([[entryOf({})]]);
  expect(text).toContain(`"'=North, ""1"""`);
  expect(text).not.toMatch(/(?:^|,)"?[=+@]/m);
});
