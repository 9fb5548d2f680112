/** Everything that a member holds, lot by lot: what others left of it, less what was taken here, and what was made here. */

import type { KeptFacts, PulledFacts } from '#shared/contracts/sync/kept-facts.ts';
import type { MemberRef } from '#shared/domain/member.ts';
import type { Sha256 } from '#shared/kernel/hash-port.ts';
import { addInt } from '#shared/kernel/int-math.ts';
import type { LotState, LotUnit } from '#shared/ledger/value/lot-state.ts';
import type { SnapshotDraw } from '../db/stores/lot-store.ts';
import { lotKeyOf, lotOfKey } from '#sync/core/lot-key.ts';
import type { Ledger } from '../ledger-port.ts';

export type SnapshotStanding = {
  readonly pointsBalance: number;
  readonly walletMinor: number;
  /** Of a chain's files: parts of the balances that this till never made. */
  readonly lots: NonNullable<KeptFacts['lots']>;
  /** Of a pull: what others made of each lot, those of this till among them. */
  readonly pulledLots: PulledFacts['lots'];
};

/**
 * Those that hold or owe something, in no order; what is at hand of a unit adds up to the balance, own entries included.
 * A lot of the snapshot without a name has the key ''. Every reference of the member counts.
 */
export function memberLots(
  refs: readonly MemberRef[],
  snapshot: SnapshotStanding,
  ledger: Pick<Ledger, 'ownLots' | 'snapshotDraws'> & { readonly sha256: Sha256 },
): readonly LotState[] {
  const named = new Set(snapshot.pulledLots.map(({ key }) => key));
  const draws = refs.flatMap((memberRef) =>
    ledger.snapshotDraws(memberRef).map((draw) => {
      // What was taken of a lot before this till had an HQ calls it by another name than HQ does.
      const key = named.size === 0 ? draw.key : lotKeyOf(lotOfKey(ledger.sha256, { memberRef, ...draw }));
      return named.has(key) ? { ...draw, key } : draw;
    }),
  );
  const own = refs.flatMap((memberRef) => ledger.ownLots(memberRef));
  const ownKeys = new Set(own.map(keyOf));
  const ofOthers = snapshot.pulledLots.filter(({ key }) => !ownKeys.has(key));
  return [
    ...snapshotLots('points', snapshot.pointsBalance, { snapshot, ofOthers, draws }),
    ...snapshotLots('money', snapshot.walletMinor, { snapshot, ofOthers, draws }),
    ...own.map((lot) => withOthers(lot, snapshot.pulledLots)),
  ].filter(({ open, held }) => open !== 0 || held !== 0);
}

type Drawn = {
  readonly snapshot: SnapshotStanding;
  readonly ofOthers: PulledFacts['lots'];
  readonly draws: readonly SnapshotDraw[];
};

function snapshotLots(
  unit: LotUnit,
  balance: number,
  { snapshot, ofOthers, draws }: Drawn,
): readonly LotState[] {
  const lots = [
    ...snapshot.lots.filter((lot) => lot.unit === unit).map(lotOfFiles),
    ...ofOthers.filter((lot) => lot.unit === unit).map(lotOfOthers),
  ];
  const ofOwn = snapshot.pulledLots.filter((lot) => lot.unit === unit && !ofOthers.includes(lot));
  const named = [...lots, ...ofOwn].map(({ open }) => -open);
  const drawn = drawnByKey(draws, unit);
  const take = (lot: LotState, key: string): LotState => {
    const amount = drawn.get(key) ?? 0;
    drawn.delete(key);
    return { ...lot, open: addInt(lot.open, amount) };
  };
  const known = [...lots, nameless({ key: '', unit, open: addInt(balance, ...named) })].map((lot) =>
    take(lot, keyOf(lot)),
  );
  // A lot that others left nothing of, and that something was given back to here.
  return [...known, ...[...drawn].map(([key, open]) => nameless({ key, unit, open }))];
}

function drawnByKey(draws: readonly SnapshotDraw[], unit: LotUnit): Map<string, number> {
  const drawn = new Map<string, number>();
  for (const { key, amount } of draws.filter((draw) => draw.unit === unit)) {
    drawn.set(key, addInt(drawn.get(key) ?? 0, amount));
  }
  return drawn;
}

/** What others took of a lot that was made here, or gave back to it. */
function withOthers(lot: LotState, pulledLots: PulledFacts['lots']): LotState {
  const pulled = pulledLots.find(({ key }) => key === keyOf(lot));
  if (pulled === undefined) return lot;
  return { ...lot, open: addInt(lot.open, pulled.open), held: addInt(lot.held, pulled.held) };
}

type NamelessLot = Pick<LotState, 'unit' | 'open'> & { readonly key: string };

function nameless({ key, unit, open }: NamelessLot): LotState {
  return {
    source: { kind: 'snapshot', key },
    unit,
    origin: 'earned',
    madeOn: null,
    releaseOn: null,
    expiresOn: null,
    open,
    held: 0,
  };
}

function lotOfFiles({ key, unit, amount, expiresOn }: SnapshotStanding['lots'][number]): LotState {
  return { ...nameless({ key, unit, open: amount }), expiresOn };
}

function lotOfOthers({ key, unit, origin, ...lot }: PulledFacts['lots'][number]): LotState {
  const { madeOn, releaseOn, expiresOn, open, held } = lot;
  return { source: { kind: 'snapshot', key }, unit, origin, madeOn, releaseOn, expiresOn, open, held };
}

/** The name that HQ calls a lot by. */
function keyOf({ source }: LotState): string {
  return source.kind === 'snapshot' ? source.key : lotKeyOf(source);
}
