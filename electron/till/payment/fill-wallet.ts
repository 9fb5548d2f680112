/** Credit that comes into a wallet beside a sale: money paid in, or given by the shop. */

import type { Approval } from '#shared/contracts/till/approval-schema.ts';
import type { ToppedUpView, WalletOptionsView } from '#shared/contracts/till/payment-views.ts';
import type { BasketView } from '#shared/contracts/till-views.ts';
import { appError } from '#shared/contracts/error-codes.ts';
import type { AppError, ErrorCode } from '#shared/contracts/error-codes.ts';
import type { MemberRef } from '#shared/domain/member.ts';
import { minor } from '#shared/domain/money.ts';
import type { Minor } from '#shared/domain/money.ts';
import type { Operator, OperatorId } from '#shared/domain/operator.ts';
import type { Programme } from '#shared/domain/programme.ts';
import type { Sha256 } from '#shared/kernel/hash-port.ts';
import type { Uuid } from '#shared/kernel/ids.ts';
import { addInt } from '#shared/kernel/int-math.ts';
import { invariant } from '#shared/kernel/invariant.ts';
import { err, ok } from '#shared/kernel/result.ts';
import type { Result } from '#shared/kernel/result.ts';
import type { ValueEntryOf } from '#shared/ledger/entry.ts';
import { valueKey } from '#shared/ledger/operation-key.ts';
import { decideTopUp } from '#shared/ledger/value/decide-top-up.ts';
import type { ToppedUp, TopUpCode } from '#shared/ledger/value/decide-top-up.ts';
import type { TopUpDetail } from '#shared/ledger/value/value-details.ts';
import type { CodesAtTill } from '../codes/codes-at-till.ts';
import { refused } from '../codes/codes-at-till.ts';
import type { LedgerHealth } from '../ledger-health.ts';
import type { Ledger, StorageCode } from '../ledger-port.ts';
import type { KnownMembers } from '../members/known-members.ts';
import type { Approve, ApprovalCode } from '../operators/approval.ts';

export type ToppedUpAnswer = { readonly toppedUp: ToppedUpView; readonly basket: BasketView };
type Answer<Code extends ErrorCode> = Result<ToppedUpAnswer, AppError<Code>>;

type Credit = { readonly commandId: Uuid; readonly memberRef: MemberRef; readonly amountMinor: Minor };
export type TopUpAsked = Credit & { readonly means: 'cash' | 'card' | 'transfer' };
export type GiftAsked = Credit & { readonly reasonId: string; readonly approval: Approval | null };
export type FillCode = 'member_unknown' | TopUpCode | StorageCode;

export type FillWallet = {
  readonly walletOptions: (
    memberRef: MemberRef,
  ) => Result<WalletOptionsView, AppError<'member_unknown' | 'wallet_off'>>;
  readonly topUp: (asked: TopUpAsked, operator: Operator) => Answer<FillCode>;
  readonly giveCredit: (asked: GiftAsked, operator: Operator) => Promise<Answer<FillCode | ApprovalCode>>;
};

export type FillWalletDeps = {
  readonly members: Pick<KnownMembers, 'byRef'>;
  readonly programme: Pick<Programme, 'wallet' | 'corrections'>;
  readonly codes: Pick<CodesAtTill, 'entry' | 'today'>;
  readonly ledger: Pick<Ledger, 'bookValue' | 'entryByKey' | 'entriesOfMember'>;
  readonly health: LedgerHealth;
  readonly approve: Approve;
  readonly basketView: () => BasketView;
  readonly receiptNumber: (entry: ValueEntryOf<'topUp'>) => string;
  readonly sha256: Sha256;
};

export function createFillWallet(deps: FillWalletDeps): FillWallet {
  return {
    walletOptions: (memberRef) => walletOptions(deps, memberRef),
    topUp: ({ means, ...credit }, operator) =>
      fill(deps, { ...credit, cause: means, reasonId: null }, { operator, approverId: null }),
    giveCredit: async ({ approval, reasonId, ...credit }, operator) => {
      const asked = { ...credit, cause: 'gift', reasonId } as const;
      const isAlone = credit.amountMinor <= giftAloneMinor(deps, credit.memberRef);
      const isSettled = bookedBefore(deps, credit.commandId) !== undefined || !decide(deps, asked).ok;
      // Nobody is asked for a PIN for what is booked already, or refused whoever approves.
      if (isAlone || isSettled) return fill(deps, asked, { operator, approverId: null });
      const approver = await deps.approve(approval, operator);
      return approver.ok ? fill(deps, asked, { operator, approverId: approver.value }) : approver;
    },
  };
}

