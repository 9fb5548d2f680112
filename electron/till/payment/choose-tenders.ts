/** The customer says what they pay with besides money. */

import type { ChosenTendersView } from '#shared/contracts/till/payment-views.ts';
import type { Minor } from '#shared/domain/money.ts';
import { ok } from '#shared/kernel/result.ts';
import { withTenders } from '../basket/change-draft.ts';
import type { Draft } from '../basket/draft.ts';
import type { BasketAnswer, BasketCommand, RunBasketCommand } from '../commands/basket-command.ts';
import type { TenderCode, Tenders } from './tenders.ts';

export type ChooseTenders = (
  command: BasketCommand & { readonly tenders: ChosenTendersView },
) => BasketAnswer<TenderCode>;

export type ChooseTendersDeps = {
  readonly run: RunBasketCommand;
  readonly tenders: Tenders;
  readonly dueOf: (draft: Draft) => Minor;
};

/** All of it is taken, or none: a choice that cannot pay leaves the one before. */
export function createChooseTenders({ run, tenders, dueOf }: ChooseTendersDeps): ChooseTenders {
  return ({ tenders: asked, ...command }) =>
    run<TenderCode>(command, (draft) => {
      // A card for nothing is a card that is not used.
      const giftCards = asked.giftCards.filter(({ amountMinor }) => amountMinor > 0);
      const change = withTenders(draft, { ...asked, giftCards });
      const decided = tenders.decide(change.after, dueOf(draft));
      return decided.ok ? ok(change) : decided;
    });
}
