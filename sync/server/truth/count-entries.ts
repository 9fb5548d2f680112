/** Adds judged entries to everything that HQ knows. Whoever calls has the turn: see `takeTurn`. */

import { bytesToHex, hexToBytes } from '#shared/kernel/hex.ts';
import { addInt } from '#shared/kernel/int-math.ts';
import type { HqTransaction } from '../db/hq-tables.ts';
import {
  claimOperations,
  devicesOfOperations,
  flagLater,
  insertEntries,
  keepQuarantined,
  placeName,
} from '../db/stores/truth/counted-entries.ts';
import type { EntryRow } from '../db/stores/truth/counted-entries.ts';
import { addCodes, addCodeUses, addRefundLines } from '../db/stores/truth/judged-over-tills.ts';
import type { CodeUse, RefundLine } from '../db/stores/truth/judged-over-tills.ts';
import { addDueDays, addLots, addMemberEntries, addSums, addVisits } from '../db/stores/truth/sum-rows.ts';
import { addUp, lotRowsOf, sumChangesOf } from './batch-sums.ts';
import type { EntryToSum, SumRow } from './batch-sums.ts';
import { worstFlag } from './dispositions.ts';
import { dueDaysOf } from './entry-changes.ts';
import { grouped } from './grouped.ts';
import type { CountingEntry, JudgedEntry } from './judge-entry.ts';
import { countedMemberRows, idleMemberRows } from './member-entry-rows.ts';
import { judgeOverTills } from './judge-over-tills.ts';
import type { FlaggedOverTills } from './judge-over-tills.ts';
import type { ReadPorts } from './read-entries.ts';

export type Counted = FlaggedOverTills & {
  /** The first of their operations: all that was added anywhere. */
  readonly counted: readonly CountingEntry[];
  /** Baskets that another till had finished before. */
  readonly finishedElsewhere: readonly CountingEntry[];
  /** Still to be written, with the number of the change. */
  readonly offerUses: readonly SumRow[];
};

export type CountDeps = ReadPorts & { readonly nowMs: number };

export async function countEntries(
  transaction: HqTransaction,
  judged: readonly JudgedEntry[],
  deps: CountDeps,
): Promise<Counted> {
  const counting = judged.filter((entry) => entry.kind === 'counts');
  const claims = counting.map(({ place, entry: { opKey, entryId } }) => ({ ...place, opKey, entryId }));
  const first = await claimOperations(transaction, claims);
  const counted = counting.filter(({ place }) => first.has(placeName(place)));
  const repeated = counting.filter(({ place }) => !first.has(placeName(place)));
  const bookedBy = await devicesOfOperations(
    transaction,
    repeated.map(({ entry }) => entry.opKey),
  );
  const offerUses = await addToSums(transaction, counted);
  await addToJudged(transaction, counted);
  const isElsewhere = ({ place, entry }: CountingEntry): boolean =>
    bookedBy.get(bytesToHex(entry.opKey)) !== place.deviceId;
  await insertEntries(transaction, [
    ...counted.map(countedRow),
    ...repeated.map((entry) => repeatedRow(entry, isElsewhere(entry))),
    ...judged.flatMap(quarantinedRow),
  ]);
  await addMemberEntries(transaction, [
    ...counted.flatMap(countedMemberRows),
    ...[...repeated, ...judged.filter(({ kind }) => kind === 'quarantined')].flatMap(idleMemberRows),
  ]);
  await keepUnreadable(transaction, judged, deps.nowMs);
  const flagged = await judgeOverTills(transaction, counted, deps);
  for (const { entry } of counted) {
    if (entry.kind === 'overdraft') {
      await flagLater(transaction, entry.content.detail.entryIds, 'balance_exceeded');
    }
  }
  return { ...flagged, counted, finishedElsewhere: repeated.filter(isElsewhere), offerUses };
}

async function addToSums(
  transaction: HqTransaction,
  counted: readonly CountingEntry[],
): Promise<readonly SumRow[]> {
  const toSum = counted.map(({ place, entry, changes }): EntryToSum => ({
    deviceId: place.deviceId,
    storeId: entry.storeId,
    changes,
  }));
  const sums = addUp(toSum.flatMap(sumChangesOf));
  await addSums(transaction, sums);
  await addLots(transaction, lotRowsOf(toSum));
  await addVisits(transaction, counted.flatMap(visitRow));
  const due = counted.flatMap(dueOf).map(({ day, memberRef }) => ({ day, member_ref: memberRef }));
  await addDueDays(
    transaction,
    [...grouped(due, (row) => `${row.day} ${row.member_ref}`).values()].flatMap(([row]) => row ?? []),
  );
  return sums.get('offer_use') ?? [];
}

