/** One turn of counting: entries, what follows from them at HQ, and the number under which tills are told. */

import { nextChange } from '../db/change-clock.ts';
import type { ChangeArea } from '../db/change-clock.ts';
import type { HqTransaction } from '../db/hq-tables.ts';
import { holdOverdrawn, markChanged, meantMembers, setTiers } from '../db/stores/truth/counted-members.ts';
import { bookReservations } from '../db/stores/truth/reservations.ts';
import { addOfferUses } from '../db/stores/truth/sum-rows.ts';
import { addNotices } from '../db/stores/truth/truth-notices.ts';
import type { TruthNotice } from '../db/stores/truth/truth-notices.ts';
import { moveCounted } from '../db/stores/truth/chains-to-count.ts';
import { noteCounted } from '../db/stores/truth/truth-turn.ts';
import type { CountedRange } from '../db/stores/truth/truth-turn.ts';
import type { HqDeps } from '../hq-deps.ts';
import { countEntries } from './count-entries.ts';
import type { Counted } from './count-entries.ts';
import { membersOf } from './entry-changes.ts';
import { appendHqEntries, hqId, hqPlace } from './hq-chain.ts';
import type { HqPlace, HqValue } from './hq-chain.ts';
import type { CountingEntry, JudgedEntry } from './judge-entry.ts';
import { judgeOwn } from './judge-own.ts';
import { findOverdrafts, overdraftEntry } from './overdraft.ts';
import type { Overdraft } from './overdraft.ts';
import { takeEnrolments } from './take-enrolments.ts';

export type TurnDeps = Pick<
  HqDeps,
  'clock' | 'randomBytes' | 'sha256' | 'utf8' | 'compress' | 'decompress' | 'serviceKeys' | 'receiving'
>;

export type Turn = {
  readonly n: number;
  readonly ranges: readonly CountedRange[];
  readonly judged: readonly JudgedEntry[];
};

/** Whoever calls has the turn `n`. Everything happens in the caller's transaction, or nothing. */
export async function bookTurn(
  transaction: HqTransaction,
  { n, ranges, judged }: Turn,
  deps: TurnDeps,
): Promise<void> {
  const nowMs = deps.clock.nowMs();
  const counted = await countEntries(transaction, judged, { ...deps, nowMs });
  const enrolled = await takeEnrolments(transaction, counted.counted, deps);
  const place = await hqPlace(transaction, nowMs);
  const overdrafts = await findOverdrafts(transaction, counted.counted);
  const own = await bookOwn(
    transaction,
    overdrafts.map((overdraft) => overdraftEntry(overdraft, place, deps)),
    {
      place,
      deps,
    },
  );
  await holdOverdrawn(
    transaction,
    overdrafts.map(({ memberRef }) => memberRef),
  );
  const notices = [
    ...counted.finishedElsewhere
      .filter(({ entry }) => entry.kind === 'sale')
      .map(finishedNotice(deps, nowMs)),
    ...overdrafts.map(overdraftNotice(deps, nowMs)),
    ...flagNotices(counted, deps, nowMs),
  ];
  await addNotices(transaction, notices);
  await noteCounted(transaction, n, [...ranges, ...own.ranges]);
  await moveCounted(transaction, ranges);
  await publish(transaction, [counted, ...own.counted], enrolled);
}

export type OwnBooked = { readonly ranges: readonly CountedRange[]; readonly counted: readonly Counted[] };

/** HQ's own entries: stored, and counted like any other. */
export async function bookOwn(
  transaction: HqTransaction,
  values: readonly HqValue[],
  { place, deps }: { readonly place: HqPlace; readonly deps: TurnDeps },
): Promise<OwnBooked> {
  const appended = await appendHqEntries(transaction, values, { place, deps });
  if (appended === undefined) return { ranges: [], counted: [] };
  const judged = judgeOwn(appended.entries, deps);
  const counted = await countEntries(transaction, judged, { ...deps, nowMs: deps.clock.nowMs() });
  return { ranges: [appended.range], counted: [counted] };
}

/** Last of all, because everybody else who changes something published waits from here on. */
export async function publish(
  transaction: HqTransaction,
  all: readonly Counted[],
  enrolled: readonly string[],
): Promise<void> {
  const counted = all.flatMap((each) => each.counted);
  await setTiers(transaction, newestTiers(counted));
  await bookReservations(
    transaction,
    counted.filter(({ changes }) => changes.spent.length > 0).map(({ entry }) => entry.opKey),
  );
  const refs = new Set(counted.flatMap(({ changes }) => membersOf(changes)));
  const meant = await meantMembers(transaction, [...refs]);
  const touched = new Set<string>([...refs, ...meant.values(), ...enrolled]);
  const offerUses = all.flatMap((each) => each.offerUses);
  const [area, ...areas] = areasOf({ members: touched.size, offerUses: offerUses.length });
  if (area === undefined) return;
  const changed = await nextChange(transaction, [area, ...areas]);
  for (const each of all) await addOfferUses(transaction, each.offerUses, changed);
  await markChanged(transaction, [...touched].toSorted(), changed);
}

function areasOf({ members, offerUses }: Readonly<Record<'members' | 'offerUses', number>>): ChangeArea[] {
  return [
    ...(members === 0 ? [] : (['member'] as const)),
    ...(offerUses === 0 ? [] : (['offerUse'] as const)),
  ];
}

/** Of each member the one with the latest clock, the later one of two with the same. */
function newestTiers(counted: readonly CountingEntry[]): Parameters<typeof setTiers>[1] {
  const tiers = new Map<string, Parameters<typeof setTiers>[1][number]>();
  for (const { believedMs, changes } of counted) {
    if (changes.tier === null) continue;
    const { memberRef, tierId, keptUntil } = changes.tier;
    const setMs = believedMs;
    if ((tiers.get(memberRef)?.setMs ?? 0) > setMs) continue;
    tiers.set(memberRef, { memberRef, tierId, keptUntil, setMs });
  }
  return [...tiers.values()];
}

type NoticeOf<Item> = (item: Item) => TruthNotice;

function finishedNotice(deps: TurnDeps, atMs: number): NoticeOf<CountingEntry> {
  return ({ place, entry }) => ({
    noticeId: hqId(deps, 'finishedElsewhere', entry.entryId),
    kind: 'finishedElsewhere',
    atMs,
    deviceId: place.deviceId,
    memberRef: entry.memberRef,
    entryId: entry.entryId,
    facts: {},
  });
}

function overdraftNotice(deps: TurnDeps, atMs: number): NoticeOf<Overdraft> {
  return ({ memberRef, meant, deviceId, points, walletMinor, entryIds }) => ({
    noticeId: hqId(deps, 'overdraft', memberRef, ...entryIds),
    kind: 'overdraft',
    atMs,
    deviceId,
    memberRef: meant,
    entryId: entryIds[0] ?? null,
    facts: { points, walletMinor, entryIds, ...(memberRef === meant ? {} : { reference: memberRef }) },
  });
}

function flagNotices({ refunds, codeUses }: Counted, deps: TurnDeps, atMs: number): readonly TruthNotice[] {
  const about = { atMs, deviceId: null, memberRef: null, facts: {} };
  return [
    ...refunds.map((entryId): TruthNotice => {
      const kind = 'refundAboveOriginal';
      return { ...about, noticeId: hqId(deps, kind, entryId), kind, entryId };
    }),
    ...codeUses.map((entryId): TruthNotice => {
      const kind = 'codeUsedTwice';
      return { ...about, noticeId: hqId(deps, kind, entryId), kind, entryId };
    }),
  ];
}
