/** What offers may ask of a member besides tier and purchases. */

import type { IsoDate } from './calendar.ts';

/** A yearly date of a member: `wedding`, `familyBirthday`, or a kind that the owner made up; several of a kind are fine. */
export type EffectiveDate = { readonly dateKind: string; readonly date: IsoDate };

export type MemberTraits = {
  readonly segments: readonly string[];
  readonly tags: readonly string[];
  /** What the member consented to, such as `sms`. */
  readonly consents: readonly string[];
  /** Without the birthday, which stands with the member. */
  readonly effectiveDates: readonly EffectiveDate[];
  readonly isReferred: boolean;
  /** Members brought who have bought. */
  readonly referrals: number;
};

export const noTraits: MemberTraits = {
  segments: [],
  tags: [],
  consents: [],
  effectiveDates: [],
  isReferred: false,
  referrals: 0,
};
