/** What may be redeemed while HQ cannot be asked: one row for each trust level of cards. */

import { useTranslation } from 'react-i18next';
import type { OfflineView } from '#shared/contracts/till/safety-views.ts';
import { useFormat } from '#renderer/ui/format/format-context.tsx';
import { Money } from '#renderer/ui/money.tsx';

const hourMs = 3_600_000;
/** In the order of the levels of trust, 0 to 3. */
const levels = ['typed', 'uidOnly', 'signed', 'secure'] as const;

export function LimitsPanel({ offline }: { readonly offline: OfflineView }) {
  const { t } = useTranslation();
  const { number } = useFormat();
  const { snapshotAgeMs } = offline;
  return (
    <section className="rounded-2xl border border-hairline p-4" data-testid="limits">
      <h3 className="font-bold">{t('safety.limits.title')}</h3>
      <p className="mt-1 text-sm text-balance text-ink-soft">
        {snapshotAgeMs === null
          ? t('safety.limits.ownAuthority')
          : t('safety.limits.age', {
              hours: Math.max(0, Math.floor(snapshotAgeMs / hourMs)),
              share: number.percent(offline.shareBasisPoints),
            })}
      </p>
      {snapshotAgeMs === null ? (
        <p className="mt-2 text-sm text-balance text-ink-soft">{t('safety.limits.ifJoined')}</p>
      ) : null}
      <LimitsTable offline={offline} />
    </section>
  );
}

function LimitsTable({ offline }: { readonly offline: OfflineView }) {
  const { t } = useTranslation();
  const { money } = useFormat();
  return (
    <>
      <table className="mt-2 w-full text-sm">
        <thead className="text-ink-faint">
          <tr className="border-b border-hairline">
            <th className="py-1 text-start font-medium">{t('safety.limits.level')}</th>
            <th className="text-end font-medium">{t('safety.limits.points')}</th>
            <th className="text-end font-medium">{t('safety.limits.wallet')}</th>
            <th className="text-end font-medium">{t('safety.limits.alone')}</th>
          </tr>
        </thead>
        <tbody>
          {levels.map((level, place) => (
            <LevelRow key={level} name={t(`safety.limits.levels.${level}`)} limits={offline.levels[place]} />
          ))}
        </tbody>
      </table>
      <p className="mt-2 flex justify-between gap-4 text-sm">
        <span className="text-ink-soft">{t('safety.limits.till')}</span>
        <span>
          <Money amountMinor={offline.tillMaxMinor} className="font-semibold" />
          <span className="mx-1.5 text-ink-faint">·</span>
          {t('safety.limits.used', { amount: money.text(offline.usedMinor) })}
        </span>
      </p>
      <p className="mt-1 text-sm text-ink-soft">
        {t(offline.homeStoreOnly ? 'safety.limits.home' : 'safety.limits.anywhere')}
      </p>
    </>
  );
}

type LevelRowProps = { readonly name: string; readonly limits: OfflineView['levels'][number] | undefined };

function LevelRow({ name, limits }: LevelRowProps) {
  if (limits === undefined) return null;
  const amounts = [limits.pointsWorthMax, limits.walletMax, limits.aloneMax];
  return (
    <tr className="border-b border-hairline last:border-0">
      <th scope="row" className="py-1.5 text-start font-normal">
        {name}
      </th>
      {amounts.map((amountMinor, place) => (
        // The columns never change their places.
        <td key={place} className="text-end">
          <Money amountMinor={amountMinor} />
        </td>
      ))}
    </tr>
  );
}
