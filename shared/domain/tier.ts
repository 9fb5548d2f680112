/** A level of membership, such as silver. */

import type { LocalText } from './local-text.ts';

export type TierId = string;

export type Tier = {
  readonly tierId: TierId;
  readonly name: LocalText;
  /** Place in the ladder, 0 the lowest. */
  readonly rank: number;
  /** Token of the design system: how the tier's badge looks. */
  readonly tone: 'bronze' | 'silver' | 'gold';
};
