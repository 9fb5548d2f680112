/** Members as tills pull them: who they are, their cards, and the figures of everybody but the till that asks. */

import type { z } from 'zod';
import type { memberGoneRecord, memberRecord } from '#shared/contracts/sync/pull-records.ts';
import {
  memberDays,
  memberLots,
  memberStamps,
  memberSums,
  memberUses,
  memberVisits,
} from '../db/stores/publication/figures-store.ts';
import type { FigureReader, LotRow } from '../db/stores/publication/figures-store.ts';
import { aliasesOf, cardsOf } from '../db/stores/publication/pull-store.ts';
import type { AliasRow, MemberRow } from '../db/stores/publication/pull-store.ts';
import { ordersOf } from '../db/stores/publication/erasure-store.ts';
import type { PersonSeal } from '../members/person.ts';
import { groupRows } from './group-rows.ts';
import type { Grouped } from './group-rows.ts';
import { isToldId, toldAmount, toldNames } from './told-names.ts';
import type { ToldNames } from './told-names.ts';

export type MemberLine = z.input<typeof memberRecord>;
export type MemberGoneLine = z.input<typeof memberGoneRecord>;

/** What the contract lets one record carry. */
const lotsMax = 2_000;
const usesMax = 5_000;
const daysMax = 800;
const visitsMax = 5;
const aliasesMax = 100;
const cardsMax = 200;
/** Nobody asks for the second of a visit, and a million members have five million visits. */
const minuteMs = 60_000;

export type RecordDeps = {
  readonly db: FigureReader['db'];
  /** Null for pages that several tills share. */
  readonly withoutDevice: string | null;
  readonly personSeal: PersonSeal;
};

/** In the order of the rows. A member whose record has not come yet has no line. */
export async function memberLines(
  rows: readonly MemberRow[],
  deps: RecordDeps,
): Promise<readonly (MemberLine | MemberGoneLine)[]> {
  const active = rows.filter(({ state }) => state === 'active');
  const gathered = await gather(
    active.map(({ memberRef }) => memberRef),
    deps,
  );
  const orders = await ordersOf(
    deps.db,
    rows.filter(({ state }) => state === 'erased').map(({ memberRef }) => memberRef),
  );
  return rows.flatMap((row): readonly (MemberLine | MemberGoneLine)[] => {
    const { memberRef, state } = row;
    if (state === 'merged') return [{ t: 'memberGone', memberRef, reason: 'merged', orderId: null }];
    if (state === 'erased') {
      return [{ t: 'memberGone', memberRef, reason: 'erased', orderId: orders.get(memberRef) ?? null }];
    }
    const line = memberLine(row, gathered, deps.personSeal);
    return line === undefined ? [] : [line];
  });
}

type Gathered = {
  readonly aliases: ReadonlyMap<string, readonly AliasRow[]>;
  readonly sums: Grouped<Awaited<ReturnType<typeof memberSums>>>;
  readonly lots: Grouped<readonly LotRow[]>;
  readonly days: Grouped<Awaited<ReturnType<typeof memberDays>>>;
  readonly uses: Grouped<Awaited<ReturnType<typeof memberUses>>>;
  readonly stamps: Grouped<Awaited<ReturnType<typeof memberStamps>>>;
  readonly visits: Grouped<Awaited<ReturnType<typeof memberVisits>>>;
  readonly cards: Grouped<Awaited<ReturnType<typeof cardsOf>>>;
  readonly names: ToldNames;
};

/** Rows of the members and of all their aliases, by the member that they mean today. */
async function gather(memberRefs: readonly string[], { db, withoutDevice }: RecordDeps): Promise<Gathered> {
  const aliases = await aliasesOf(db, memberRefs);
  const survivors = new Map(aliases.map(({ memberRef, mergedInto }) => [memberRef, mergedInto]));
  const reader = { db, memberRefs: [...memberRefs, ...survivors.keys()], withoutDevice };
  const grouped = <Row extends { readonly memberRef: string }>(rows: readonly Row[]) =>
    groupRows(rows, survivors);
  // One after the other: within a transaction there is one connection.
  return {
    aliases: groupRows(aliases, survivors),
    sums: grouped(await memberSums(reader)),
    lots: grouped(await memberLots(reader)),
    days: grouped(await memberDays(reader)),
    uses: grouped(await memberUses(reader)),
    stamps: grouped(await memberStamps(reader)),
    visits: grouped(await memberVisits(reader)),
    cards: grouped(await cardsOf(db, reader.memberRefs)),
    names: await toldNames(db),
  };
}

function memberLine(row: MemberRow, gathered: Gathered, personSeal: PersonSeal): MemberLine | undefined {
  const { memberRef, sealedPerson, sealedKey } = row;
  if (sealedPerson === null || sealedKey === null) return undefined;
  const aliases = gathered.aliases.get(memberRef) ?? [];
  return {
    t: 'member',
    member: {
      memberRef,
      ...personSeal.open(memberRef, { sealedPerson, sealedKey }),
      tierId: gathered.names.tierOr(row.tierId),
      cards: cardsFrom(gathered, memberRef),
      ...figuresFrom(gathered, memberRef),
      ...traitsOf(row.traits),
    },
    lots: wholeLots(gathered.lots.get(memberRef) ?? [])
      .slice(0, lotsMax)
      .map(lotFrom),
    offerUses: usesFrom(gathered, memberRef),
    tierSetAtMs: row.tierSetMs,
    tierKeptUntil: row.tierKeptUntil,
    aliases: aliases.map((alias) => alias.memberRef).slice(0, aliasesMax),
    // What stops one of the references stops the member.
    hold: row.hold ?? aliases.find(({ hold }) => hold !== null)?.hold ?? null,
  };
}

