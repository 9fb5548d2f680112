/** A shop of the chain, with what its till must know. */

import type { LocalText } from './local-text.ts';
import type { Currency } from './money.ts';

export type StoreId = string;

export type Store = {
  readonly storeId: StoreId;
  readonly name: LocalText;
  readonly currency: Currency;
  /** IANA time zone that the business day is judged in. */
  readonly timeZone: string;
  /** Local hour at which a new business day begins, 0 to 23. */
  readonly dayStartsAtHour: number;
};
