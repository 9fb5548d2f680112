/** What a ledger file holds, read beside the till and in no other way than its own checker reads it. */

import type { ReadDb } from '#electron/till/db/database.ts';
import { createAuditStore } from '#electron/till/db/stores/audit-store.ts';
import { verifyLedger } from '#electron/till/ledger-verify.ts';
import type { VerifyPorts } from '#electron/till/ledger-verify.ts';
import { offerUsesOf } from '#shared/ledger/activity.ts';
import type { OfferUseChange } from '#shared/ledger/activity.ts';
import type { Entry } from '#shared/ledger/entry.ts';
import { parseEntry } from '#shared/ledger/entry-body.ts';
import { troubleLimits } from '#test/support/till-chain.ts';
import { mustHold } from './violation.ts';

export type SoldFacts = {
  /** Kinds of entries that are no sale, no enrolment, and nothing that one of them leads to. */
  readonly others: readonly string[];
  /** Entry by basket. */
  readonly sales: ReadonlyMap<string, string>;
  readonly enrolments: number;
  /** Entry by member who was given something for enrolling. */
  readonly welcomed: ReadonlyMap<string, string>;
  /** Every body as text, for looking up what must not stand in it. */
  readonly bodies: readonly string[];
};

/** Checks the whole ledger on the way: pages, chain, signatures, sums. */
export function soldFacts(db: ReadDb, ports: VerifyPorts): SoldFacts {
  const report = verifyLedger(db, ports);
  mustHold(report.isSound, 'the ledger is sound', { findings: report.findings });
  const sales = new Map<string, string>();
  const bodies: string[] = [];
  const welcomed = new Map<string, string>();
  const risen = new Set<string | null>();
  const others: string[] = [];
  let enrolments = 0;
  let before: Entry | null = null;
  const given = new Map<string, Given>();
  for (const entry of entriesOf(db, bodies)) {
    if (entry.kind === 'enrol') enrolments += 1;
    else if (entry.kind === 'activity') {
      const isOfEnrolment = before?.kind === 'enrol' && before.memberRef === entry.memberRef;
      mustHold(isOfEnrolment, 'a welcome stands behind its enrolment', { entryId: entry.entryId });
      welcomed.set(entry.memberRef, entry.entryId);
    } else if (entry.kind === 'sale') {
      mustHold(!sales.has(entry.content.basketId), 'a basket is sold once', { entryId: entry.entryId });
      sales.set(entry.content.basketId, entry.entryId);
      for (const use of offerUsesOf(entry)) countUse(given, use);
    } else if (entry.kind === 'tierChange') {
      const isOfSale = before?.kind === 'sale' && before.entryId === entry.refEntryId;
      mustHold(isOfSale && entry.content.detail.cause === 'earned', 'a tier rises by a sale', entry);
      mustHold(!risen.has(entry.memberRef), 'there is one tier to rise to', { memberRef: entry.memberRef });
      risen.add(entry.memberRef);
    } else others.push(entry.kind);
    before = entry;
  }
  checkLimits(given);
  // Neither more nor fewer: a welcome is never lost while there is some left.
  const welcomes = Math.min(enrolments, troubleLimits.welcomeUsesMax);
  mustHold(welcomed.size === welcomes, 'the first to enrol are welcomed, each once', { enrolments });
  return { others, sales, enrolments, welcomed, bodies };
}

type Given = { readonly uses: number; readonly costMinor: number };

/** By offer, and the daily one by member and day. */
function countUse(given: Map<string, Given>, { offerId, memberRef, date, costMinor }: OfferUseChange): void {
  const key = offerId === troubleLimits.daily ? `${offerId} ${memberRef} ${date}` : offerId;
  const { uses, costMinor: before } = given.get(key) ?? { uses: 0, costMinor: 0 };
  given.set(key, { uses: uses + 1, costMinor: before + costMinor });
}

/** Whatever happened to the till, nobody got more than the limits allow. */
function checkLimits(given: ReadonlyMap<string, Given>): void {
  for (const [key, { uses, costMinor }] of given) {
    if (key.startsWith(`${troubleLimits.daily} `))
      mustHold(uses === 1, 'once a day is once a day', { key, uses });
    const isWithin = key !== troubleLimits.byCard || costMinor <= troubleLimits.byCardMinorMax;
    mustHold(isWithin, 'a budget is not overspent', { key, costMinor });
  }
}

function* entriesOf(db: ReadDb, bodies: string[]): Iterable<Entry> {
  const audit = createAuditStore(db);
  for (const { deviceId, epoch } of audit.chains()) {
    for (const { body } of audit.entriesAfter(deviceId, epoch, 0)) {
      const entry = parseEntry(body);
      mustHold(entry !== undefined, 'every body can be read');
      bodies.push(Buffer.from(body).toString('latin1'));
      yield entry;
    }
  }
}
