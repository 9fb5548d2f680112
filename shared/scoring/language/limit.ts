/** What an offer may give at most. */

import type { Minor } from '#shared/domain/money.ts';
import type { Period } from './period.ts';

/** Whose use is counted: of the whole chain, of this store, of this till alone, of this member, or in one basket. */
export type LimitScope = 'chain' | 'store' | 'till' | 'member' | 'basket';

/**
 * At least one of the two is given. `costMinor` is the face value of discounts and credit, and of points at the worth
 * of a point; a limit in money cuts what is given, a limit in uses allows it or not.
 */
export type Limit = {
  readonly scope: LimitScope;
  /** `lifetime` of the offer when left out; a basket has none. */
  readonly period?: Period;
  readonly costMinor?: Minor;
  readonly uses?: number;
};
