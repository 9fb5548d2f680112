import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createHeadSigner, sha256, verifySignature } from '#electron/till/node-signatures.ts';
import { bytesToHex } from '#shared/kernel/hex.ts';
import { asciiBytes } from '#shared/ledger/ascii-bytes.ts';
import { entryHash, genesisHash } from '#shared/ledger/chain.ts';
import { judgeClock } from '#shared/ledger/clock-state.ts';
import type { NewEntry } from '#shared/ledger/entry.ts';
import { encodeEntry } from '#shared/ledger/entry-body.ts';
import { enrolKey, saleKey } from '#shared/ledger/operation-key.ts';
import { postingsOf } from '#shared/ledger/post-entry.ts';
import { sealBytes } from '#shared/ledger/seal.ts';
import { chainStart, checkNext } from '#shared/ledger/verify-chain.ts';
import type { FoundEntry } from '#shared/ledger/verify-chain.ts';
import { epochMs } from '#shared/kernel/clock.ts';
import { invariant } from '#shared/kernel/invariant.ts';
import { enrolEntryOf, saleEntryOf } from '#test/support/ledger-entries.ts';
import { deviceId, memberRef, noonMs, operatorId, testId } from '#test/support/ledger.ts';

const signer = createHeadSigner(new Uint8Array(32).fill(3));
const ports = { sha256, verifySignature, publicKey: signer.publicKey };

/** As a till would have stored them, every third entry sealed. */
function chainOf(entries: readonly NewEntry[]): readonly FoundEntry[] {
  let previousHash = genesisHash(sha256, deviceId, 1);
  return entries.map((entry) => {
    const body = encodeEntry(entry);
    const hash = entryHash(sha256, previousHash, body);
    const { epoch, seq } = entry;
    const signature = seq % 3 === 0 ? signer.signHead(sealBytes({ deviceId, epoch, seq, hash })) : null;
    const found = { columns: entry, body, previousHash, hash, postings: postingsOf(entry), signature };
    previousHash = hash;
    return found;
  });
}

function codesOf(chain: readonly FoundEntry[]): readonly string[] {
  let place = chainStart(sha256, deviceId, 1);
  return chain.flatMap((found) => {
    const step = checkNext(place, found, ports);
    place = step.place;
    return step.findings.map(({ code, seq, what }) => `${code} ${seq}${what === '' ? '' : ` ${what}`}`);
  });
}

const sound = chainOf([1, 2, 3, 4, 5, 6].map((seq) => (seq === 4 ? enrolEntryOf(seq) : saleEntryOf(seq))));

const [firstFound] = sound;
invariant(firstFound !== undefined, 'the chain has a first entry');

function changed(index: number, change: (found: FoundEntry) => FoundEntry): readonly FoundEntry[] {
  return sound.map((found, place) => (place === index ? change(found) : found));
}

