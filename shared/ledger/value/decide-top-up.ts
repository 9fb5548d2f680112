/** Credit that comes into a wallet: money that was paid in, change, a gift, cash back. */

import type { IsoDate } from '#shared/domain/calendar.ts';
import { addDays } from '#shared/domain/day-number.ts';
import type { MemberRef } from '#shared/domain/member.ts';
import { minor } from '#shared/domain/money.ts';
import type { Minor } from '#shared/domain/money.ts';
import type { WalletRules } from '#shared/domain/programme.ts';
import { err, ok } from '#shared/kernel/result.ts';
import type { Result } from '#shared/kernel/result.ts';
import { refusal } from './refusal.ts';
import type { Refusal } from './refusal.ts';
import type { AccountRef, LotOrigin, Move } from './value-content.ts';
import type { TopUpDetail } from './value-details.ts';

export type TopUpToDecide = {
  readonly memberRef: MemberRef;
  readonly cause: TopUpDetail['cause'];
  /** Of a gift, and null for everything else. */
  readonly reasonId: string | null;
  readonly amountMinor: Minor;
  /** What the wallet holds, held credit included. */
  readonly balanceMinor: Minor;
  /** Null where the shop has no wallets. */
  readonly rules: WalletRules | null;
  /** The store's local day. */
  readonly today: IsoDate;
};

export type ToppedUp = { readonly detail: TopUpDetail; readonly moves: readonly [Move] };

export type TopUpCode =
  | 'amount_invalid'
  | 'wallet_off'
  | 'wallet_takes_no_change'
  | 'top_up_out_of_range'
  | 'gift_reason_unknown'
  | 'gift_above_limit'
  | 'wallet_full';

type Allowed = Result<{ readonly expiresOn: IsoDate | null }, Refusal<TopUpCode>>;

/** Money that came in is booked against `clearing`, what the shop gives against `issued`. */
export function decideTopUp(toDecide: TopUpToDecide): Result<ToppedUp, Refusal<TopUpCode>> {
  const { memberRef, cause, reasonId, amountMinor, balanceMinor, rules } = toDecide;
  if (!Number.isSafeInteger(amountMinor) || amountMinor <= 0) return err(refusal('amount_invalid'));
  if (rules === null) return err(refusal('wallet_off'));
  const allowed = allowedBy(rules, toDecide);
  if (!allowed.ok) return allowed;
  const roomMinor = minor(Math.max(0, rules.balanceMaxMinor - balanceMinor));
  if (amountMinor > roomMinor) return err(refusal('wallet_full', { roomMinor }));
  const { origin, account } = booking[cause];
  const from: AccountRef = { kind: 'shop', account };
  const to: AccountRef = { kind: 'member', memberRef, purse: 'wallet' };
  const terms = { origin, releaseOn: null, expiresOn: allowed.value.expiresOn };
  return ok({
    detail: { cause, reasonId },
    moves: [{ unit: 'money', amount: amountMinor, from, to, lot: { kind: 'own', terms } }],
  });
}

type Booking = { readonly origin: LotOrigin; readonly account: 'clearing' | 'issued' };

const booking: Readonly<Record<TopUpDetail['cause'], Booking>> = {
  cash: { origin: 'toppedUp', account: 'clearing' },
  card: { origin: 'toppedUp', account: 'clearing' },
  transfer: { origin: 'toppedUp', account: 'clearing' },
  change: { origin: 'change', account: 'clearing' },
  refund: { origin: 'refunded', account: 'clearing' },
  gift: { origin: 'gift', account: 'issued' },
  cashBack: { origin: 'cashBack', account: 'issued' },
};

const endless: Allowed = ok({ expiresOn: null });

function allowedBy(rules: WalletRules, toDecide: TopUpToDecide): Allowed {
  switch (toDecide.cause) {
    case 'cash':
    case 'card':
    case 'transfer':
      return paidIn(rules, toDecide.amountMinor);
    case 'change':
      return rules.takesChange ? endless : err(refusal('wallet_takes_no_change'));
    case 'refund':
      return rules.takesRefunds ? endless : err(refusal('wallet_off'));
    case 'gift':
      return given(rules, toDecide);
    case 'cashBack':
      return endless;
  }
}

function paidIn({ topUpMinMinor, topUpMaxMinor }: WalletRules, amountMinor: Minor): Allowed {
  const isInRange = amountMinor >= topUpMinMinor && amountMinor <= topUpMaxMinor;
  if (isInRange) return endless;
  return err(refusal('top_up_out_of_range', { minMinor: topUpMinMinor, maxMinor: topUpMaxMinor }));
}

function given({ gifts }: WalletRules, { reasonId, amountMinor, today }: TopUpToDecide): Allowed {
  const gift = gifts.find((candidate) => candidate.reasonId === reasonId);
  if (gift === undefined) return err(refusal('gift_reason_unknown'));
  const { maxMinor, expireAfterDays } = gift;
  if (amountMinor > maxMinor) return err(refusal('gift_above_limit', { maxMinor }));
  return ok({ expiresOn: expireAfterDays === null ? null : addDays(today, expireAfterDays) });
}
