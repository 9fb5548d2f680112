/** The slip of a refund: what came back, what was handed out, and what became of points and credit. */

import { Check } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { RefundSlipView } from '#shared/contracts/till/corrections-views.ts';
import { Button } from '#renderer/ui/button.tsx';
import { useFormat } from '#renderer/ui/format/format-context.tsx';
import { Money } from '#renderer/ui/money.tsx';
import { ChainName } from '#renderer/cashier/brand/chain-name.tsx';
import { Effect } from './effect.tsx';

export type RefundSlipProps = { readonly slip: RefundSlipView; readonly onClose: () => void };

export function RefundSlip({ slip, onClose }: RefundSlipProps) {
  const { t } = useTranslation();
  const format = useFormat();
  return (
    <div className="flex min-h-0 items-stretch gap-5">
      <article
        data-testid="refund-slip"
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- a slip that scrolls must be reachable by keyboard
        tabIndex={0}
        // A scroll bar would take the width in which the words still stand on one line, and so be needed ever after.
        className="slip selectable flex w-80 min-h-0 flex-col overflow-y-auto bg-paper px-6 pt-7 pb-8 [scrollbar-width:none]"
      >
        <header className="text-center">
          <ChainName />
          <p className="text-lg font-extrabold">
            <bdi>{format.local(slip.storeName)}</bdi>
          </p>
          <p className="mt-1 font-bold">{t(`corrections.scopes.${slip.scope}`)}</p>
          <p className="text-sm text-ink-soft">{format.date.dateTime(slip.atMs)}</p>
          <p className="mt-1 text-sm text-ink-faint">
            {t('receipt.number')}{' '}
            <bdi dir="ltr" className="font-semibold text-ink" data-testid="refund-number">
              {slip.receiptNumber}
            </bdi>
          </p>
          <p className="text-sm text-ink-faint">
            {t('corrections.ofSale')}{' '}
            <bdi dir="ltr" className="text-ink">
              {slip.saleNumber}
            </bdi>
          </p>
        </header>
        <hr className="my-3 border-t border-dashed border-edge/60" />
        <People slip={slip} />
        <hr className="my-3 border-t border-dashed border-edge/60" />
        <Lines slip={slip} />
        <hr className="my-3 border-t border-dashed border-edge/60" />
        <Effect effect={slip} />
      </article>
      <div className="flex flex-1 flex-col justify-center gap-4 text-center">
        <p className="text-xl font-bold">{t('corrections.done')}</p>
        {slip.outsideMinor === 0 ? null : (
          <p className="text-ink-soft">
            {t('corrections.handOut')}
            <Money
              amountMinor={slip.outsideMinor}
              className="figure mt-1 block text-3xl font-extrabold text-ink"
              unitClassName="text-lg font-medium"
              testId="refund-handed-out"
            />
          </p>
        )}
        <Button look="primary" size="large" autoFocus onPress={onClose} testId="refund-slip-close">
          <Check aria-hidden="true" size={20} />
          {t('corrections.backToSale')}
        </Button>
      </div>
    </div>
  );
}

type SlipPart = Pick<RefundSlipProps, 'slip'>;

function People({ slip }: SlipPart) {
  const { t } = useTranslation();
  const format = useFormat();
  return (
    <dl className="grid grid-cols-[auto_minmax(0,1fr)] gap-x-4 text-sm">
      <dt className="text-ink-soft">{t('corrections.reason')}</dt>
      <dd className="text-end">{format.local(slip.reason)}</dd>
      <dt className="text-ink-soft">{t('receipt.operator')}</dt>
      <dd className="text-end">
        <bdi>{slip.operator === null ? '–' : format.personName(slip.operator)}</bdi>
      </dd>
      {slip.approver === null ? null : (
        <>
          <dt className="text-ink-soft">{t('corrections.approver')}</dt>
          <dd className="text-end" data-testid="refund-approver">
            <bdi>{format.personName(slip.approver)}</bdi>
          </dd>
        </>
      )}
      {slip.member === null ? null : (
        <>
          <dt className="text-ink-soft">{t('receipt.member')}</dt>
          <dd className="text-end">
            <bdi>{format.personName(slip.member)}</bdi>
          </dd>
        </>
      )}
    </dl>
  );
}

function Lines({ slip }: SlipPart) {
  const { t } = useTranslation();
  const format = useFormat();
  return (
    <ul className="text-sm">
      {slip.lines.map((line) => (
        <li key={line.lineId} className="flex min-h-7 justify-between gap-4" data-testid="refund-slip-line">
          <span className="min-w-0">
            <bdi>{line.name === null ? t('basket.plainAmount') : format.local(line.name)}</bdi>
            {line.quantity === 1 ? null : (
              <span className="ms-2 text-ink-faint">× {format.number.count(line.quantity)}</span>
            )}
          </span>
          <Money amountMinor={line.refundMinor} isBare />
        </li>
      ))}
    </ul>
  );
}