describe('a chain', () => {
  test('that nobody touched has no findings', () => {
    expect(codesOf(sound)).toEqual([]);
  });

  test('names what was changed in one entry, and where', () => {
    const third = 2;
    const other = new Uint8Array(32);
    expect(codesOf(changed(third, (found) => ({ ...found, hash: other })))).toEqual([
      'hash_differs 3',
      'signature_invalid 3',
      'previous_hash_differs 4',
    ]);
    expect(codesOf(changed(third, (found) => ({ ...found, signature: new Uint8Array(64) })))).toEqual([
      'signature_invalid 3',
    ]);
    expect(codesOf(changed(third, (found) => ({ ...found, previousHash: other })))).toEqual([
      'previous_hash_differs 3',
      'hash_differs 3',
    ]);
    expect(codesOf(changed(third, (found) => ({ ...found, body: other })))).toEqual([
      'hash_differs 3',
      'body_unreadable 3',
    ]);
  });

  test('names an entry that is gone, doubled, or out of order', () => {
    const [first, second, third, fourth] = sound;
    invariant(
      first !== undefined && second !== undefined && third !== undefined && fourth !== undefined,
      'the chain has six entries',
    );
    expect(codesOf([first, second, fourth])).toEqual(['seq_not_gapless 4', 'previous_hash_differs 4']);
    expect(codesOf([first, first])).toEqual([
      'seq_not_gapless 1',
      'previous_hash_differs 1',
      'hlc_not_rising 1',
    ]);
    expect(codesOf([second, first])).toContain('seq_not_gapless 2');
    expect(codesOf([first, third, second]).length).toBeGreaterThan(3);
  });

  test('names an entry of another device or epoch', () => {
    const elsewhere = checkNext(chainStart(sha256, testId(9), 2), firstFound, ports);
    expect(elsewhere.findings.map(({ code }) => code)).toEqual([
      'other_device',
      'epoch_unknown',
      'previous_hash_differs',
    ]);
  });

  test.each<[string, Partial<FoundEntry['columns']>, string]>([
    ['the kind', { kind: 'enrol' }, 'kind'],
    ['the schema version', { schemaVersion: 1 }, 'schemaVersion'],
    ['the entry id', { entryId: testId(99) }, 'entryId'],
    ['the operation key', { opKey: new Uint8Array(32) }, 'opKey'],
    ['the wall clock', { wallMs: epochMs(1) }, 'wallMs'],
    ['the clock state', { clockState: 'suspect' }, 'clockState'],
    ['the business day', { businessDay: '2026-11-20' }, 'businessDay'],
    ['the store', { storeId: 'elsewhere' }, 'storeId'],
    ['the member', { memberRef: null }, 'memberRef'],
    ['the actor', { actorId: memberRef }, 'actorId'],
    ['the approver', { approverId: memberRef }, 'approverId'],
    ['the card level', { cardLevel: 3 }, 'cardLevel'],
    ['the rule set', { ruleSetHash: null }, 'ruleSetHash'],
    ['the reference', { refEntryId: testId(1) }, 'refEntryId'],
    ['the HLC’s counter', { hlc: { wallMs: noonMs + 6, counter: 1 } }, 'hlcCounter'],
    ['the HLC', { hlc: { wallMs: noonMs + 7, counter: 0 } }, 'hlcMs'],
  ])('names %s when the column says other than the body', (_what, columns, name) => {
    const codes = codesOf(changed(5, (found) => ({ ...found, columns: { ...found.columns, ...columns } })));
    expect(codes).toEqual([`column_differs 6 ${name}`]);
  });

  test.each<[string, (found: FoundEntry) => FoundEntry['postings'], readonly string[]]>([
    [
      'an amount',
      ({ postings }) => postings.map((posting, index) => (index === 0 ? { ...posting, amount: 1 } : posting)),
      ['postings_differ 1', 'postings_unbalanced 1 points'],
    ],
    [
      'an account',
      ({ postings }) => postings.map((posting) => ({ ...posting, account: 'mine' })),
      ['postings_differ 1'],
    ],
    [
      'a lot’s line',
      ({ postings }) => postings.map((posting) => ({ ...posting, lot: { ...posting.lot, line: 7 } })),
      ['postings_differ 1'],
    ],
    [
      'a lot’s entry',
      ({ postings }) =>
        postings.map((posting) => ({ ...posting, lot: { ...posting.lot, entryId: testId(5) } })),
      ['postings_differ 1'],
    ],
    [
      'a unit',
      ({ postings }) => postings.map((posting) => ({ ...posting, unit: 'EUR' })),
      ['postings_differ 1'],
    ],
    [
      'a line',
      ({ postings }) => postings.map((posting) => ({ ...posting, line: posting.line + 1 })),
      ['postings_differ 1'],
    ],
    ['a posting left out', ({ postings }) => postings.slice(0, 2), ['postings_differ 1']],
    ['every posting', () => [], ['postings_differ 1']],
  ])('names postings when %s is another', (_what, change, expected) => {
    expect(codesOf(changed(0, (found) => ({ ...found, postings: change(found) })))).toEqual(expected);
  });

  test('names an entry that its own actor approved, and one that reverses another', () => {
    const [approved] = chainOf([{ ...saleEntryOf(1), approverId: operatorId }]);
    const [reversing] = chainOf([{ ...saleEntryOf(1), refEntryId: testId(3) }]);
    invariant(approved !== undefined && reversing !== undefined, 'each chain has one entry');
    expect(codesOf([approved])).toEqual(['approver_is_actor 1']);
    expect(codesOf([reversing])).toEqual(['reversal_unexpected 1']);
  });

  test('names any flipped bit of any body', () => {
    fc.assert(
      fc.property(fc.nat({ max: 5 }), fc.nat(), fc.nat({ max: 7 }), (index, offset, bit) => {
        const chain = changed(index, (found) => {
          const body = Uint8Array.from(found.body);
          const place = offset % body.length;
          body[place] = (body[place] ?? 0) ^ (1 << bit);
          return { ...found, body };
        });
        expect(codesOf(chain)).toContain(`hash_differs ${index + 1}`);
      }),
    );
  });
});

describe('hashes', () => {
  test('of different kinds cannot be taken for one another', () => {
    const id = testId(1);
    const all = [
      saleKey(sha256, id),
      enrolKey(sha256, id),
      genesisHash(sha256, id, 1),
      genesisHash(sha256, id, 2),
    ];
    expect(new Set(all.map(bytesToHex)).size).toBe(4);
  });

  test('that are signed say which device, epoch, place and entry they stand for', () => {
    const head = { deviceId, epoch: 1, seq: 1, hash: new Uint8Array(32) };
    const heads = [
      head,
      { ...head, deviceId: testId(1) },
      { ...head, epoch: 2 },
      { ...head, seq: 2 },
      { ...head, hash: new Uint8Array(32).fill(1) },
    ];
    expect(new Set(heads.map((each) => bytesToHex(sealBytes(each)))).size).toBe(5);
  });

  test('are taken over words, the hash before and the body, as the protocol says', () => {
    const previous = new Uint8Array(32).fill(1);
    const body = new Uint8Array([5]);
    expect(entryHash(sha256, previous, body)).toEqual(sha256(asciiBytes('entry/1'), previous, body));
    expect(() => entryHash(sha256, body, body)).toThrow('a hash has 32 bytes');
    expect(() => sealBytes({ deviceId, epoch: 1, seq: 1, hash: body })).toThrow('a hash has 32 bytes');
    expect(() => asciiBytes('é')).toThrow('a tag is ASCII');
  });
});

describe('the clock', () => {
  test.each([
    ['first', undefined, 'unconfirmed'],
    ['same', noonMs, 'unconfirmed'],
    ['five minutes back', noonMs + 300_000, 'unconfirmed'],
    ['more than five minutes back', noonMs + 300_001, 'suspect'],
    ['a closed year ahead', noonMs - 365 * 86_400_000, 'unconfirmed'],
    ['401 days ahead', noonMs - 401 * 86_400_000, 'suspect'],
  ])('of an entry that is %s is judged', (_what, lastMs, state) => {
    expect(judgeClock(epochMs(noonMs), lastMs === undefined ? undefined : epochMs(lastMs))).toBe(state);
  });
});
