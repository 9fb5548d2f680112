/** What holds for the whole screen until it is over: a lost line, a ledger that cannot book. */

import { CircleAlert, RefreshCw } from 'lucide-react';
import type { LucideIcon } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { cx } from '#renderer/ui/cx.ts';
import { useConnection, useTill } from '#renderer/cashier/cashier-context.tsx';
import { ClockBanner } from './clock-banner.tsx';
import { ConcernBanner } from './concern-banner.tsx';
import { RulesBanner } from './rules-banner.tsx';
import { VoucherBanner } from './voucher-banner.tsx';

export function Banners() {
  const { t } = useTranslation();
  const connection = useConnection();
  const ledger = useTill((till) => till.ledger);
  return (
    <>
      {connection.kind === 'lost' ? (
        <Banner
          look="warn"
          icon={RefreshCw}
          title={t('banners.lost')}
          text={t('banners.lostHint')}
          aside={connection.attempt > 1 ? t('banners.attempt', { count: connection.attempt }) : null}
        />
      ) : null}
      {connection.kind === 'cannotStart' ? (
        <Banner
          look="danger"
          icon={CircleAlert}
          title={t(`errors.${connection.code}.sentence`)}
          text={t(`errors.${connection.code}.nextStep`)}
        />
      ) : null}
      {ledger.kind === 'readOnly' ? (
        <Banner
          look="danger"
          icon={CircleAlert}
          title={t(`errors.${ledger.code}.sentence`)}
          text={t(`errors.${ledger.code}.nextStep`)}
        />
      ) : null}
      <ConcernBanner />
      <ClockBanner />
      <RulesBanner />
      <VoucherBanner />
    </>
  );
}

type BannerProps = {
  readonly look: 'warn' | 'danger';
  readonly icon: LucideIcon;
  readonly title: string;
  readonly text: string;
  readonly aside?: string | null;
};

function Banner({ look, icon: Icon, title, text, aside = null }: BannerProps) {
  return (
    <div
      role="alert"
      data-testid="banner"
      className={cx(
        'flex min-h-12 shrink-0 items-center gap-3 px-5 py-2',
        look === 'warn' ? 'bg-warn-soft text-warn' : 'bg-danger-soft text-danger',
      )}
    >
      <Icon aria-hidden="true" size={22} className={cx('shrink-0', look === 'warn' && 'animate-spin')} />
      <p className="flex-1">
        <strong className="me-2 font-semibold">{title}</strong>
        {text}
      </p>
      {aside === null ? null : <span className="amount text-sm">{aside}</span>}
    </div>
  );
}
