/** The basket before it is paid, as a value: every change makes a new one and says which line it touched. */

import type { BasketId, BasketLine } from '#shared/domain/basket.ts';
import type { CardUid } from '#shared/domain/card.ts';
import type { MemberRef } from '#shared/domain/member.ts';
import type { PaymentMeans } from '#shared/domain/payment.ts';
import { noTenders } from '#shared/ledger/value/chosen-tenders.ts';
import type { ChosenTenders } from '#shared/ledger/value/chosen-tenders.ts';
import { noWish } from '#shared/scoring/facts/score-input.ts';
import type { Wish } from '#shared/scoring/facts/score-input.ts';

/** `place` orders the lines and stays with a line for good, so that an undone removal returns to its old place. */
export type DraftLine = BasketLine & { readonly place: number };

export type IdentifiedBy = 'card' | 'search' | 'enrolment';

export type DraftMember = {
  readonly memberRef: MemberRef;
  readonly cardUid: CardUid | null;
  readonly identifiedBy: IdentifiedBy;
};

export type Draft = {
  readonly basketId: BasketId;
  /** Rises with every change. */
  readonly revision: number;
  /** By `place`. */
  readonly lines: readonly DraftLine[];
  readonly member: DraftMember | null;
  /** Version that the basket is scored with from its first line on; null before that. */
  readonly ruleSetHash: string | null;
  /** Null while nobody has said how the customer pays. */
  readonly paymentMeans: PaymentMeans | null;
  /** Stays with the basket whatever its lines: where it does not match, it simply does not apply. */
  readonly wish: Wish;
  /** What pays besides money; never above what there is to pay with, or to pay, when the basket changed last. */
  readonly tenders: ChosenTenders;
  /** Something was cut from `tenders` since they were chosen. */
  readonly areTendersCut: boolean;
  /** Former states of lines, the newest last; quantity 0 stands for "was not there". At most `undoDepthMax`. */
  readonly undo: readonly DraftLine[];
};

/** What a change did, so that storing it costs as much as the change and not as much as the basket. */
export type DraftChange = {
  readonly after: Draft;
  /** The line as it is now; quantity 0 when it is gone; null when no line changed. */
  readonly touchedLine: DraftLine | null;
  readonly undo: 'pushed' | 'popped' | 'kept';
};

export const undoDepthMax = 200;

export function emptyDraft(basketId: BasketId): Draft {
  return {
    basketId,
    revision: 0,
    lines: [],
    member: null,
    ruleSetHash: null,
    paymentMeans: null,
    wish: noWish,
    tenders: noTenders,
    areTendersCut: false,
    undo: [],
  };
}
