/** The file at a glance: what there is, what it is worth today, what comes and what goes. */

import { Hourglass, TimerReset } from 'lucide-react';
import type { LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { MemberFileView, StandingGlance } from '#shared/contracts/till/standing-views.ts';
import { useFormat } from '#renderer/ui/format/format-context.tsx';
import { Money } from '#renderer/ui/money.tsx';
import { useGlanceWords } from '#renderer/cashier/standing/use-glance-words.ts';
import { TierProgress } from './tier-progress.tsx';

export function OverviewTab({ file }: { readonly file: MemberFileView }) {
  const { t } = useTranslation();
  const format = useFormat();
  const words = useGlanceWords();
  const { points, wallet, glance, balancesAsOfMs } = file;
  return (
    <div className="flex flex-col gap-4">
      <div className="grid grid-cols-3 gap-3">
        <Tile name={t('standing.points')} testId="file-points">
          <span className="figure text-3xl font-extrabold text-saffron">
            {format.number.count(points.open)}
          </span>
          {points.held === 0 ? null : (
            <Aside name={t('standing.pointsHeld')}>{format.number.count(points.held)}</Aside>
          )}
        </Tile>
        <Tile name={t('standing.worth')} testId="file-worth">
          <Worth glance={glance} today={file.today} />
        </Tile>
        <Tile name={t('standing.wallet')} testId="file-wallet">
          <Money amountMinor={wallet.openMinor} className="figure text-2xl font-extrabold" />
          {wallet.heldMinor === 0 ? null : (
            <Aside name={t('standing.walletHeld')}>
              <Money amountMinor={wallet.heldMinor} />
            </Aside>
          )}
        </Tile>
      </div>
      {glance.tier === null ? null : <TierProgress tier={glance.tier} />}
      <div className="grid grid-cols-2 gap-3">
        <Dues
          icon={Hourglass}
          title={t('standing.ending')}
          none={t('standing.endingNone')}
          lines={glance.ending.map((due) => words.ending(due))}
          testId="file-ending"
        />
        <Dues
          icon={TimerReset}
          title={t('standing.coming')}
          none={t('standing.comingNone')}
          lines={glance.held.map((due) => words.held(due))}
          testId="file-coming"
        />
      </div>
      <p className="px-1 text-xs text-ink-faint">
        {t('standing.number')}{' '}
        <bdi dir="ltr" className="selectable font-mono" data-testid="file-number">
          {file.member.memberRef}
        </bdi>
      </p>
      {balancesAsOfMs === null ? null : (
        <p className="px-1 text-xs text-ink-faint">
          {t('standing.asOf', { time: format.date.dateTime(balancesAsOfMs) })}
        </p>
      )}
    </div>
  );
}

function Worth({ glance, today }: { readonly glance: StandingGlance; readonly today: string }) {
  const { t } = useTranslation();
  const { local, money, day } = useFormat();
  const { worthMinor, index } = glance;
  if (worthMinor === null) return <p className="text-sm text-ink-soft">{t('standing.worthNone')}</p>;
  return (
    <>
      <Money amountMinor={worthMinor} className="figure text-2xl font-extrabold" />
      <p className="mt-1 text-xs leading-snug text-ink-soft">
        {index === null
          ? t('standing.fixedWorth')
          : t('standing.byIndex', {
              name: local(index.name),
              value: money.text(index.valueMinor),
              date: day.day(index.date, today),
            })}
      </p>
    </>
  );
}

type TileProps = { readonly name: string; readonly children: ReactNode; readonly testId: string };

function Tile({ name, children, testId }: TileProps) {
  return (
    <section className="rounded-2xl bg-canvas p-4" data-testid={testId}>
      <h3 className="mb-1 text-sm font-medium text-ink-soft">{name}</h3>
      {children}
    </section>
  );
}

function Aside({ name, children }: { readonly name: string; readonly children: ReactNode }) {
  return (
    <p className="mt-1 flex items-baseline gap-1.5 text-sm text-ink-soft">
      {name} <span className="figure font-semibold">{children}</span>
    </p>
  );
}

type DuesProps = {
  readonly icon: LucideIcon;
  readonly title: string;
  readonly none: string;
  readonly lines: readonly string[];
  readonly testId: string;
};

function Dues({ icon: Icon, title, none, lines, testId }: DuesProps) {
  return (
    <section className="rounded-2xl bg-canvas p-4" data-testid={testId}>
      <h3 className="mb-2 flex items-center gap-2 font-semibold">
        <Icon aria-hidden="true" size={18} className="text-ink-faint" />
        {title}
      </h3>
      {lines.length === 0 ? (
        <p className="text-sm text-ink-soft">{none}</p>
      ) : (
        <ul className="text-sm leading-7">
          {lines.map((line) => (
            <li key={line}>{line}</li>
          ))}
        </ul>
      )}
    </section>
  );
}