/** Those that work are told before those that do not. */
function cardsFrom({ cards }: Gathered, memberRef: string): MemberLine['member']['cards'] {
  const all = cards.get(memberRef) ?? [];
  const told =
    all.length <= cardsMax
      ? all
      : all.toSorted((left, right) => Number(right.state === 'active') - Number(left.state === 'active'));
  return told.slice(0, cardsMax).map(({ cardUid, cardNumber, state }) => ({ cardUid, cardNumber, state }));
}

function figuresFrom(gathered: Gathered, memberRef: string) {
  const sums = gathered.sums.get(memberRef) ?? [];
  const add = (of: 'points' | 'walletMinor' | 'visits' | 'spentMinor'): number =>
    toldAmount(sums.reduce((sum, row) => sum + row[of], 0));
  const days = summedBy(gathered.days.get(memberRef) ?? [], ({ date }) => date, addDays).slice(-daysMax);
  const stamps = (gathered.stamps.get(memberRef) ?? []).filter(({ stampCardId }) => isToldId(stampCardId));
  return {
    pointsBalance: add('points'),
    walletMinor: add('walletMinor'),
    visitCount: add('visits'),
    spentMinor: add('spentMinor'),
    lastVisits: (gathered.visits.get(memberRef) ?? [])
      .filter(({ storeId }) => gathered.names.hasStore(storeId))
      .toSorted((left, right) => right.atMs - left.atMs || (left.entryId < right.entryId ? -1 : 1))
      .slice(0, visitsMax)
      .map(({ atMs, storeId, paidMinor, pointsEarned }) => ({
        atMs: atMs - (atMs % minuteMs),
        storeId,
        paidMinor,
        pointsEarned,
      })),
    ...(days.length === 0
      ? {}
      : { purchaseDays: days.map(({ date, visits, spentMinor }) => ({ date, visits, spentMinor })) }),
    ...(stamps.length === 0
      ? {}
      : {
          stampsCollected: Object.fromEntries(
            summedBy(
              stamps,
              ({ stampCardId }) => stampCardId,
              (left, right) => ({ ...left, stamps: left.stamps + right.stamps }),
            ).map(({ stampCardId, stamps: count }) => [stampCardId, count]),
          ),
        }),
  };
}

function usesFrom(gathered: Gathered, memberRef: string): MemberLine['offerUses'] {
  const rows = (gathered.uses.get(memberRef) ?? []).filter(({ offerId }) => isToldId(offerId));
  return summedBy(
    rows,
    ({ offerId, date }) => `${date} ${offerId}`,
    (left, right) => ({
      ...left,
      uses: left.uses + right.uses,
      costMinor: left.costMinor + right.costMinor,
    }),
  )
    .slice(-usesMax)
    .map(({ offerId, date, uses, costMinor }) => ({ offerId, date, uses, costMinor }));
}

function addDays<Row extends { readonly visits: number; readonly spentMinor: number }>(
  left: Row,
  right: Row,
): Row {
  return { ...left, visits: left.visits + right.visits, spentMinor: left.spentMinor + right.spentMinor };
}

/** Rows of a member and its aliases with one key become one; in the order of the keys. */
function summedBy<Row>(
  rows: readonly Row[],
  keyOf: (row: Row) => string,
  add: (left: Row, right: Row) => Row,
): readonly Row[] {
  const byKey = new Map<string, Row>();
  for (const row of rows) {
    const key = keyOf(row);
    const there = byKey.get(key);
    byKey.set(key, there === undefined ? row : add(there, row));
  }
  return [...byKey].toSorted(([left], [right]) => (left < right ? -1 : 1)).map(([, row]) => row);
}

/** A lot that several references of the member took from is one; what is known of it is what its maker's row says. */
function wholeLots(rows: readonly LotRow[]): readonly LotRow[] {
  const lots = new Map<string, LotRow>();
  for (const row of rows) {
    const key = `${row.lotEntryId}.${row.lotLine}`;
    const there = lots.get(key);
    if (there === undefined) {
      lots.set(key, row);
      continue;
    }
    const known = there.isStub ? row : there;
    lots.set(key, { ...known, open: there.open + row.open, held: there.held + row.held });
  }
  return [...lots.values()].filter(({ open, held }) => open !== 0 || held !== 0);
}

function lotFrom(row: LotRow): MemberLine['lots'][number] {
  const { lotEntryId, lotLine, unit, open, held, madeOn, releaseOn, expiresOn } = row;
  return {
    key: `${lotEntryId}.${lotLine}`,
    lotEntryId,
    lotLine,
    unit,
    origin: row.origin,
    open,
    held,
    madeOn,
    releaseOn,
    expiresOn,
  };
}

/** `{}` for a member of whom nothing is known that offers ask for. */
function traitsOf(text: string): Pick<MemberLine['member'], 'traits'> {
  const traits: unknown = JSON.parse(text);
  // Written by this HQ from a checked record; the till checks it again.
  return typeof traits === 'object' && traits !== null && Object.keys(traits).length > 0 ? { traits } : {};
}
