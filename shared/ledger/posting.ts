/** Double entry over points and wallet money: both are liabilities of the shop, so nothing appears from nowhere. */

import type { Brand } from '../kernel/brand.ts';
import { branded } from '../kernel/brand.ts';
import type { MemberRef } from '../domain/member.ts';
import type { Currency } from '../domain/money.ts';
import { addInt } from '../kernel/int-math.ts';
import { isUuid } from '../kernel/ids.ts';
import type { Uuid } from '../kernel/ids.ts';
import { invariant, unreachable } from '../kernel/invariant.ts';
import type { EntryId } from './entry.ts';
import { purses } from './value/value-content.ts';
import type { AccountRef, Purse } from './value/value-content.ts';

/**
 * A shop account such as `issued`, `gift_card:<code id>`, `member:<ref>:points`, `member:<ref>:wallet`, or one of the
 * last two with `_pending`: what is promised and held back, such as until goods can no longer be returned.
 */
export type Account = Brand<string, 'Account'>;
/** `points`, or the currency of wallet money; its smallest unit is counted. */
export type Unit = 'points' | Currency;

/** Points and credit are kept by the lot that made them, because each lot ends on its own day. */
export type Lot = {
  readonly entryId: EntryId;
  /** The posting of that entry that filled the lot. */
  readonly line: number;
};

export type Posting = {
  /** 0, 1, 2 … inside the entry. */
  readonly line: number;
  readonly account: Account;
  readonly lot: Lot;
  readonly unit: Unit;
  /** A safe integer, never 0. */
  readonly amount: number;
};

/** What the shop has promised to its members, as the counterpart of what they hold: never above 0. */
export const issuedAccount: Account = branded<Account>('issued');

/** Held back: whether points of it can be spent is decided when they are released. */
export function memberPendingPointsAccount(memberRef: MemberRef): Account {
  return branded<Account>(`member:${memberRef}:points_pending`);
}

export function memberPendingWalletAccount(memberRef: MemberRef): Account {
  return branded<Account>(`member:${memberRef}:wallet_pending`);
}

export function memberPointsAccount(memberRef: MemberRef): Account {
  return branded<Account>(`member:${memberRef}:points`);
}

export function memberWalletAccount(memberRef: MemberRef): Account {
  return branded<Account>(`member:${memberRef}:wallet`);
}

/** The account by its name. */
export function accountOf(account: AccountRef): Account {
  switch (account.kind) {
    case 'member':
      return branded<Account>(`member:${account.memberRef}:${account.purse}`);
    case 'giftCard':
      return giftCardAccount(account.codeId);
    case 'shop':
      return branded<Account>(account.account);
    default:
      return unreachable(account);
  }
}

export function giftCardAccount(codeId: Uuid): Account {
  return branded<Account>(`gift_card:${codeId}`);
}

/** Whose purse an account is; `undefined` for what is no member's. */
export function memberAccountOf(
  account: Account,
): { readonly memberRef: MemberRef; readonly purse: Purse } | undefined {
  const [kind, memberRef = '', name] = account.split(':');
  const purse = purses.find((candidate) => candidate === name);
  if (kind !== 'member' || purse === undefined || !isUuid(memberRef)) return undefined;
  return { memberRef, purse };
}

/** The units whose postings do not add up to zero; empty when all is well. */
export function unbalancedUnits(
  postings: readonly { readonly unit: string; readonly amount: number }[],
): readonly string[] {
  const sums = new Map<string, number>();
  for (const { unit, amount } of postings) sums.set(unit, addInt(sums.get(unit) ?? 0, amount));
  return [...sums].filter(([, sum]) => sum !== 0).map(([unit]) => unit);
}

/** Throws unless the postings are numbered, whole, not zero, and zero in sum for each unit. */
export function assertBalanced(postings: readonly Posting[]): void {
  for (const [index, { line, amount }] of postings.entries()) {
    invariant(line === index, 'postings are numbered from 0 without a gap');
    invariant(Number.isSafeInteger(amount) && amount !== 0, 'a posting moves a whole amount that is not 0');
  }
  invariant(unbalancedUnits(postings).length === 0, 'postings add up to zero for each unit');
}
