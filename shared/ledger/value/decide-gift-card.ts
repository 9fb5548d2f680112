/** Sells a gift card and spends part of it. Pure. */

import type { IsoDate } from '#shared/domain/calendar.ts';
import { addDays } from '#shared/domain/day-number.ts';
import type { MemberRef } from '#shared/domain/member.ts';
import { minor } from '#shared/domain/money.ts';
import type { Minor } from '#shared/domain/money.ts';
import type { GiftCardRules } from '#shared/domain/programme.ts';
import type { Uuid } from '#shared/kernel/ids.ts';
import { err, ok } from '#shared/kernel/result.ts';
import type { Result } from '#shared/kernel/result.ts';
import type { CodeState } from './code-state.ts';
import { fromGiftCard, issueGiftCards, whyNotCode } from './decide-codes.ts';
import type { CodeRefusal, Decided } from './decide-codes.ts';
import type { LotState } from './lot-state.ts';
import { refusal } from './refusal.ts';
import type { Refusal } from './refusal.ts';
import { takeLots } from './take-lots.ts';
import type { Move } from './value-content.ts';
import type { IssueCodesDetail } from './value-details.ts';

export type GiftCardToSell = {
  readonly codeId: Uuid;
  readonly batchId: Uuid;
  readonly valueMinor: Minor;
  readonly today: IsoDate;
  /** Whose wallet pays for it; null where money came in at the till. */
  readonly wallet: { readonly memberRef: MemberRef; readonly lots: readonly LotState[] } | null;
};

/** The wallet's own lots go to the till's money, which then fills the card: the card is a lot of its own. */
export function sellGiftCard(
  { codeId, batchId, valueMinor, today, wallet }: GiftCardToSell,
  rules: GiftCardRules | null,
): Result<Decided<'issueCodes'>, Refusal<'gift_cards_off' | 'amount_invalid' | 'balance_too_small'>> {
  if (rules === null) return err(refusal('gift_cards_off'));
  const { valueMinMinor, valueMaxMinor, expireAfterDays } = rules;
  const isWhole = Number.isSafeInteger(valueMinor) && valueMinor > 0;
  if (!isWhole || valueMinor < valueMinMinor || valueMinor > valueMaxMinor) {
    return err(refusal('amount_invalid', { minMinor: valueMinMinor, maxMinor: valueMaxMinor }));
  }
  const detail: IssueCodesDetail = {
    codeKind: 'giftCard',
    batchId,
    refId: null,
    codeIds: [codeId],
    valueMinor,
    usesMax: 0,
    expiresOn: expireAfterDays === null ? null : addDays(today, expireAfterDays),
  };
  const issued = issueGiftCards(detail, 'clearing');
  if (wallet === null) return ok(issued);
  const draws = takeLots(wallet.lots, valueMinor, today);
  if (!draws.ok) return draws;
  const paid = draws.value.map(({ lot, amount }): Move => ({
    unit: 'money',
    amount,
    from: { kind: 'member', memberRef: wallet.memberRef, purse: 'wallet' },
    to: { kind: 'shop', account: 'clearing' },
    lot: lot.source,
  }));
  return ok({ ...issued, moves: [...issued.moves, ...paid] });
}

export type GiftCardState = { readonly code: CodeState; readonly balanceMinor: Minor };
export type GiftCardRefusal = CodeRefusal | 'gift_card_empty';

/** What the card pays today. */
export function spendableOfGiftCard(
  { code, balanceMinor }: GiftCardState,
  today: IsoDate,
): Result<Minor, Refusal<GiftCardRefusal>> {
  const refused = whyNotCode(code, today);
  if (refused !== null) return err(refused);
  return balanceMinor > 0 ? ok(balanceMinor) : err(refusal('gift_card_empty'));
}

/** The move of a tender that this card pays; the rest stays on the card. */
export function spendGiftCard(
  card: GiftCardState,
  amountMinor: Minor,
  today: IsoDate,
): Result<Move, Refusal<GiftCardRefusal | 'amount_invalid' | 'balance_too_small'>> {
  if (!Number.isSafeInteger(amountMinor) || amountMinor <= 0) return err(refusal('amount_invalid'));
  const spendable = spendableOfGiftCard(card, today);
  if (!spendable.ok) return spendable;
  if (amountMinor > spendable.value) {
    return err(refusal('balance_too_small', { spendable: spendable.value }));
  }
  return ok(fromGiftCard(card.code, minor(amountMinor), { kind: 'shop', account: 'redeemed' }));
}
