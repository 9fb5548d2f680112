/** What the customer says besides the goods: how they pay, and which offers they would rather have. */

import { appError } from '#shared/contracts/error-codes.ts';
import type { PaymentMeans } from '#shared/domain/payment.ts';
import { err, ok } from '#shared/kernel/result.ts';
import type { OfferId } from '#shared/scoring/language/offer.ts';
import { withPaymentMeans, withWish } from '../basket/change-draft.ts';
import type { RuleSets } from '../rules/rule-sets.ts';
import type { BasketAnswer, BasketCommand, RunBasketCommand } from './basket-command.ts';

export type OfferCommands = {
  readonly choosePaymentMeans: (
    command: BasketCommand & { readonly paymentMeans: PaymentMeans | null },
  ) => BasketAnswer;
  readonly wishOffers: (
    command: BasketCommand & {
      readonly with: readonly OfferId[];
      readonly without: readonly OfferId[];
    },
  ) => BasketAnswer<'offer_unknown'>;
};

export type OfferCommandsDeps = {
  readonly run: RunBasketCommand;
  readonly ruleSets: Pick<RuleSets, 'pinned'>;
};

export function createOfferCommands({ run, ruleSets }: OfferCommandsDeps): OfferCommands {
  return {
    choosePaymentMeans: ({ paymentMeans, ...command }) =>
      run(command, (draft) => ok(withPaymentMeans(draft, paymentMeans))),
    wishOffers: ({ with: wanted, without, ...command }) =>
      run(command, (draft) => {
        const { byId } = ruleSets.pinned(draft.ruleSetHash).compiled;
        const unknown = [...wanted, ...without].find((offerId) => !byId.has(offerId));
        if (unknown !== undefined) return err(appError('offer_unknown', { offerId: unknown }));
        return ok(withWish(draft, { with: [...new Set(wanted)], without: [...new Set(without)] }));
      }),
  };
}
