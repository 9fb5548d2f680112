/** What a correction of a sale does to the tier of its members: booked with it, so that no moment lies between the two. */

import type { MemberRef } from '#shared/domain/member.ts';
import type { OperatorId } from '#shared/domain/operator.ts';
import type { Authority } from '#shared/domain/programme.ts';
import type { Sha256 } from '#shared/kernel/hash-port.ts';
import type { Uuid } from '#shared/kernel/ids.ts';
import type { EntryId } from '#shared/ledger/entry.ts';
import { partId } from '#shared/ledger/operation-key.ts';
import { decideTier } from '#shared/ledger/value/decide-tier.ts';
import type { FactChange } from '#shared/ledger/value/value-content.ts';
import type { FrameValue } from '../frame-value.ts';
import type { ValueToBook } from '../ledger-port.ts';
import type { LocalDay } from './local-day.ts';
import type { MemberTiers } from './member-tiers.ts';

export type Correction = {
  readonly commandId: Uuid;
  readonly operatorId: OperatorId;
  /** Null for a sale of another till. */
  readonly refEntryId: EntryId | null;
  /** What the correction, which is not booked yet, changes. */
  readonly facts: readonly FactChange[];
};

/** None where no tier changes, and where it is for others or another day to decide. */
export type TierAfter = (correction: Correction) => readonly ValueToBook[];

export type TierAfterDeps = {
  readonly tiers: MemberTiers;
  readonly day: Pick<LocalDay, 'isBelieved'>;
  readonly authority: () => Authority;
  readonly frame: FrameValue;
  readonly sha256: Sha256;
};

export function createTierAfter({ tiers, day, authority, frame, sha256 }: TierAfterDeps): TierAfter {
  return ({ commandId, operatorId, refEntryId, facts }) => {
    if (authority().kind !== 'till' || !day.isBelieved()) return [];
    return membersOf(facts).flatMap((memberRef) => {
      const asked = tiers.toDecide(
        memberRef,
        facts.filter((change) => change.memberRef === memberRef),
      );
      const detail = asked === undefined ? null : decideTier(asked);
      if (detail === null) return [];
      const keyId = partId(sha256, commandId, memberRef);
      const decided = { detail };
      return [frame({ kind: 'tierChange', keyId, memberRef, operatorId, refEntryId, decided })];
    });
  };
}

function membersOf(facts: readonly FactChange[]): readonly MemberRef[] {
  return [...new Set(facts.flatMap(({ memberRef }) => memberRef ?? []))];
}
