/** Writes who changed what, in the transaction that changes it. */

import { uuidV7 } from '#shared/kernel/ids.ts';
import type { AuditRecord } from '../db/stores/people/audit.ts';
import { insertAudit } from '../db/stores/people/audit.ts';
import type { HqTransaction } from '../db/hq-tables.ts';
import type { HqPorts } from '../hq-deps.ts';

export type AuditedChange = Pick<AuditRecord, 'accountId' | 'action' | 'subject'> & {
  readonly facts?: AuditRecord['facts'];
};

export async function auditChange(
  transaction: HqTransaction,
  { clock, randomBytes }: Pick<HqPorts, 'clock' | 'randomBytes'>,
  { facts = {}, ...change }: AuditedChange,
): Promise<void> {
  const atMs = clock.nowMs();
  await insertAudit(transaction, { auditId: uuidV7(atMs, randomBytes(10)), atMs, facts, ...change });
}

/** What is another after a change: each as `name` and, as it was, `nameBefore`. */
export function changedFacts<Settings extends AuditRecord['facts']>(
  before: Settings,
  after: Settings,
): AuditRecord['facts'] {
  return Object.fromEntries(
    Object.entries(after).flatMap(([name, value]) =>
      before[name] === value
        ? []
        : [
            [name, value],
            [`${name}Before`, before[name] ?? null],
          ],
    ),
  );
}
