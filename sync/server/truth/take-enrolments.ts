/** Makes members of the enrolments among entries that were counted. */

import type { HqTransaction } from '../db/hq-tables.ts';
import { storedRecords } from '../db/stores/truth/stored-records.ts';
import type { EnrolmentDeps } from '../members/take-enrolment.ts';
import { takeEnrolment } from '../members/take-enrolment.ts';
import type { CountingEntry } from './judge-entry.ts';

/** Answers with the members that are published differently now. */
export async function takeEnrolments(
  transaction: HqTransaction,
  counted: readonly CountingEntry[],
  deps: EnrolmentDeps,
): Promise<readonly string[]> {
  const touched: string[] = [];
  for (const { place, entry } of counted) {
    if (entry.kind !== 'enrol' || entry.memberRef === null) continue;
    const { recordHash } = entry.content;
    const named = { deviceId: place.deviceId, recordHash };
    const attachment = await storedRecords(transaction, named);
    const enrolment = { ...named, memberRef: entry.memberRef, madeAtMs: entry.wallMs, attachment };
    const taken = await takeEnrolment(transaction, enrolment, deps);
    touched.push(...taken.touched);
  }
  return touched;
}
