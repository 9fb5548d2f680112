import { expect, test } from 'vitest';
import { z } from 'zod';
import { pullRefusalCodes } from '#electron/till/cache/pull-refusal.ts';
import { checkPage, recordsOf } from '#electron/till/cache/read-page.ts';
import { createSeededRng } from '#shared/kernel/rng.ts';
import { blockOf } from '#sync/core/columns/page-block.ts';
import {
  memberRecordOf,
  memberRecordsOf,
  pageOf,
  pageOfText,
  snapshotRecords,
} from '#test/support/pulled-chain.ts';
import { chainRecordOf } from '#test/support/pulled-chain.ts';

const lotText =
  '{"key":"k.0","lotEntryId":"0193a0b0-0000-7000-8000-000000000001","lotLine":0,"unit":"points","origin":"earned","open":5,"held":0,"madeOn":"2026-11-01","releaseOn":null,"expiresOn":null}';

function richRecords(): readonly unknown[] {
  const [first] = memberRecordsOf();
  if (first === undefined) throw new Error('a member');
  const lots: unknown = JSON.parse(`[${lotText}]`);
  return [
    ...snapshotRecords(),
    { ...memberRecordOf(first.member), lots, hold: 'overdraft', tierSetAtMs: 5, aliases: [] },
    { t: 'memberGone', memberRef: first.member.memberRef, reason: 'erased', orderId: null },
    { t: 'productGone', productId: 'tea-1' },
    { t: 'offerUse', offerId: 'o', storeId: 'north', date: '2026-11-01', uses: 1, costMinor: 0 },
  ];
}

test('a page of every kind of record is read whole', () => {
  const { page, bytes, records } = pageOf(richRecords());
  expect(checkPage(page, bytes)).toEqual({ ok: true, value: { records, hasChain: true } });
});

const strange: readonly unknown[] = [
  null,
  -1,
  1.5,
  1e308,
  Number.MAX_SAFE_INTEGER + 1,
  '',
  'x'.repeat(70_000),
  [],
  {},
  true,
  '__proto__',
  '\u0000',
  [[]],
  Array.from({ length: 3_000 }, () => 0),
];

/** One value somewhere in the record becomes another one, goes away, or gets a stranger beside it. */
function mutated(record: unknown, rng: ReturnType<typeof createSeededRng>): unknown {
  const copy: unknown = structuredClone(record);
  const places: { readonly holder: Record<string, unknown>; readonly name: string }[] = [];
  const walk = (value: unknown): void => {
    if (typeof value !== 'object' || value === null) return;
    const holder = value as Record<string, unknown>; // an object or a list, by the line above
    for (const name of Object.keys(holder)) {
      places.push({ holder, name });
      walk(holder[name]);
    }
  };
  walk(copy);
  const place = places[rng.below(places.length)];
  if (place === undefined) return copy;
  const choice = rng.below(10);
  if (choice === 0) delete place.holder[place.name];
  else if (choice === 1) place.holder[`${place.name}2`] = place.holder[place.name];
  else place.holder[place.name] = strange[rng.below(strange.length)];
  return copy;
}

test('20,000 records with one thing changed are taken or refused by name and place, and never thrown over', () => {
  const rng = createSeededRng(20_261_122);
  const records = richRecords().filter((record) => JSON.stringify(record).length < 20_000);
  const perPage = 1;
  let refusedPages = 0;
  for (let done = 0; done < 20_000; done += perPage) {
    const texts = Array.from({ length: perPage }, () => {
      const text = JSON.stringify(mutated(records[rng.below(records.length)], rng));
      return rng.below(20) === 0 ? text.slice(0, rng.below(text.length)) : text;
    });
    const { page, bytes } = pageOfText(
      texts.map((text) => `${text.replaceAll('\n', ' ')}\n`).join(''),
      perPage,
    );
    const checked = checkPage(page, bytes);
    if (checked.ok) continue;
    refusedPages += 1;
    expect(pullRefusalCodes).toContain(checked.error.code);
    expect(checked.error.line).toBeGreaterThan(0);
    expect(checked.error.reason.length).toBeLessThan(200);
  }
  expect(refusedPages).toBeGreaterThan(10_000);
});

