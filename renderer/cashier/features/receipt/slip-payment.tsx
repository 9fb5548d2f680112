/** What a sale was paid with, on the slip: tenders, the lots that they took, money, change. */

import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { ReceiptPaymentView } from '#shared/contracts/till/payment-views.ts';
import { useFormat } from '#renderer/ui/format/format-context.tsx';
import { Money } from '#renderer/ui/money.tsx';
import { useTill } from '#renderer/cashier/cashier-context.tsx';

export function SlipPayment({ payment }: { readonly payment: ReceiptPaymentView }) {
  const { t } = useTranslation();
  const { tenders, outsideMinor, changeIntoWalletMinor, cash } = payment;
  return (
    <dl className="mt-1 text-sm" data-testid="receipt-payment">
      {tenders.map((tender) => (
        <Tender key={`${tender.means}${tender.codeId ?? ''}${tender.isHousehold}`} tender={tender} />
      ))}
      {outsideMinor === 0 || (tenders.length === 0 && cash !== undefined) ? null : (
        <Row name={t('payment.money')} testId="receipt-money">
          <Money amountMinor={outsideMinor} />
        </Row>
      )}
      {cash === undefined ? null : (
        <>
          <Row name={t('payment.cash')}>
            <Money amountMinor={cash.receivedMinor} />
          </Row>
          <Row name={t('payment.change')} testId="receipt-change">
            <Money amountMinor={cash.changeMinor} className="figure font-semibold" />
          </Row>
        </>
      )}
      {changeIntoWalletMinor === 0 ? null : (
        <Row name={t('payment.intoWallet')} testId="receipt-into-wallet">
          <Money amountMinor={changeIntoWalletMinor} />
        </Row>
      )}
    </dl>
  );
}

type TenderOnSlip = ReceiptPaymentView['tenders'][number];

function Tender({ tender }: { readonly tender: TenderOnSlip }) {
  const { t } = useTranslation();
  const { number } = useFormat();
  const name =
    tender.means === 'points'
      ? t('payment.chipPoints', { points: number.count(tender.amount) })
      : t(`payment.${tender.means}`);
  return (
    <>
      <Row name={name} testId="receipt-tender">
        <Money amountMinor={tender.worthMinor} />
      </Row>
      {tender.means === 'points' ? <Lots lots={tender.lots} /> : null}
    </>
  );
}

/** Where the points came from; one lot without a day says nothing. */
function Lots({ lots }: { readonly lots: TenderOnSlip['lots'] }) {
  const { t } = useTranslation();
  const { number, day, list } = useFormat();
  const today = useTill((till) => till.businessDay);
  if (lots.every(({ madeOn }) => madeOn === null)) return null;
  const amountByDay = new Map<string | null, number>();
  for (const { amount, madeOn } of lots) {
    amountByDay.set(madeOn, (amountByDay.get(madeOn) ?? 0) + amount);
  }
  const texts = [...amountByDay].map(([madeOn, amount]) =>
    madeOn === null
      ? t('payment.lotsEarlier', { points: number.count(amount) })
      : t('payment.lotsMadeOn', { points: number.count(amount), date: day.day(madeOn, today) }),
  );
  return (
    <p className="pb-0.5 text-xs text-ink-faint" data-testid="receipt-lots">
      {list.and(texts)}
    </p>
  );
}

function Row({
  name,
  children,
  testId,
}: {
  readonly name: string;
  readonly children: ReactNode;
  readonly testId?: string;
}) {
  return (
    <div className="flex min-h-7 items-baseline justify-between gap-4 py-0.5" data-testid={testId}>
      <dt className="text-ink-soft">{name}</dt>
      <dd className="text-end">{children}</dd>
    </div>
  );
}
