/** What every command on the open basket has in common: once per command, only on the basket it was meant for. */

import type { BasketView } from '#shared/contracts/till-views.ts';
import { appError } from '#shared/contracts/error-codes.ts';
import type { AppError, ErrorCode } from '#shared/contracts/error-codes.ts';
import type { BasketId } from '#shared/domain/basket.ts';
import type { Uuid } from '#shared/kernel/ids.ts';
import { err, ok } from '#shared/kernel/result.ts';
import type { Result } from '#shared/kernel/result.ts';
import type { Draft, DraftChange } from '../basket/draft.ts';
import type { OpenBasket } from '../basket/open-basket.ts';
import type { WriteCode } from '../db/in-transaction.ts';
import type { LedgerHealth } from '../ledger-health.ts';
import type { BasketViews } from '../queries/basket-view.ts';

export type BasketCommand = { readonly commandId: Uuid; readonly basketId: BasketId };
export type BasketCode = 'basket_changed' | WriteCode;
export type BasketAnswer<Code extends ErrorCode = never> = Result<BasketView, AppError<Code | BasketCode>>;

export type BasketCommandDeps = {
  readonly basket: OpenBasket;
  readonly views: BasketViews;
  readonly health: LedgerHealth;
};

export type RunBasketCommand = <Code extends ErrorCode = never>(
  command: BasketCommand,
  decide: (draft: Draft) => Result<DraftChange, AppError<Code>>,
) => BasketAnswer<Code>;

/** A command that was applied before is answered with the basket as it is now. */
export function createRunBasketCommand({ basket, views, health }: BasketCommandDeps): RunBasketCommand {
  return (command, decide) => {
    if (basket.wasApplied(command.commandId)) return ok(views.view(basket.draft()));
    if (command.basketId !== basket.draft().basketId) return err(appError('basket_changed'));
    const change = decide(basket.draft());
    if (!change.ok) return change;
    const saved = health.afterDraftWrite(basket.change(change.value, command.commandId));
    return saved.ok ? ok(views.view(basket.draft())) : saved;
  };
}
