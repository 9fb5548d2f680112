/** What a till does once its cache holds something else: forgets what it remembered, and whoever may not be here any more. */

import type { EmitEvent } from '#shared/contracts/rpc-contract.ts';
import type { TillContract } from '#shared/contracts/till-contract.ts';
import { withMember } from './basket/change-draft.ts';
import type { OpenBasket } from './basket/open-basket.ts';
import type { ReadDb, WriteDb } from './db/database.ts';
import type { ChainAtTill } from './db/stores/chain-store.ts';
import { createErasureStore } from './db/stores/erasure-store.ts';
import { eraseMembersHere } from './members/erase-members.ts';
import type { KnownMembers } from './members/known-members.ts';
import type { OwnUses } from './members/own-uses.ts';
import type { Session } from './operators/session.ts';
import type { TillPorts } from './ports.ts';
import type { LineViews } from './queries/basket-view.ts';

export type PublishedDeps = {
  readonly ports: Pick<TillPorts, 'log'>;
  readonly databases: { readonly ledger: WriteDb; readonly cache: ReadDb };
  readonly chain: Pick<ChainAtTill, 'operators'>;
};

export type PublishedParts = {
  readonly members: Pick<KnownMembers, 'byRef' | 'snapshotChanged'>;
  readonly ownUses: Pick<OwnUses, 'snapshotChanged'>;
  readonly lines: Pick<LineViews, 'snapshotChanged'>;
  readonly session: Session;
  readonly basket: OpenBasket;
};

/** The chain was read again before. */
export function afterPublished(
  deps: PublishedDeps,
  parts: PublishedParts,
  emit: EmitEvent<TillContract>,
): void {
  parts.members.snapshotChanged();
  parts.ownUses.snapshotChanged();
  parts.lines.snapshotChanged();
  if (isGone(deps, parts)) {
    parts.session.end();
    emit('signedOut', {});
  }
  forgetErased(deps);
  emit('publishedChanged', { hasBasketLostMember: meetMember(deps, parts) });
}

/** At each start as well: a ledger that was made again knows them once more. */
export function forgetErased({ databases, ports }: PublishedDeps): void {
  const forgotten = eraseMembersHere(databases.ledger, createErasureStore(databases.cache));
  if (!forgotten.ok) ports.log('erasureDelayed', { code: forgotten.error.code });
  else if (forgotten.value > 0) ports.log('membersErased', { members: forgotten.value });
}

/** Who has another role now signs in again. */
function isGone({ chain }: PublishedDeps, { session }: PublishedParts): boolean {
  const signedIn = session.current();
  if (signedIn === null) return false;
  return !chain.operators.some(
    ({ operatorId, role }) => operatorId === signedIn.operatorId && role === signedIn.role,
  );
}

/** The basket of a merged member belongs to whom they are now; true where its member was erased. */
function meetMember({ ports }: PublishedDeps, { basket, members }: PublishedParts): boolean {
  const { member } = basket.draft();
  if (member === null) return false;
  const memberRef = members.byRef(member.memberRef)?.member.memberRef;
  if (memberRef === member.memberRef) return false;
  const next = memberRef === undefined ? null : { ...member, memberRef };
  const changed = basket.change(withMember(basket.draft(), next), null);
  if (!changed.ok) ports.log('basketKeepsFormerMember', { code: changed.error.code });
  return next === null;
}
