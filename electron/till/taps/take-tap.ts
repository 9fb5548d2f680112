/** From a card on the reader to one message for the screen, with everything in it that the screen needs. */

import type { TapOutcome } from '#shared/contracts/till-views.ts';
import type { EventPayload } from '#shared/contracts/rpc-contract.ts';
import type { ReaderContract, UnreadableReason } from '#shared/contracts/reader-contract.ts';
import type { CardUid } from '#shared/domain/card.ts';
import type { Member } from '#shared/domain/member.ts';
import type { Clock } from '#shared/kernel/clock.ts';
import { withMember } from '../basket/change-draft.ts';
import type { Draft, DraftMember } from '../basket/draft.ts';
import type { BasketCommandDeps } from '../commands/basket-command.ts';
import type { KnownMembers } from '../members/known-members.ts';
import type { Session } from '../operators/session.ts';
import { memberRowOf } from '../queries/member-panel.ts';
import { judgeTap } from './tap-guard.ts';
import type { TapMemory } from './tap-guard.ts';

export type Taps = {
  readonly cardPresent: (card: EventPayload<ReaderContract, 'cardPresent'>) => void;
  readonly cardUnreadable: (reason: UnreadableReason) => void;
  /** True for the card that lay on the reader last. */
  readonly wasTapped: (cardUid: CardUid) => boolean;
  /** The next tap counts, whatever card it is: the basket or the operator is another one. */
  readonly forgetTaps: () => void;
};

export type TapsDeps = BasketCommandDeps & {
  readonly members: KnownMembers;
  readonly session: Session;
  readonly clock: Pick<Clock, 'monotonicMs'>;
  readonly onTapped: (outcome: TapOutcome) => void;
};

/** What a tap put into the basket, should a second card show that it must not count. */
type Taken = { readonly basketId: Draft['basketId']; readonly before: DraftMember | null };

export function createTaps(deps: TapsDeps): Taps {
  const { session, clock, onTapped } = deps;
  let memory: TapMemory = null;
  let lastTapped: CardUid | null = null;
  let taken: Taken | null = null;
  const forgetTaps = (): void => {
    memory = null;
    taken = null;
  };
  return {
    cardPresent: ({ cardUid, session: insertion }) => {
      if (session.current() === null) {
        onTapped({ kind: 'signedOut' });
        return;
      }
      const seen = { cardUid, session: insertion, atMonotonicMs: clock.monotonicMs() };
      const judged = judgeTap(memory, seen);
      ({ memory } = judged);
      if (judged.verdict === 'duplicate') return;
      if (judged.verdict === 'severalCards') {
        lastTapped = null;
        onTapped(takenBack(deps, taken));
        taken = null;
        return;
      }
      lastTapped = cardUid;
      taken = takeIdentity(deps, cardUid);
    },
    cardUnreadable: (reason) => {
      onTapped(session.current() === null ? { kind: 'signedOut' } : unreadableOutcome(reason));
    },
    wasTapped: (cardUid) => lastTapped === cardUid,
    forgetTaps,
  };
}

/** Tells the screen who it is; answers with what was changed in the basket, null for nothing. */
function takeIdentity(deps: TapsDeps, cardUid: CardUid): Taken | null {
  const { basket, views, health, onTapped } = deps;
  const holder = deps.members.byCard(cardUid);
  if (holder === undefined || holder.cardState !== 'active') {
    onTapped({ kind: holder === undefined ? 'unknownCard' : 'blockedCard', cardUid });
    return null;
  }
  const before = basket.draft();
  if (isOfSomebodyElse(before, holder.member)) {
    onTapped({ kind: 'otherMember', cardUid, member: memberRowOf(holder.member) });
    return null;
  }
  if (before.member?.cardUid === cardUid) {
    onTapped({ kind: 'identified', basket: views.view(before) });
    return null;
  }
  const { memberRef } = holder.member;
  const change = withMember(before, { memberRef, cardUid, identifiedBy: 'card' });
  // Where the drafts cannot be written the screen has been told why the till is read-only.
  if (!health.afterDraftWrite(basket.change(change, null)).ok) return null;
  onTapped({ kind: 'identified', basket: views.view(basket.draft()) });
  return { basketId: before.basketId, before: before.member };
}

/** A basket with goods in it stays with its member until the cashier says otherwise. */
function isOfSomebodyElse(draft: Draft, member: Member): boolean {
  return draft.member !== null && draft.member.memberRef !== member.memberRef && draft.lines.length > 0;
}

/** Two cards lie in the field: whoever the first one stood for is not taken from it. */
function takenBack(deps: TapsDeps, taken: Taken | null): TapOutcome {
  const { basket, views, health } = deps;
  const draft = basket.draft();
  if (taken === null || taken.basketId !== draft.basketId) return { kind: 'severalCards' };
  const change = withMember(draft, taken.before);
  if (!health.afterDraftWrite(basket.change(change, null)).ok) return { kind: 'severalCards' };
  return { kind: 'severalCards', basket: views.view(basket.draft()) };
}

function unreadableOutcome(reason: UnreadableReason): TapOutcome {
  if (reason === 'notForMembers') return { kind: 'notForMembers' };
  return { kind: reason === 'severalCards' ? 'severalCards' : 'unreadable' };
}