/** What comes back into a lot that has ended is looked at again. */
function dueOf({ entry, changes }: CountingEntry): ReturnType<typeof dueDaysOf> {
  const back = changes.lots.filter(({ lot, open, held }) => lot.entryId !== entry.entryId && open + held > 0);
  return [...dueDaysOf(changes), ...back.map(({ memberRef }) => ({ memberRef, day: entry.businessDay }))];
}

function visitRow({ place, changes: { visit } }: CountingEntry) {
  if (visit === null) return [];
  const { memberRef, entryId, atMs, storeId, paidMinor, pointsEarned } = visit;
  return [
    {
      member_ref: memberRef,
      entry_id: entryId,
      device_id: place.deviceId,
      at_ms: atMs,
      store_id: storeId,
      paid_minor: paidMinor,
      points_earned: pointsEarned,
    },
  ];
}

async function addToJudged(transaction: HqTransaction, counted: readonly CountingEntry[]): Promise<void> {
  await addRefundLines(transaction, counted.flatMap(refundLines));
  const issued = counted.flatMap(({ changes }) =>
    changes.codes.flatMap((change) => (change.kind === 'issued' ? change.code : [])),
  );
  await addCodes(transaction, issued);
  await addCodeUses(transaction, counted.flatMap(codeUses));
}

function refundLines({ place, entry, changes: { refunded } }: CountingEntry): readonly RefundLine[] {
  if (refunded === null) return [];
  const { saleEntryId, lines } = refunded;
  return lines.map((line) => ({
    ...line,
    saleEntryId,
    entryId: entry.entryId,
    deviceId: place.deviceId,
  }));
}

function codeUses({ entry, changes }: CountingEntry): readonly CodeUse[] {
  const used = changes.codes.flatMap((change) => (change.kind === 'used' ? change : []));
  return [...grouped(used, ({ codeId }) => codeId)].map(([codeId, parts]) => ({
    codeId,
    entryId: entry.entryId,
    uses: addInt(...parts.map(({ uses }) => uses)),
  }));
}

function countedRow(counting: CountingEntry): EntryRow {
  const reason = worstFlag(counting.flags);
  return { ...headRow(counting), disposition: reason === null ? 'accepted' : 'flagged', reason };
}

function repeatedRow(counting: CountingEntry, isElsewhere: boolean): EntryRow {
  const reason = isElsewhere ? 'finished_elsewhere' : 'booked_before';
  return { ...headRow(counting), disposition: 'repeated', reason };
}

/** What cannot be read has no row but the raw one. */
function quarantinedRow(judged: JudgedEntry): readonly EntryRow[] {
  if (judged.kind === 'counts' || judged.entry === undefined) return [];
  const { place, entry, reason } = judged;
  return [{ ...headRow({ place, entry }), disposition: 'quarantined', reason }];
}

function headRow({
  place,
  entry,
}: Pick<CountingEntry, 'place' | 'entry'>): Omit<EntryRow, 'disposition' | 'reason'> {
  const { entryId, opKey, kind, memberRef, storeId, businessDay, hlc, wallMs, refEntryId } = entry;
  const ruleSetHash = entry.ruleSetHash === null ? null : (hexToBytes(entry.ruleSetHash) ?? null);
  const when = { businessDay, hlcMs: hlc.wallMs, wallMs };
  return { ...place, entryId, opKey, kind, memberRef, storeId, ...when, ruleSetHash, refEntryId };
}

async function keepUnreadable(
  transaction: HqTransaction,
  judged: readonly JudgedEntry[],
  atMs: number,
): Promise<void> {
  const unreadable = judged.flatMap((entry) =>
    entry.kind === 'quarantined' && entry.entry === undefined ? entry : [],
  );
  await keepQuarantined(
    transaction,
    unreadable.map(({ place, reason, body }) => ({ ...place, reason, body: Uint8Array.from(body), atMs })),
  );
}
