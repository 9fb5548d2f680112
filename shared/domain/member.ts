/** A member of the loyalty programme, as the till knows them. */

import type { Uuid } from '../kernel/ids.ts';
import type { EpochMs } from '../kernel/clock.ts';
import type { Minor } from './money.ts';
import type { Points } from './points.ts';
import type { TierId } from './tier.ts';

/** Opaque reference used in the ledger; says nothing about the person. */
export type MemberRef = Uuid;

export type Member = {
  readonly memberRef: MemberRef;
  /** Display name as written by the person; at most 120 characters. */
  readonly name: string;
  /** The same name in Latin letters, where it is known. */
  readonly latinName: string | null;
  /** E.164, or null when not given. */
  readonly phone: string | null;
  readonly tierId: TierId;
  /** ISO date (Gregorian), or null when not given. */
  readonly birthDate: string | null;
};

/** One earlier purchase, for the member panel. */
export type Visit = {
  readonly atMs: EpochMs;
  readonly storeId: string;
  readonly paidMinor: Minor;
  readonly pointsEarned: Points;
};
