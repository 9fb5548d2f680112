/** Who changed what, the newest first, page by page. */

import { useCallback, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { AccountView } from '#shared/contracts/hq/admin-accounts.ts';
import type { AuditView } from '#shared/contracts/hq/admin-audit.ts';
import { Button } from '#renderer/ui/button.tsx';
import { useFormat } from '#renderer/ui/format/format-context.tsx';
import { useConsole } from '#renderer/console/console-context.tsx';
import { FailureNote } from '#renderer/console/failure-note.tsx';
import { Section } from '#renderer/console/parts/place.tsx';
import { Waiting } from '#renderer/console/parts/waiting.tsx';
import { useDeed } from '#renderer/console/use-deed.ts';
import { useLoaded } from '#renderer/console/use-loaded.ts';
import { auditAction } from './audit-actions.ts';
import { AuditFactsLine } from './audit-facts-line.tsx';
import { Named } from './named.tsx';

/** As many as HQ answers at once. */
const answeredMax = 200;

export function AuditList({ accounts }: { readonly accounts: readonly AccountView[] }) {
  const { t } = useTranslation();
  const { local } = useFormat();
  const { api } = useConsole();
  const more = useDeed();
  // Read once: a list that grows at its top while somebody reads it would move under their eyes.
  const newest = useLoaded(
    useCallback(() => api.audit(), [api]),
    'once',
  );
  const tills = useLoaded(
    useCallback(() => api.tills(), [api]),
    'once',
  );
  const stores = useLoaded(
    useCallback(() => api.stores(), [api]),
    'once',
  );
  const operators = useLoaded(
    useCallback(() => api.operators(), [api]),
    'once',
  );
  const [older, setOlder] = useState<readonly AuditView[]>([]);
  const [isEnd, setIsEnd] = useState(false);
  const first = newest.value?.records ?? [];
  const records = [...first, ...older];
  const last = records.at(-1);
  const nameById = new Map<string, string>([
    ...accounts.map(({ accountId, name }) => [accountId, name] as const),
    ...(tills.value?.tills ?? []).map(({ deviceId, name }) => [deviceId, name] as const),
    ...(operators.value?.operators ?? []).map(({ operatorId, name }) => [operatorId, name] as const),
    ...(stores.value?.stores ?? []).map(({ storeId, name }) => [storeId, local(name)] as const),
  ]);
  const readOlder = (): void => {
    if (last === undefined) return;
    more.run(
      () => api.audit(last.auditId),
      (answer) => {
        setOlder([...older, ...answer.records]);
        setIsEnd(answer.records.length < answeredMax);
      },
    );
  };
  const isWhole = isEnd || (newest.value !== null && first.length < answeredMax);
  return (
    <Section title={t('console.people.audit')} testId="audit">
      <Waiting loaded={newest} />
      {newest.value !== null && records.length === 0 ? <p>{t('console.people.auditNone')}</p> : null}
      {records.length === 0 ? null : <AuditTable records={records} nameById={nameById} />}
      <FailureNote failure={more.failure} />
      <div className="mt-3">
        {isWhole ? (
          <p className="text-sm text-ink-soft">{t('console.people.auditEnd')}</p>
        ) : (
          <Button onPress={readOlder} isDisabled={more.isBusy || last === undefined} testId="older-audit">
            {t('console.older')}
          </Button>
        )}
      </div>
    </Section>
  );
}

type AuditTableProps = {
  readonly records: readonly AuditView[];
  readonly nameById: ReadonlyMap<string, string>;
};

function AuditTable({ records, nameById }: AuditTableProps) {
  const { t } = useTranslation();
  const { date } = useFormat();
  const wordsOf = (action: string): string => {
    const known = auditAction(action);
    return known === undefined ? action : t(`console.audit.${known}`);
  };
  return (
    <table className="w-full text-sm">
      <thead className="text-ink-soft">
        <tr>
          {(['when', 'who', 'what', 'about'] as const).map((column) => (
            <th key={column} scope="col" className="py-1 pe-4 text-start font-medium">
              {t(`console.people.${column}`)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {records.map(({ auditId, atMs, accountId, action, subject, facts }) => (
          <tr
            key={auditId}
            className="border-t border-hairline align-top"
            data-testid="audit-row"
            data-action={action}
          >
            <td className="py-1.5 pe-4 whitespace-nowrap">{date.dateTime(atMs)}</td>
            <td className="py-1.5 pe-4">
              {accountId === null ? t('console.people.byHq') : <Named id={accountId} nameById={nameById} />}
            </td>
            <td className="py-1.5 pe-4">
              {wordsOf(action)}
              <AuditFactsLine facts={facts} nameById={nameById} />
            </td>
            <td className="py-1.5">
              {subject === accountId || subject === 'newAccount' ? null : (
                <Named id={subject} nameById={nameById} />
              )}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