type CreditToBook = Credit & Pick<TopUpDetail, 'cause' | 'reasonId'>;
type Actors = { readonly operator: Operator; readonly approverId: OperatorId | null };

function fill(deps: FillWalletDeps, asked: CreditToBook, { operator, approverId }: Actors): Answer<FillCode> {
  const earlier = bookedBefore(deps, asked.commandId);
  if (earlier !== undefined) return ok(answer(deps, earlier));
  const decided = decide(deps, asked);
  if (!decided.ok) return decided;
  const allowed = deps.health.mayWrite();
  if (!allowed.ok) return allowed;
  const { commandId: keyId, memberRef } = asked;
  const entry = deps.codes.entry({
    kind: 'topUp',
    keyId,
    operator,
    approverId,
    memberRef,
    decided: { ...decided.value, facts: [] },
  });
  const booked = deps.health.afterLedgerWrite(deps.ledger.bookValue(entry));
  if (!booked.ok) return booked;
  const made = bookedBefore(deps, keyId);
  invariant(made !== undefined, 'a booked top-up can be read back');
  return ok(answer(deps, made));
}

type TopUpEntry = ValueEntryOf<'topUp'>;

/** The same command again, whatever has become of the wallet since. */
function bookedBefore({ ledger, sha256 }: FillWalletDeps, commandId: Uuid): TopUpEntry | undefined {
  const entry = ledger.entryByKey(valueKey(sha256, 'topUp', commandId));
  return entry?.kind === 'topUp' ? entry : undefined;
}

function decide(
  { members, programme, codes }: FillWalletDeps,
  { memberRef, cause, reasonId, amountMinor }: CreditToBook,
): Result<ToppedUp, AppError<FillCode>> {
  const known = members.byRef(memberRef);
  if (known === undefined) return err(appError('member_unknown'));
  const decided = decideTopUp({
    memberRef,
    cause,
    reasonId,
    amountMinor,
    balanceMinor: known.walletMinor,
    rules: programme.wallet,
    today: codes.today(),
  });
  return decided.ok ? decided : err(refused(decided.error));
}

function answer({ members, basketView, receiptNumber }: FillWalletDeps, entry: TopUpEntry): ToppedUpAnswer {
  const { entryId, wallMs: atMs, memberRef, content } = entry;
  const known = memberRef === null ? undefined : members.byRef(memberRef);
  const [move] = content.moves;
  const terms = move?.lot.kind === 'own' ? move.lot.terms : null;
  const toppedUp = {
    entryId,
    receiptNumber: receiptNumber(entry),
    atMs,
    cause: content.detail.cause,
    amountMinor: minor(addInt(...content.moves.map(({ amount }) => amount))),
    member: known === undefined ? null : { name: known.member.name, latinName: known.member.latinName },
    expiresOn: terms?.expiresOn ?? null,
    balanceMinor: known?.walletMinor ?? minor(0),
  };
  return { toppedUp, basket: basketView() };
}

/**
 * What a cashier may give this member alone today: the sum that they may hand out, whether it goes back or is given,
 * less the gifts of this till on this local day. Many small gifts are one large one.
 */
function giftAloneMinor({ programme, ledger, codes }: FillWalletDeps, memberRef: MemberRef): Minor {
  const today = codes.today();
  const givenMinor = ledger
    .entriesOfMember(memberRef, memberEntriesMax)
    .filter((entry) => entry.kind === 'topUp')
    .filter(({ content: { detail, moment } }) => detail.cause === 'gift' && moment.localDate === today)
    .flatMap(({ content }) => content.moves.map(({ amount }) => amount));
  return minor(Math.max(0, programme.corrections.refundAloneMinor - addInt(...givenMinor)));
}

/** The newest entries of a member among which the gifts of a day are looked for. */
const memberEntriesMax = 500;

function walletOptions(
  deps: FillWalletDeps,
  memberRef: MemberRef,
): Result<WalletOptionsView, AppError<'member_unknown' | 'wallet_off'>> {
  const known = deps.members.byRef(memberRef);
  const { wallet } = deps.programme;
  if (known === undefined) return err(appError('member_unknown'));
  if (wallet === null) return err(appError('wallet_off'));
  const { topUpMinMinor, topUpMaxMinor, balanceMaxMinor, gifts } = wallet;
  return ok({
    balanceMinor: known.walletMinor,
    topUpMinMinor,
    topUpMaxMinor,
    roomMinor: minor(Math.max(0, balanceMaxMinor - known.walletMinor)),
    gifts: gifts.map(({ reasonId, name, maxMinor }) => ({ reasonId, name, maxMinor })),
    giftAloneMinor: giftAloneMinor(deps, memberRef),
  });
}
