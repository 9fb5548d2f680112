/** The postings of an entry: a pure function of its body, so that anyone can check what was booked. */

import { unreachable } from '../kernel/invariant.ts';
import type { MemberRef } from '../domain/member.ts';
import type { Entry, EntryId, SaleEntry } from './entry.ts';
import { issuedAccount, memberPointsAccount, memberWalletAccount } from './posting.ts';
import type { Account, Posting, Unit } from './posting.ts';

type Grant = { readonly account: Account; readonly unit: Unit; readonly amount: number };

export function postingsOf(entry: Entry): readonly Posting[] {
  switch (entry.kind) {
    case 'sale':
      return salePostings(entry);
    case 'enrol':
      return [];
    default:
      return unreachable(entry);
  }
}

/** Each applied offer makes a lot of its own: points and credit of different offers may end on different days. */
function salePostings(entry: SaleEntry): readonly Posting[] {
  const { memberRef } = entry;
  if (memberRef === null) return [];
  return grants(entry, memberRef).flatMap((grant, index) => issue(entry.entryId, index * 2, grant));
}

function grants({ content }: SaleEntry, memberRef: MemberRef): readonly Grant[] {
  return content.offers
    .filter((offer) => offer.verdict.kind === 'applied')
    .flatMap((offer): readonly Grant[] => [
      { account: memberPointsAccount(memberRef), unit: 'points', amount: offer.pointsEarned },
      { account: memberWalletAccount(memberRef), unit: content.currency, amount: offer.walletCreditMinor },
    ])
    .filter((grant) => grant.amount !== 0);
}

function issue(entryId: EntryId, line: number, { account, unit, amount }: Grant): readonly Posting[] {
  const lot = { entryId, line };
  return [
    { line, account, lot, unit, amount },
    { line: line + 1, account: issuedAccount, lot, unit, amount: -amount },
  ];
}
