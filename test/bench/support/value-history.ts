/**
 * Years of a till as a journal: top-ups, sales, redemptions and refunds, decided, hashed and sealed by the real functions.
 * The ledger is made of it by the till's own recovery, which is much faster than booking a million entries one by one.
 */

import { addDays } from '#shared/domain/day-number.ts';
import type { IsoDate } from '#shared/domain/calendar.ts';
import type { MemberRef } from '#shared/domain/member.ts';
import { epochMs } from '#shared/kernel/clock.ts';
import type { Uuid } from '#shared/kernel/ids.ts';
import { entryHash, genesisHash } from '#shared/ledger/chain.ts';
import { decideSale } from '#shared/ledger/decide-sale.ts';
import { encodeEntry } from '#shared/ledger/entry-body.ts';
import type { DeviceId, EntryStamp, NewEntry } from '#shared/ledger/entry.ts';
import { saleKey } from '#shared/ledger/operation-key.ts';
import { sealBytes } from '#shared/ledger/seal.ts';
import { decideValue } from '#shared/ledger/value/decide-value.ts';
import type { JournalPlace } from '#electron/till/journal/journal-place.ts';
import type { JournalEntry } from '#electron/till/journal/journal-record.ts';
import { nodeFileSystem } from '#electron/till/journal/node-file-system.ts';
import { createJournalWriter } from '#electron/till/journal/write-journal.ts';
import { sha256 } from '#electron/till/node-signatures.ts';
import type { TillPorts } from '#electron/till/ports.ts';
import { noonMs, testId } from '#test/support/ledger.ts';
import { idIn, redemptionOf, refundOf, saleOf, topUpOf } from '#test/support/value-bookings.ts';
import type { Booking } from '#test/support/value-bookings.ts';

export type History = {
  /** As many as there are, or as make the last visit whole. */
  readonly entries: number;
  readonly place: Pick<JournalPlace, 'folder' | 'key'>;
  readonly deviceId: DeviceId;
  readonly ports: Pick<TillPorts, 'randomBytes' | 'signHead'>;
};

/** Whom every so many visits belong to, so that there is a member with a long history in each ledger. */
export const regularMember: MemberRef = testId(1);
/** Entries of the regular member, where the history has so many. */
export const regularEntries = 10_000;

const members = 50_000;
const firstDay: IsoDate = '2021-01-01';
const entriesPerDay = 600;

/** The number of entries. Not synced: a history that is cut off by a crash is made again. */
export function writeHistory(history: History): number {
  const { place, deviceId, ports, entries } = history;
  const writer = createJournalWriter({
    place: { ...place, files: unsyncedFiles },
    deviceId,
    randomBytes: ports.randomBytes,
  });
  const seal = createSealing(history);
  const sample = saleOf({ id: testId(1), member: regularMember, day: firstDay });
  const ruleSets = new Map([[sample.score.ruleSetHash, () => sample.ruleSetJson]]);
  let seq = 0;
  const stamped = (): EntryStamp => stampOf(deviceId, (seq += 1));
  for (let visit = 0; seq < entries; visit += 1) {
    const day = addDays(firstDay, Math.floor(seq / entriesPerDay));
    for (const made of visitEntries({ visit, member: memberOf(visit, entries), day }, stamped)) {
      writer.append({ entries: made.map(seal), ruleSets });
    }
  }
  writer.close();
  return seq;
}

type Visit = { readonly visit: number; readonly member: MemberRef; readonly day: IsoDate };

/** In bookings: money into the wallet, a sale, a sale that is paid with that money, and a line of the first given back. */
function* visitEntries(
  { visit, member, day }: Visit,
  stamped: () => EntryStamp,
): Iterable<readonly NewEntry[]> {
  const booking = (kind: number): Booking => ({ id: idIn(kind, visit), member, day });
  const filled = decideValue(stamped(), topUpOf(booking(1)));
  yield [filled];
  const sold = soldBy(stamped(), booking(2));
  yield [sold];
  const paid = soldBy(stamped(), booking(3));
  const lot = { kind: 'entry', entryId: filled.entryId, line: 0 } as const;
  yield [paid, decideValue(stamped(), redemptionOf(booking(3), paid.entryId, lot))];
  yield [decideValue(stamped(), refundOf(booking(4), sold.entryId))];
}

function soldBy(stamp: EntryStamp, booking: Booking): NewEntry {
  const sale = saleOf(booking);
  return decideSale(stamp, { ...sale, opKey: saleKey(sha256, booking.id) });
}

function memberOf(visit: number, entries: number): MemberRef {
  const visitsBetween = Math.max(1, Math.floor(entries / regularEntries));
  return visit % visitsBetween === 0 ? regularMember : testId(10 + (visit % members));
}

function stampOf(deviceId: DeviceId, seq: number): EntryStamp {
  const wallMs = epochMs(noonMs - 365 * 86_400_000 + seq * 1_000);
  const entryId: Uuid = idIn(5, seq);
  return { deviceId, epoch: 1, seq, entryId, hlc: { wallMs, counter: 0 }, wallMs, clockState: 'unconfirmed' };
}

function createSealing({ deviceId, ports }: History): (entry: NewEntry) => JournalEntry {
  let previousHash = genesisHash(sha256, deviceId, 1);
  return (entry) => {
    const body = encodeEntry(entry);
    const hash = entryHash(sha256, previousHash, body);
    const { epoch, seq } = entry;
    const signature = ports.signHead(sealBytes({ deviceId, epoch, seq, hash }));
    const sealed = { epoch, seq, body, previousHash, hash, signature, attachments: [], commandId: null };
    previousHash = hash;
    return sealed;
  };
}

const unsyncedFiles: JournalPlace['files'] = {
  ...nodeFileSystem,
  create: (file) => ({ ...nodeFileSystem.create(file), sync: () => undefined }),
};
