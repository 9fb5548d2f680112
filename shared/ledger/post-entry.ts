/** The postings of an entry: a pure function of its body, so that anyone can check what was booked. */

import { unreachable } from '../kernel/invariant.ts';
import type { MemberRef } from '../domain/member.ts';
import { isFormerSale, isValueEntry } from './entry.ts';
import type { ActivityEntry, Entry, EntryId, FormerSaleEntry, SaleEntry, ValueEntry } from './entry.ts';
import {
  accountOf as accountOfRef,
  issuedAccount,
  memberPendingPointsAccount,
  memberPendingWalletAccount,
  memberPointsAccount,
  memberWalletAccount,
} from './posting.ts';
import type { Account, Posting, Unit } from './posting.ts';
import type { KeptTimedGrant } from './sale-content.ts';

type Grant = { readonly account: Account; readonly unit: Unit; readonly amount: number };

export function postingsOf(entry: Entry): readonly Posting[] {
  if (isValueEntry(entry)) return valuePostings(entry);
  switch (entry.kind) {
    case 'sale':
      return salePostings(entry);
    case 'activity':
      return issued(entry.entryId, grantsOf(entry, entry.memberRef));
    case 'enrol':
      return [];
    default:
      return unreachable(entry);
  }
}

/** Move `i` is the postings `2i` and `2i + 1`; a lot that a move makes is named by the first of the two. */
function valuePostings({ entryId, content }: ValueEntry): readonly Posting[] {
  return content.moves.flatMap(({ unit: moveUnit, amount, from, to, lot: source }, index) => {
    const line = index * 2;
    const lot = source.kind === 'entry' ? { entryId: source.entryId, line: source.line } : { entryId, line };
    const unit = moveUnit === 'points' ? 'points' : content.currency;
    return [
      { line, account: accountOfRef(to), lot, unit, amount },
      { line: line + 1, account: accountOfRef(from), lot, unit, amount: -amount },
    ];
  });
}

function salePostings(entry: SaleEntry | FormerSaleEntry): readonly Posting[] {
  const { memberRef } = entry;
  if (memberRef === null) return [];
  const grants = isFormerSale(entry) ? formerGrants(entry, memberRef) : grantsOf(entry, memberRef);
  return issued(entry.entryId, grants);
}

/** Each grant makes a lot of its own: points and credit may be released and end on different days. */
function issued(entryId: EntryId, grants: readonly Grant[]): readonly Posting[] {
  return grants
    .filter((grant) => grant.amount !== 0)
    .flatMap((grant, index) => issue(entryId, index * 2, grant));
}

function grantsOf({ content }: SaleEntry | ActivityEntry, memberRef: MemberRef): readonly Grant[] {
  return content.offers
    .filter(({ verdict }) => verdict.kind === 'applied')
    .flatMap(({ timed }) => timed)
    .map((grant) => ({
      account: accountOf(grant, memberRef),
      unit: grant.unit === 'points' ? 'points' : content.currency,
      amount: grant.amount,
    }));
}

function accountOf({ unit, releaseAfterDays }: KeptTimedGrant, memberRef: MemberRef): Account {
  const isPending = releaseAfterDays > 0;
  if (unit === 'points') {
    return isPending ? memberPendingPointsAccount(memberRef) : memberPointsAccount(memberRef);
  }
  return isPending ? memberPendingWalletAccount(memberRef) : memberWalletAccount(memberRef);
}

/** Schema version 1: one lot of points and one of credit for each applied offer, all given at once. */
function formerGrants({ content }: FormerSaleEntry, memberRef: MemberRef): readonly Grant[] {
  return content.offers
    .filter((offer) => offer.verdict.kind === 'applied')
    .flatMap((offer): readonly Grant[] => [
      { account: memberPointsAccount(memberRef), unit: 'points', amount: offer.pointsEarned },
      { account: memberWalletAccount(memberRef), unit: content.currency, amount: offer.walletCreditMinor },
    ]);
}

function issue(entryId: EntryId, line: number, { account, unit, amount }: Grant): readonly Posting[] {
  const lot = { entryId, line };
  return [
    { line, account, lot, unit, amount },
    { line: line + 1, account: issuedAccount, lot, unit, amount: -amount },
  ];
}
