/** What goes on whatever the line does, and what does not. */

import { Check, Minus } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { SyncView } from '#shared/contracts/till/sync-views.ts';
import { cx } from '#renderer/ui/cx.ts';
import { Button } from '#renderer/ui/button.tsx';
import { useCashier } from '#renderer/cashier/cashier-context.tsx';
import { stopOf } from '#renderer/cashier/line/stop-of.ts';
import { LeaseNote } from './lease-note.tsx';

const always = ['sell', 'earn', 'enrol'] as const;

export function WhatIsLimited({ line }: { readonly line: SyncView }) {
  const { t } = useTranslation();
  const { overlay } = useCashier().stores;
  const { redemption } = line;
  const isWhole = redemption === null;
  return (
    <section className="rounded-2xl border border-hairline p-4" data-testid="line-limits">
      <h3 className="font-bold">{t('line.now')}</h3>
      <ul className="mt-2 flex flex-col gap-1.5">
        {always.map((what) => (
          <li key={what} className="flex items-center gap-2">
            <Check aria-hidden="true" size={19} className="shrink-0 text-success" />
            {t(`line.works.${what}`)}
          </li>
        ))}
        <li
          className="flex items-start gap-2"
          data-testid="line-redemption"
          data-limit={redemption ?? 'none'}
        >
          {isWhole ? (
            <Check aria-hidden="true" size={19} className="mt-0.5 shrink-0 text-success" />
          ) : (
            <Minus aria-hidden="true" size={19} className="mt-0.5 shrink-0 text-warn" />
          )}
          <span className={cx(!isWhole && 'text-warn')}>
            {isWhole ? t('line.works.redeem') : t(`line.limits.${redemption}`)}
          </span>
        </li>
      </ul>
      {redemption === 'offline' ? (
        <Button
          look="quiet"
          onPress={() => overlay.setState({ overlay: { kind: 'safety' } })}
          className="ms-4 px-3!"
          testId="line-to-limits"
        >
          {t('line.toLimits')}
        </Button>
      ) : null}
      {/* A till that HQ has stopped redeems nothing, however long its lease is. */}
      {stopOf(redemption) === null ? <LeaseNote line={line} /> : null}
    </section>
  );
}
