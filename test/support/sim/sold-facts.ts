/** What a ledger file holds, read beside the till and in no other way than its own checker reads it. */

import type { ReadDb } from '#electron/till/db/database.ts';
import { createAuditStore } from '#electron/till/db/stores/audit-store.ts';
import { verifyLedger } from '#electron/till/ledger-verify.ts';
import type { VerifyPorts } from '#electron/till/ledger-verify.ts';
import type { Entry } from '#shared/ledger/entry.ts';
import { parseEntry } from '#shared/ledger/entry-body.ts';
import { mustHold } from './violation.ts';

export type SoldFacts = {
  readonly entries: number;
  /** Entry by basket. */
  readonly sales: ReadonlyMap<string, string>;
  readonly enrolments: number;
  /** Every body as text, for looking up what must not stand in it. */
  readonly bodies: readonly string[];
};

/** Checks the whole ledger on the way: pages, chain, signatures, sums. */
export function soldFacts(db: ReadDb, ports: VerifyPorts): SoldFacts {
  const report = verifyLedger(db, ports);
  mustHold(report.isSound, 'the ledger is sound', { findings: report.findings });
  const sales = new Map<string, string>();
  const bodies: string[] = [];
  let enrolments = 0;
  for (const entry of entriesOf(db, bodies)) {
    if (entry.kind === 'enrol') enrolments += 1;
    else {
      mustHold(!sales.has(entry.content.basketId), 'a basket is sold once', { entryId: entry.entryId });
      sales.set(entry.content.basketId, entry.entryId);
    }
  }
  return { entries: report.entries, sales, enrolments, bodies };
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
