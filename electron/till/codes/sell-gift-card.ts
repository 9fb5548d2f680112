/** Sells a gift card outside of the basket: money comes in, or leaves a wallet, and a code goes out. */

import type { giftCardPayments } from '#shared/contracts/till/codes-operations.ts';
import type { VoucherView } from '#shared/contracts/till/codes-views.ts';
import { appError } from '#shared/contracts/error-codes.ts';
import type { AppError } from '#shared/contracts/error-codes.ts';
import type { MemberRef } from '#shared/domain/member.ts';
import type { Minor } from '#shared/domain/money.ts';
import type { Operator } from '#shared/domain/operator.ts';
import type { Programme } from '#shared/domain/programme.ts';
import type { Ids, Uuid } from '#shared/kernel/ids.ts';
import { invariant } from '#shared/kernel/invariant.ts';
import { err, ok } from '#shared/kernel/result.ts';
import type { Result } from '#shared/kernel/result.ts';
import { sellGiftCard } from '#shared/ledger/value/decide-gift-card.ts';
import type { GiftCardToSell } from '#shared/ledger/value/decide-gift-card.ts';
import { withRealEnds } from '#shared/ledger/value/lot-end.ts';
import type { LedgerHealth } from '../ledger-health.ts';
import type { Ledger, StorageCode } from '../ledger-port.ts';
import type { KnownMembers } from '../members/known-members.ts';
import type { CodesAtTill } from './codes-at-till.ts';
import { refused } from './codes-at-till.ts';
import type { Vouchers } from './vouchers.ts';

export type GiftCardSale = {
  readonly commandId: Uuid;
  readonly valueMinor: Minor;
  readonly payment: (typeof giftCardPayments)[number];
  readonly memberRef: MemberRef | null;
};
type SellCode = 'gift_cards_off' | 'amount_invalid' | 'balance_too_small' | 'member_unknown';
export type SellGiftCard = (
  sale: GiftCardSale,
  operator: Operator,
) => Result<VoucherView, AppError<SellCode | StorageCode>>;

export type SellGiftCardDeps = {
  readonly codes: CodesAtTill;
  readonly vouchers: Vouchers;
  readonly programme: Programme;
  readonly ledger: Pick<Ledger, 'bookValue'>;
  readonly health: LedgerHealth;
  readonly members: Pick<KnownMembers, 'byRef' | 'lotsOf'>;
  readonly ids: Ids;
};

export function createSellGiftCard(deps: SellGiftCardDeps): SellGiftCard {
  const { codes, vouchers, ledger, health } = deps;
  return (sale, operator) => {
    const { commandId, valueMinor } = sale;
    // An earlier try took the money already: what the wallet holds now says nothing any more.
    const earlier = codes.booked('issueCodes', commandId);
    if (earlier !== undefined) return ok(vouchers.of(commandId, earlier.content.detail));
    const wallet = walletOf(deps, sale);
    if (!wallet.ok) return wallet;
    const [made] = codes.makeCodes(1);
    invariant(made !== undefined, 'one code was made');
    const { codeId } = made;
    const toSell = {
      valueMinor,
      codeId,
      batchId: deps.ids.uuid(),
      today: codes.today(),
      wallet: wallet.value,
    };
    const decided = sellGiftCard(toSell, deps.programme.giftCards);
    if (!decided.ok) return err(refused(decided.error));
    const allowed = health.mayWrite();
    if (!allowed.ok) return allowed;
    const memberRef = wallet.value?.memberRef ?? null;
    const entry = codes.entry({
      kind: 'issueCodes',
      keyId: commandId,
      operator,
      memberRef,
      decided: decided.value,
    });
    const alsoWrite = (): void => codes.texts.keep({ cause: 'sold', forId: commandId }, [made]);
    const booked = health.afterLedgerWrite(ledger.bookValue({ ...entry, alsoWrite }));
    return booked.ok ? ok(vouchers.of(commandId, entry.content.detail)) : booked;
  };
}

/** Null where the money comes in at the till. */
function walletOf(
  { members, programme }: SellGiftCardDeps,
  { payment, memberRef }: GiftCardSale,
): Result<GiftCardToSell['wallet'], AppError<'member_unknown'>> {
  if (payment !== 'wallet') return ok(null);
  const known = memberRef === null ? undefined : members.byRef(memberRef);
  if (memberRef === null || known === undefined) return err(appError('member_unknown'));
  const held = members.lotsOf(memberRef).filter(({ unit }) => unit === 'money');
  const lots = withRealEnds(held, { rules: programme.points, lastPurchaseOn: known.history.lastVisitOn });
  return ok({ memberRef, lots });
}
