/** Sells a gift card outside of the basket: money comes in, or leaves a wallet, and a code goes out. */

import type { giftCardPayments } from '#shared/contracts/till/codes-operations.ts';
import type { VoucherView } from '#shared/contracts/till/codes-views.ts';
import type { Approval } from '#shared/contracts/till/approval-schema.ts';
import { appError } from '#shared/contracts/error-codes.ts';
import type { AppError } from '#shared/contracts/error-codes.ts';
import type { MemberRef } from '#shared/domain/member.ts';
import type { Minor } from '#shared/domain/money.ts';
import type { Operator, OperatorId } from '#shared/domain/operator.ts';
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
import { isOnHold } from '../members/known-members.ts';
import type { KnownMembers } from '../members/known-members.ts';
import type { AskedCode } from '../safety/book-asked.ts';
import type { Leaving, LetGo } from '../safety/let-go.ts';
import type { PermitCode } from '../safety/permit.ts';
import type { CodesAtTill } from './codes-at-till.ts';
import { refused } from './codes-at-till.ts';
import type { Vouchers } from './vouchers.ts';

export type GiftCardSale = {
  readonly commandId: Uuid;
  readonly valueMinor: Minor;
  readonly payment: (typeof giftCardPayments)[number];
  readonly memberRef: MemberRef | null;
  /** A manager's yes to more of a wallet than a cashier may let go without HQ. */
  readonly approval?: Approval | undefined;
};
type SellCode =
  | 'gift_cards_off'
  | 'amount_invalid'
  | 'balance_too_small'
  | 'member_unknown'
  | 'redemption_on_hold'
  | PermitCode
  | StorageCode;
export type SellGiftCard = (
  sale: GiftCardSale,
  operator: Operator,
) => Promise<Result<VoucherView, AppError<SellCode | AskedCode>>>;

export type SellGiftCardDeps = {
  readonly codes: CodesAtTill;
  readonly vouchers: Vouchers;
  readonly programme: Programme;
  readonly ledger: Pick<Ledger, 'bookValue'>;
  readonly health: LedgerHealth;
  readonly members: Pick<KnownMembers, 'byRef' | 'lotsOf'>;
  readonly ids: Ids;
  readonly letGo: LetGo;
};

export function createSellGiftCard(deps: SellGiftCardDeps): SellGiftCard {
  return (sale, operator) => {
    const { commandId: keyId, approval } = sale;
    return deps.letGo.book({
      kind: 'issueCodes',
      keyId,
      operator,
      approval,
      // An earlier try took the money already: what the wallet holds now says nothing any more.
      isBooked: () => deps.codes.booked('issueCodes', keyId) !== undefined,
      leaving: () => leavingFor(sale),
      book: (approverId) => bookSold(deps, sale, { operator, approverId }),
    });
  };
}

type Actors = { readonly operator: Operator; readonly approverId: OperatorId | null };

/** Credit becomes a card that anybody may spend. Money that comes in at the till is no redemption. */
function leavingFor({ payment, memberRef, valueMinor: amount }: GiftCardSale): Leaving | null {
  return payment === 'wallet' && memberRef !== null ? { memberRef, means: 'wallet', amount } : null;
}

function bookSold(
  deps: SellGiftCardDeps,
  sale: GiftCardSale,
  actors: Actors,
): Result<VoucherView, AppError<SellCode>> {
  const { codes, vouchers, ledger, health } = deps;
  const { commandId, valueMinor } = sale;
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
  const allowed = mayLeave(deps, sale, actors.approverId);
  if (!allowed.ok) return allowed;
  const writable = health.mayWrite();
  if (!writable.ok) return writable;
  const memberRef = wallet.value?.memberRef ?? null;
  const framed = { kind: 'issueCodes', keyId: commandId, memberRef } as const;
  const entry = codes.entry({ ...framed, ...actors, decided: decided.value });
  const alsoWrite = (): void => codes.texts.keep({ cause: 'sold', forId: commandId }, [made]);
  const booked = health.afterLedgerWrite(ledger.bookValue({ ...entry, alsoWrite }));
  return booked.ok ? ok(vouchers.of(commandId, entry.content.detail)) : booked;
}

function mayLeave(
  { letGo, members }: SellGiftCardDeps,
  sale: GiftCardSale,
  approverId: OperatorId | null,
): Result<null, AppError<'redemption_on_hold' | PermitCode>> {
  const leaving = leavingFor(sale);
  if (leaving === null) return ok(null);
  if (isOnHold(members.byRef(leaving.memberRef))) return err(appError('redemption_on_hold'));
  const stop = letGo.stop();
  return stop === null ? letGo.permit(leaving, approverId) : err(stop);
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
