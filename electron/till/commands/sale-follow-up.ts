/** What a sale leads to, booked in its transaction. */

import type { Operator } from '#shared/domain/operator.ts';
import type { EntryId, ValueToBook } from '../ledger-port.ts';
import type { ScoredBasket } from '../queries/basket-view.ts';

/** A sale that is about to be booked. */
export type SaleBooking = { readonly scored: ScoredBasket; readonly operator: Operator };
/** Entries of the same transaction, in the order in which they are to be booked. */
export type SaleFollowUp = (booking: SaleBooking) => (saleEntryId: EntryId) => readonly ValueToBook[];
