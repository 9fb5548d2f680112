/** A code as it stands after the entries about it, and how an entry changes it. */

import type { IsoDate } from '#shared/domain/calendar.ts';
import type { MemberRef } from '#shared/domain/member.ts';
import type { Minor } from '#shared/domain/money.ts';
import type { Uuid } from '#shared/kernel/ids.ts';
import type { Entry, EntryId, ValueEntryOf } from '../entry.ts';
import type { KeptLotSource } from './lot-state.ts';
import type { CodeKind, Tender } from './value-details.ts';

export type NewCode = {
  readonly codeId: Uuid;
  readonly codeKind: CodeKind;
  readonly batchId: Uuid;
  readonly refId: string | null;
  /** Who was given it: whom a guest card credits. Null for what was sold or printed; anybody may use it all the same. */
  readonly memberRef: MemberRef | null;
  readonly issueEntryId: EntryId;
  /** Its place among the codes of that entry. */
  readonly place: number;
  readonly valueMinor: Minor;
  /** 0 for a gift card, which is used until it is empty. */
  readonly usesMax: number;
  /** The first day on which it is worth nothing; null without end. */
  readonly expiresOn: IsoDate | null;
};

export type CodeState = NewCode & { readonly uses: number; readonly isCancelled: boolean };

export type CodeChange =
  | { readonly kind: 'issued'; readonly code: NewCode }
  /** `uses` is below 0 where a use is taken back. */
  | { readonly kind: 'used'; readonly codeId: Uuid; readonly uses: number }
  | { readonly kind: 'cancelled'; readonly codeId: Uuid };

/** In the order in which they happen. */
export function codeChangesOf(entry: Entry): readonly CodeChange[] {
  if (entry.kind === 'issueCodes') return issuedBy(entry);
  if (entry.kind === 'useCode') return [{ kind: 'used', codeId: entry.content.detail.codeId, uses: 1 }];
  if (entry.kind === 'redeem') return usesOf(entry.content.detail.tenders, 1);
  if (entry.kind === 'refund') return givenBackBy(entry);
  if (entry.kind !== 'cancelCodes') return [];
  return entry.content.detail.codeIds.map((codeId) => ({ kind: 'cancelled', codeId }));
}

/** The lot that the money of a gift card is: the move that filled it, which stands at the card's place in its entry. */
export function lotOfGiftCard({ issueEntryId, place }: NewCode): KeptLotSource {
  return { kind: 'entry', entryId: issueEntryId, line: 2 * place };
}

function issuedBy({ entryId, memberRef, content }: ValueEntryOf<'issueCodes'>): readonly CodeChange[] {
  const { codeIds, codeKind, batchId, refId, valueMinor, usesMax, expiresOn } = content.detail;
  return codeIds.map((codeId, place) => ({
    kind: 'issued',
    code: {
      codeId,
      codeKind,
      batchId,
      refId,
      memberRef,
      issueEntryId: entryId,
      place,
      valueMinor,
      usesMax,
      expiresOn,
    },
  }));
}

/** A coupon can be used again only when the sale that it paid is undone as a whole; part of it is no new coupon. */
function givenBackBy({ content }: ValueEntryOf<'refund'>): readonly CodeChange[] {
  const { scope, back, evidence } = content.detail;
  // Another till's coupons are used and given back in its own entries.
  if (evidence === 'proof') return [];
  return scope === 'void' || scope === 'whole' ? usesOf(back, -1) : [];
}

/** A coupon is used by paying with it, whatever it takes off; a gift card is used as far as its money goes. */
function usesOf(tenders: readonly Tender[], uses: number): readonly CodeChange[] {
  return tenders.flatMap(({ means, codeId }) =>
    means === 'coupon' && codeId !== null ? [{ kind: 'used' as const, codeId, uses }] : [],
  );
}
