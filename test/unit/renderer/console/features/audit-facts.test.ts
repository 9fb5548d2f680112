import { describe, expect, it } from 'vitest';
import { auditFacts } from '#renderer/console/features/people/audit-facts.ts';

describe('what a record of the audit list says besides', () => {
  it('is what is another now, with what it was before', () => {
    expect(auditFacts({ dayStartsAtHour: 5, dayStartsAtHourBefore: 4, hasNewName: true })).toEqual([
      { name: 'dayStartsAtHour', value: 5, before: 4 },
    ]);
    expect(auditFacts({ hold: null, before: 'overdraft' })).toEqual([
      { name: 'hold', value: null, before: 'overdraft' },
    ]);
  });

  it('leaves out what stayed as it was, what is empty, and what this page does not know', () => {
    const role = { role: 'auditor', roleBefore: 'publisher', state: 'active', stateBefore: 'active' };
    expect(auditFacts(role)).toEqual([{ name: 'role', value: 'auditor', before: 'publisher' }]);
    expect(auditFacts({ aliases: 0, memberRef: null, joinId: 'x', fromTheFuture: 1 })).toEqual([]);
  });

  it('names every store, which is none by id, before as well as now', () => {
    expect(auditFacts({ storeIds: 'north south', storeIdsBefore: null })).toEqual([
      { name: 'storeIds', value: 'north south', before: null },
    ]);
    expect(auditFacts({ storeIds: null, storeIdsBefore: 'north' })).toEqual([
      { name: 'storeIds', value: null, before: 'north' },
    ]);
  });

  it('says what was before only beside what is now', () => {
    expect(auditFacts({ fromMs: 5, stateBefore: 'active' })).toEqual([
      { name: 'fromMs', value: 5, before: undefined },
    ]);
  });
});
