/** What support asks on the phone. */

import { useTranslation } from 'react-i18next';
import type { TillHealthView } from '#shared/contracts/till/safety-views.ts';
import { useFormat } from '#renderer/ui/format/format-context.tsx';
import { Money } from '#renderer/ui/money.tsx';
import { useTill } from '#renderer/cashier/cashier-context.tsx';
import { Code, Detail } from './details-list.tsx';

const hashLettersShown = 16;

export function HealthDetails({ health }: { readonly health: TillHealthView }) {
  const { t } = useTranslation();
  const { date, number } = useFormat();
  const { head, journal, recovery, backup, selfCheck } = health;
  return (
    <section className="rounded-2xl bg-sunken px-4 py-3 text-sm">
      <h3 className="font-bold">{t('safety.details.title')}</h3>
      <dl data-testid="health-details">
        <Detail name={t('safety.details.head')}>
          {head.seq === 0 ? (
            t('safety.details.none')
          ) : (
            <>
              {number.count(head.seq)} <Code text={head.hash.slice(0, hashLettersShown)} />
            </>
          )}
        </Detail>
        <Detail name={t('safety.details.journal')}>{t(`safety.details.journalStates.${journal}`)}</Detail>
        <Detail name={t('safety.details.backup')}>
          {backup === null ? t('safety.details.none') : date.dateTime(backup.atMs)}
        </Detail>
        <Detail name={t('safety.details.selfCheck')}>
          {selfCheck === null
            ? t('safety.details.none')
            : t('safety.details.checked', { ...selfCheck, when: date.dateTime(selfCheck.atMs) })}
        </Detail>
        {recovery === null ? null : (
          <Detail name={t('safety.details.recovery')}>
            {t(`safety.details.recoveries.${recovery.cause}`)}
          </Detail>
        )}
        <PointDetails points={health.points} />
      </dl>
    </section>
  );
}

function PointDetails({ points }: { readonly points: TillHealthView['points'] }) {
  const { t } = useTranslation();
  const { day, local, money } = useFormat();
  const today = useTill((till) => till.businessDay);
  if (points === null) return null;
  const { index } = points;
  return (
    <>
      <Detail name={t('safety.details.pointWorth')}>
        <Money amountMinor={points.worthMinor} />
      </Detail>
      {index?.value ? (
        <Detail name={t('safety.details.index')}>
          {t('safety.details.indexValue', {
            name: local(index.name),
            amount: money.text(index.value.valueMinor),
            date: day.day(index.value.date, today),
          })}
        </Detail>
      ) : null}
    </>
  );
}
