/** What a record of the audit list says besides who did what: values as they are now, and as they were before. */

import type { AuditView } from '#shared/contracts/hq/admin-audit.ts';

/** Facts that this page has words for, in the order in which they are read. */
export const auditFactNames = [
  'role',
  'state',
  'hold',
  'why',
  'reason',
  'storeId',
  'storeIds',
  'fromMs',
  'currency',
  'timeZone',
  'dayStartsAtHour',
  'accent',
  'receiptLines',
  'autoLockMs',
  'isFactorRequired',
  'left',
  'kind',
  'into',
  'from',
  'aliases',
  'memberRef',
  'deviceId',
  'replacedBy',
  'replaces',
  'publisherId',
  'missing',
  'invitedBy',
  'version',
  'fingerprint',
] as const;
export type AuditFactName = (typeof auditFactNames)[number];
type FactValue = AuditView['facts'][string];

export type AuditFact = {
  readonly name: AuditFactName;
  readonly value: FactValue;
  /** `undefined` where the record does not say; null for none. */
  readonly before: FactValue | undefined;
};

/** None for a record whose facts are of no use to a person, or that this page does not know. */
export function auditFacts(facts: AuditView['facts']): readonly AuditFact[] {
  return auditFactNames.flatMap((name) => {
    const value = facts[name];
    // The hold of a member is recorded with a plain `before`.
    const before = facts[`${name}Before`] ?? (name === 'hold' ? facts['before'] : undefined);
    // No stores named are all of them, which is an answer as well.
    if (name === 'storeIds' && value !== undefined) {
      return [{ name, value, before: facts['storeIdsBefore'] }];
    }
    if (value === undefined || value === before || (value === null && before === undefined)) return [];
    if (name === 'aliases' && value === 0) return [];
    return [{ name, value, before }];
  });
}
