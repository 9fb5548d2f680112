/** What an entry takes from a member otherwise than to pay for a sale, or gives back of it: the offline limits count it. */

import type { MemberRef } from '#shared/domain/member.ts';
import { minor } from '#shared/domain/money.ts';
import type { Minor } from '#shared/domain/money.ts';
import { addInt } from '#shared/kernel/int-math.ts';
import type { Entry } from '../entry.ts';
import type { Move } from './value-content.ts';

export type GivenChange = {
  readonly memberRef: MemberRef;
  /** Below 0 for what came back. No worth: the entry does not say what a point was worth. */
  readonly points: number;
  readonly walletMinor: Minor;
};

/** For rewards, to other members and for gift cards; null for every entry that takes nothing so. */
export function givenOf(entry: Entry): GivenChange | null {
  if (entry.kind === 'claim' || entry.kind === 'transfer' || entry.kind === 'issueCodes') {
    return changeOf(entry.memberRef, entry.content.moves, 'from');
  }
  // A claim can only be taken back at the till that booked it.
  return entry.kind === 'cancelClaim' ? changeOf(entry.memberRef, entry.content.moves, 'to') : null;
}

/** Of the entry's own member: what somebody else gets in it is theirs. */
function changeOf(
  memberRef: MemberRef | null,
  moves: readonly Move[],
  side: 'from' | 'to',
): GivenChange | null {
  if (memberRef === null) return null;
  const sumOf = (purse: 'points' | 'wallet'): number => {
    const own = moves.filter((move) => {
      const at = move[side];
      return at.kind === 'member' && at.memberRef === memberRef && at.purse === purse;
    });
    const sum = addInt(...own.map(({ amount }) => amount));
    return side === 'from' ? sum : addInt(-sum);
  };
  const points = sumOf('points');
  const walletMinor = minor(sumOf('wallet'));
  return points === 0 && walletMinor === 0 ? null : { memberRef, points, walletMinor };
}
