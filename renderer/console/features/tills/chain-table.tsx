/** The series of entries of a till, as whoever calls support reads them out. */

import { useTranslation } from 'react-i18next';
import type { TillReport } from '#shared/contracts/hq/admin-truth.ts';
import { useFormat } from '#renderer/ui/format/format-context.tsx';

export function ChainTable({ chains }: Pick<TillReport, 'chains'>) {
  const { t } = useTranslation();
  const { date, number } = useFormat();
  if (chains.length === 0) return null;
  return (
    <table className="w-full text-start text-sm">
      <caption className="mb-2 text-start text-base font-semibold">{t('console.report.chains')}</caption>
      <thead className="text-ink-soft">
        <tr>
          {(['epoch', 'branch', 'received', 'counted', 'receivedAt'] as const).map((column) => (
            <th key={column} scope="col" className="py-1 text-start font-medium">
              {t(`console.report.${column}`)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {chains.map((chain) => (
          <tr key={`${chain.epoch}/${chain.branch}`} className="border-t border-hairline">
            <td className="amount py-1.5">{number.count(chain.epoch)}</td>
            <td className="amount py-1.5">{number.count(chain.branch)}</td>
            <td className="amount py-1.5">{number.count(chain.receivedSeq)}</td>
            <td className="amount py-1.5">{number.count(chain.countedSeq)}</td>
            <td className="py-1.5">{date.dateTime(chain.receivedAtMs)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
