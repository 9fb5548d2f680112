/** What a rewarded activity is decided from: what the member did, what it was scored by, and the score. */

import type { Activity } from '../domain/activity.ts';
import type { IsoDate } from '../domain/calendar.ts';
import type { MemberRef } from '../domain/member.ts';
import type { OperatorId } from '../domain/operator.ts';
import type { StoreId } from '../domain/store.ts';
import type { KeptFacts, KeptLimitUses, SaleMoment } from './sale-content.ts';
import type { ScoreToBook } from './sale-to-decide.ts';

/** What the activity was scored by. */
export type ActivityScoredBy = {
  readonly activity: Activity;
  readonly moment: SaleMoment;
  readonly facts: KeptFacts;
  readonly limitUses: KeptLimitUses;
};

export type ActivityToDecide = ActivityScoredBy & {
  readonly opKey: Uint8Array;
  readonly operatorId: OperatorId;
  readonly storeId: StoreId;
  readonly businessDay: IsoDate;
  readonly memberRef: MemberRef;
  readonly score: ScoreToBook;
};
