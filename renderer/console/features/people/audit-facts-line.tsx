/** The facts of one record in a line of words. */

import { useTranslation } from 'react-i18next';
import type { ReactNode } from 'react';
import type { AuditView } from '#shared/contracts/hq/admin-audit.ts';
import { freezeReasons, unfreezeReasons } from '#shared/contracts/hq/admin-tills.ts';
import { useFormat } from '#renderer/ui/format/format-context.tsx';
import { lockWords } from '#renderer/console/parts/lock-times.ts';
import { noticeKind } from '#renderer/console/notice-kinds.ts';
import { Named } from './named.tsx';
import { auditFacts } from './audit-facts.ts';
import type { AuditFact } from './audit-facts.ts';

export type AuditFactsLineProps = {
  readonly facts: AuditView['facts'];
  readonly nameById: ReadonlyMap<string, string>;
};

export function AuditFactsLine({ facts, nameById }: AuditFactsLineProps) {
  const { t } = useTranslation();
  const known = auditFacts(facts);
  const hasNewName = facts['hasNewName'] === true;
  const hasNewLines = facts['hasNewLines'] === true;
  if (known.length === 0 && !hasNewName && !hasNewLines) return null;
  return (
    <ul className="flex flex-wrap gap-x-4 text-ink-soft" data-testid="audit-facts">
      {hasNewName ? <li>{t('console.auditFacts.newName')}</li> : null}
      {hasNewLines ? <li>{t('console.auditFacts.newLines')}</li> : null}
      {known.map((fact) => (
        <li key={fact.name}>
          {t(`console.auditFacts.${fact.name}`)}{' '}
          {fact.before === undefined ? null : (
            <>
              <del>
                <Value name={fact.name} value={fact.before} nameById={nameById} />
              </del>{' '}
            </>
          )}
          <span className="font-medium text-ink">
            <Value name={fact.name} value={fact.value} nameById={nameById} />
          </span>
        </li>
      ))}
    </ul>
  );
}

type ValueProps = Pick<AuditFact, 'name' | 'value'> & Pick<AuditFactsLineProps, 'nameById'>;

function Value({ name, value, nameById }: ValueProps): ReactNode {
  const { t } = useTranslation();
  const { date, number } = useFormat();
  const word = useWord();
  if (name === 'storeIds') return <StoreNames storeIds={value} nameById={nameById} />;
  if (value === null) return t('console.auditFacts.nothing');
  if (typeof value === 'number' && name === 'autoLockMs') {
    const { unit, count } = lockWords(value);
    return t(`console.chain.${unit}`, { count });
  }
  if (typeof value === 'number') return name === 'fromMs' ? date.dateTime(value) : number.count(value);
  if (typeof value === 'boolean') return t(value ? 'console.auditFacts.yes' : 'console.auditFacts.no');
  return word(name, value) ?? <Named id={value} nameById={nameById} />;
}

type StoreNamesProps = Pick<AuditFactsLineProps, 'nameById'> & { readonly storeIds: AuditFact['value'] };

/** Ids with spaces between them; null for every store. */
function StoreNames({ storeIds, nameById }: StoreNamesProps): ReactNode {
  const { t } = useTranslation();
  const { language } = useFormat();
  if (storeIds === null) return t('console.auditFacts.everyStore');
  const comma = language === 'fa' ? '، ' : ', ';
  return String(storeIds)
    .split(' ')
    .map((storeId, index) => (
      <span key={storeId}>
        {index === 0 ? null : comma}
        <Named id={storeId} nameById={nameById} />
      </span>
    ));
}

/** What has words of its own elsewhere on this page; `undefined` for a name or a number. */
function useWord(): (name: AuditFact['name'], value: string) => string | undefined {
  const { t } = useTranslation();
  return (name, value) => {
    if (name === 'kind') return t(`console.notices.kinds.${noticeKind(value)}.sentence`);
    if (name === 'role') {
      const role = roles.find((each) => each === value);
      const atTill = operatorRoles.find((each) => each === value);
      return role ? t(`console.roles.${role}`) : atTill && t(`signIn.${atTill}`);
    }
    if (name === 'hold') {
      const hold = holds.find((each) => each === value);
      return hold && t(`console.members.holds.${hold}`);
    }
    if (name === 'why') {
      const freeze = freezeReasons.find((each) => each === value);
      const unfreeze = unfreezeReasons.find((each) => each === value);
      return freeze ? t(`console.freeze.why.${freeze}`) : unfreeze && t(`console.unfreeze.why.${unfreeze}`);
    }
    const state = states.find((each) => each === value);
    return state && t(`console.auditFacts.states.${state}`);
  };
}

const roles = ['administrator', 'publisher', 'auditor'] as const;
const operatorRoles = ['cashier', 'manager'] as const;
const holds = ['overdraft', 'byHand'] as const;
const states = [
  'active',
  'suspended',
  'waiting',
  'frozen',
  'revoked',
  'replaced',
  'proposed',
  'published',
  'former',
  'withdrawn',
  'fork',
  'byHand',
] as const;