/** Members with a lot each, as a block and one by one. */
function membersAndBlock() {
  const [first] = memberRecordsOf();
  if (first === undefined) throw new Error('a member');
  const lots = [lotRecordOf(0), { ...lotRecordOf(1), key: 'k.0', lotEntryId: first.member.memberRef }];
  const members = memberRecordsOf().map((record, place) => ({ ...record, lots: lots.slice(0, place % 3) }));
  const block = blockOf(members);
  if (block === undefined) throw new Error('a block');
  return { members, block };
}

function lotRecordOf(lotLine: number) {
  const lot = z.record(z.string(), z.unknown()).parse(JSON.parse(lotText));
  return { ...lot, key: `${String(lot['lotEntryId'])}.${lotLine}`, lotLine };
}

test('a block says the same as its records one by one', () => {
  const { members, block } = membersAndBlock();
  const [single, together] = [pageOf(members), pageOf([block])];
  expect(checkPage(together.page, together.bytes)).toEqual({
    ok: true,
    value: { records: 1, hasChain: false },
  });
  const told = [...recordsOf(together.page, together.bytes)].map(({ record }) => record);
  expect(told).toEqual([...recordsOf(single.page, single.bytes)].map(({ record }) => record));
});

test('a record within a block is looked at like any other, and the block’s line is named', () => {
  const { members } = membersAndBlock();
  const [first, ...rest] = members;
  const spoilt = { ...first, member: { ...first?.member, tierId: 5 } };
  const { page, bytes } = pageOf([...snapshotRecords(), blockOf([...rest, spoilt])]);
  const line = snapshotRecords().length + 1;
  expect(checkPage(page, bytes)).toMatchObject({
    ok: false,
    error: { code: 'record_invalid', line, reason: 'member.tierId: invalid_type' },
  });
});

test('fields of a later version within a block are passed over', () => {
  const { members } = membersAndBlock();
  const { page, bytes } = pageOf([
    blockOf(members.map((record) => ({ ...record, later: { than: 'this' } }))),
  ]);
  expect(checkPage(page, bytes).ok).toBe(true);
  expect([...recordsOf(page, bytes)].map(({ record }) => record)).toEqual(members);
});

test('3,000 blocks with one thing changed are taken or refused by their line, and never thrown over', () => {
  const rng = createSeededRng(20_261_123);
  const { block } = membersAndBlock();
  const json: unknown = JSON.parse(JSON.stringify(block));
  let refusedPages = 0;
  for (let done = 0; done < 3_000; done += 1) {
    const { page, bytes } = pageOfText(`${JSON.stringify(mutated(json, rng))}\n`, 1);
    const checked = checkPage(page, bytes);
    if (checked.ok) continue;
    refusedPages += 1;
    expect([checked.error.code, checked.error.line]).toEqual(['record_invalid', 1]);
  }
  expect(refusedPages).toBeGreaterThan(1_500);
});

test('a short block that promises more than any page may hold is refused at once', () => {
  const columns = { lengths: { same: 1_000_000 }, items: { same: 0 } };
  const { page, bytes } = pageOf([{ t: 'block', count: 10_000, columns }]);
  expect(checkPage(page, bytes)).toMatchObject({ ok: false, error: { code: 'record_invalid', line: 1 } });
});

test('a prototype that is sent along changes no object of the till', () => {
  const text = JSON.stringify(chainRecordOf()).replace('{"t"', '{"__proto__":{"polluted":1},"t"');
  const { page, bytes } = pageOfText(`${text}\n`, 1);
  checkPage(page, bytes);
  expect('polluted' in {}).toBe(false);
});

test('a bomb of a page is refused before it is opened whole', () => {
  const { page, bytes } = pageOfText(' '.repeat(40 * 1024 * 1024), 1);
  expect(bytes.length).toBeLessThan(100_000);
  expect(checkPage(page, bytes)).toMatchObject({ ok: false, error: { code: 'page_too_large' } });
});

test.for([
  ['cut short', (bytes: Uint8Array) => bytes.slice(0, bytes.length - 10)],
  ['empty', () => new Uint8Array()],
  ['no brotli', () => new Uint8Array(500).fill(0x7b)],
] as const)('a page that is %s is refused as unreadable', ([, spoil]) => {
  const { page, bytes } = pageOf(snapshotRecords());
  expect(checkPage(page, spoil(bytes))).toMatchObject({ ok: false, error: { code: 'page_unreadable' } });
});
