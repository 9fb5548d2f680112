/** Everything that a member holds, lot by lot: what the snapshot has, less what was taken of it, and what was made here. */

import type { MemberFactsRecord } from '#shared/contracts/chain-schema.ts';
import type { MemberRef } from '#shared/domain/member.ts';
import { addInt } from '#shared/kernel/int-math.ts';
import type { LotState, LotUnit } from '#shared/ledger/value/lot-state.ts';
import type { SnapshotDraw } from '../db/stores/lot-store.ts';
import type { Ledger } from '../ledger-port.ts';

export type SnapshotStanding = {
  readonly pointsBalance: number;
  readonly walletMinor: number;
  readonly lots: NonNullable<MemberFactsRecord['lots']>;
};

/** Those that hold or owe something, in no order; a lot of the snapshot without a name has the key ''. */
export function memberLots(
  memberRef: MemberRef,
  snapshot: SnapshotStanding,
  ledger: Pick<Ledger, 'ownLots' | 'snapshotDraws'>,
): readonly LotState[] {
  const draws = ledger.snapshotDraws(memberRef);
  const ofSnapshot = [
    ...snapshotLots('points', snapshot.pointsBalance, { snapshot, draws }),
    ...snapshotLots('money', snapshot.walletMinor, { snapshot, draws }),
  ];
  return [...ofSnapshot, ...ledger.ownLots(memberRef)];
}

type Drawn = { readonly snapshot: SnapshotStanding; readonly draws: readonly SnapshotDraw[] };

function snapshotLots(unit: LotUnit, balance: number, { snapshot, draws }: Drawn): readonly LotState[] {
  const named = snapshot.lots.filter((lot) => lot.unit === unit);
  const rest = addInt(balance, ...named.map(({ amount }) => -amount));
  const lots = [...named, { key: '', amount: rest, expiresOn: null }];
  return lots
    .map(({ key, amount, expiresOn }): LotState => {
      const drawn = draws.find((draw) => draw.unit === unit && draw.key === key)?.amount ?? 0;
      return {
        source: { kind: 'snapshot', key },
        unit,
        origin: 'earned',
        madeOn: null,
        releaseOn: null,
        expiresOn,
        open: addInt(amount, drawn),
        held: 0,
      };
    })
    .filter(({ open }) => open !== 0);
}
