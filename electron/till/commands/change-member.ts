/** Who the open basket belongs to, and throwing the basket away. */

import { appError } from '#shared/contracts/error-codes.ts';
import type { CardUid } from '#shared/domain/card.ts';
import type { MemberRef } from '#shared/domain/member.ts';
import { err, ok } from '#shared/kernel/result.ts';
import { withMember } from '../basket/change-draft.ts';
import type { DraftMember } from '../basket/draft.ts';
import type { KnownMembers } from '../members/known-members.ts';
import type { BasketAnswer, BasketCommand, BasketCommandDeps, RunBasketCommand } from './basket-command.ts';

export type MemberCommands = {
  readonly attachMember: (
    command: BasketCommand & { readonly memberRef: MemberRef; readonly cardUid: CardUid | null },
  ) => BasketAnswer<'member_unknown'>;
  readonly detachMember: (command: BasketCommand) => BasketAnswer;
  readonly clearBasket: (command: BasketCommand) => BasketAnswer;
};

export type MemberCommandsDeps = BasketCommandDeps & {
  readonly run: RunBasketCommand;
  readonly members: KnownMembers;
  /** True for the card that lay on the reader last: the page alone cannot claim a card. */
  readonly wasTapped: (cardUid: CardUid) => boolean;
  /** The next tap of the same card counts again. */
  readonly forgetTaps: () => void;
};

export function createMemberCommands(deps: MemberCommandsDeps): MemberCommands {
  const { run, basket, views, health } = deps;
  return {
    attachMember: ({ memberRef, cardUid, ...command }) =>
      run(command, (draft) => {
        const known = deps.members.byRef(memberRef);
        if (known === undefined) return err(appError('member_unknown'));
        return ok(withMember(draft, attached(deps, known.member.memberRef, cardUid)));
      }),
    detachMember: (command) => {
      const answer = run(command, (draft) => ok(withMember(draft, null)));
      if (answer.ok) deps.forgetTaps();
      return answer;
    },
    clearBasket: (command) => {
      if (basket.wasApplied(command.commandId)) return ok(views.view(basket.draft()));
      if (command.basketId !== basket.draft().basketId) return err(appError('basket_changed'));
      const saved = health.afterDraftWrite(basket.startOver(command.commandId));
      if (!saved.ok) return saved;
      deps.forgetTaps();
      return ok(views.view(basket.draft()));
    },
  };
}

/** Identified by card only where that card is this member's, is active, and lay on the reader. */
function attached(deps: MemberCommandsDeps, memberRef: MemberRef, cardUid: CardUid | null): DraftMember {
  const holder = cardUid === null ? undefined : deps.members.byCard(cardUid);
  const isByCard =
    cardUid !== null &&
    holder?.member.memberRef === memberRef &&
    holder.cardState === 'active' &&
    deps.wasTapped(cardUid);
  return isByCard
    ? { memberRef, cardUid, identifiedBy: 'card' }
    : { memberRef, cardUid: null, identifiedBy: 'search' };
}
