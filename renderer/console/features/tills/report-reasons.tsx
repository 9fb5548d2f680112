/** Why entries of a till were not simply counted. */

import { useTranslation } from 'react-i18next';
import type { TillReport } from '#shared/contracts/hq/admin-truth.ts';
import { useFormat } from '#renderer/ui/format/format-context.tsx';
import { knownReason } from '#renderer/console/parts/known-reason.ts';

export function ReportReasons({ reasons }: Pick<TillReport, 'reasons'>) {
  const { t } = useTranslation();
  const { number } = useFormat();
  if (reasons.length === 0) return null;
  return (
    <section>
      <h3 className="mb-2 font-semibold">{t('console.report.why')}</h3>
      <ul className="grid grid-cols-[auto_1fr] gap-x-3 gap-y-1">
        {reasons.map(({ reason, entries }) => (
          <li key={reason} className="col-span-2 grid grid-cols-subgrid">
            <span className="amount text-end font-semibold">{number.count(entries)}</span>
            {t(`console.report.reasons.${knownReason(reason)}`)}
          </li>
        ))}
      </ul>
    </section>
  );
}
