/** What the sale costs, what pays it, and what is left to pay with money. */

import { TriangleAlert } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { AppError } from '#shared/contracts/error-codes.ts';
import type { BasketPaymentView, TenderView } from '#shared/contracts/till/payment-views.ts';
import { useFormat } from '#renderer/ui/format/format-context.tsx';
import { Money } from '#renderer/ui/money.tsx';

export type PaymentSummaryProps = {
  readonly dueMinor: number;
  readonly outsideMinor: number;
  readonly payment: BasketPaymentView | undefined;
  readonly error: AppError | null;
};

export function PaymentSummary({ dueMinor, outsideMinor, payment, error }: PaymentSummaryProps) {
  const { t } = useTranslation();
  return (
    <div className="mb-3" aria-live="polite">
      <dl className="text-sm">
        <Row name={t('payment.due')}>
          <Money amountMinor={dueMinor} className="figure" />
        </Row>
        {payment?.tenders.map((tender) => (
          <Row
            key={`${tender.means}${tender.codeId ?? ''}${tender.isHousehold}`}
            name={<TenderName tender={tender} />}
          >
            <Money amountMinor={-tender.worthMinor} className="figure font-semibold text-success" />
          </Row>
        ))}
      </dl>
      <p className="mt-1 flex items-baseline justify-between gap-3 border-t border-hairline pt-1.5 text-lg font-bold">
        <span>{t('payment.left')}</span>
        <Money amountMinor={outsideMinor} className="figure" testId="payment-left" />
      </p>
      <Warning payment={payment} error={error} />
    </div>
  );
}

function Warning({ payment, error }: Pick<PaymentSummaryProps, 'payment' | 'error'>) {
  const { t } = useTranslation();
  const isCut = payment?.isCut === true;
  const isStale = payment?.isStale === true;
  if (error === null && !isCut && !isStale) return null;
  return (
    <p
      role="alert"
      className="mt-2 flex gap-2 rounded-xl bg-warn-soft px-3 py-2 text-sm text-warn"
      data-testid="payment-warning"
    >
      <TriangleAlert aria-hidden="true" size={18} className="mt-0.5 shrink-0" />
      <span>
        {error === null
          ? t(isStale ? 'payment.stale' : 'payment.cut')
          : `${t(`errors.${error.code}.sentence`)} ${t(`errors.${error.code}.nextStep`)}`}
      </span>
    </p>
  );
}

function TenderName({ tender }: { readonly tender: TenderView }) {
  const { t } = useTranslation();
  const { number } = useFormat();
  if (tender.means === 'points')
    return <>{t('payment.chipPoints', { points: number.count(tender.amount) })}</>;
  return <>{t(`payment.${tender.means}`)}</>;
}

function Row({ name, children }: { readonly name: ReactNode; readonly children: ReactNode }) {
  return (
    <div className="flex min-h-6 items-baseline justify-between gap-3">
      <dt className="text-ink-soft">{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}
