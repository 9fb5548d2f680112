/** The sums that were compared, as they are read out to support. */

import { useTranslation } from 'react-i18next';
import type { TruthChecks } from '#shared/contracts/hq/admin-truth.ts';
import { cx } from '#renderer/ui/cx.ts';
import { useFormat } from '#renderer/ui/format/format-context.tsx';
import { Section } from '#renderer/console/parts/place.tsx';
import { groupedSum } from './grouped-sum.ts';

const named = ['points', 'money', 'points_pending', 'wallet', 'wallet_pending'] as const;

export function CheckSums({ checks }: { readonly checks: TruthChecks }) {
  const { t } = useTranslation();
  const { language } = useFormat();
  const nameOf = (name: string): string => {
    const known = named.find((each) => each === name);
    return known === undefined ? name : t(`console.checks.names.${known}`);
  };
  const sum = (text: string): string => groupedSum(text, language);
  return (
    <>
      <Section title={t('console.checks.purses')} testId="check-purses">
        <table className="w-full">
          <thead className="text-sm text-ink-soft">
            <tr>
              {(['purse', 'byAccounts', 'byMembers', 'byLots'] as const).map((column) => (
                <th key={column} scope="col" className="py-1 text-start font-medium">
                  {t(`console.checks.${column}`)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {checks.purses.map(({ purse, byAccounts, byMembers, byLots }) => {
              const isSame = byAccounts === byMembers && byMembers === byLots;
              return (
                <tr
                  key={purse}
                  className={cx('border-t border-hairline', !isSame && 'font-bold text-danger')}
                >
                  <th scope="row" className="py-2 text-start font-medium">
                    {nameOf(purse)}
                  </th>
                  <td className="amount py-2">{sum(byAccounts)}</td>
                  <td className="amount py-2">{sum(byMembers)}</td>
                  <td className="amount py-2">{sum(byLots)}</td>
                </tr>
              );
            })}
          </tbody>
        </table>
        <p className="mt-2 text-sm text-ink-soft">{t('console.checks.inMinor')}</p>
      </Section>
      {checks.units.length === 0 ? null : (
        <Section title={t('console.checks.units')} testId="check-units">
          <dl className="flex flex-wrap gap-x-10 gap-y-2">
            {checks.units.map(({ unit, sum: total }) => (
              <div key={unit} className="flex gap-2">
                <dt className="text-ink-soft">{nameOf(unit)}</dt>
                <dd className={cx('amount font-semibold', total !== '0' && 'text-danger')}>{sum(total)}</dd>
              </div>
            ))}
          </dl>
          <p className="mt-2 text-sm text-ink-soft">{t('console.checks.unitsWhy')}</p>
        </Section>
      )}
    </>
  );
}
