/** The receipt as a slip of paper: what was bought, what was paid, what the customer got. */

import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { ReceiptView } from '#shared/contracts/till-views.ts';
import { cx } from '#renderer/ui/cx.ts';
import { useFormat } from '#renderer/ui/format/format-context.tsx';
import { Money } from '#renderer/ui/money.tsx';
import { QrCode } from '#renderer/ui/qr-code.tsx';
import { useTill } from '#renderer/cashier/cashier-context.tsx';
import { ChainName } from '#renderer/cashier/brand/chain-name.tsx';
import { gainItems, heldBack } from '#renderer/cashier/offers/gain-items.ts';
import { useOfferWords } from '#renderer/cashier/offers/use-offer-words.ts';
import { SlipVoucher } from '#renderer/cashier/codes/slip-voucher.tsx';
import { SlipPayment } from './slip-payment.tsx';
import { SlipLines } from './slip-lines.tsx';

export type SlipProps = { readonly receipt: ReceiptView; readonly refundCode: string | null };

export function Slip({ receipt, refundCode }: SlipProps) {
  const { t } = useTranslation();
  const format = useFormat();
  return (
    <article
      data-testid="receipt"
      className="slip selectable flex w-96 min-h-0 flex-col overflow-y-auto bg-paper px-6 pt-7 pb-8 [scrollbar-width:none]"
    >
      <header className="text-center">
        <ChainName />
        <p className="text-xl font-extrabold">
          <bdi>{format.local(receipt.storeName)}</bdi>
        </p>
        <p className="text-sm text-ink-soft">{format.date.dateTime(receipt.soldAtMs)}</p>
        <p className="mt-1 text-sm text-ink-faint">
          {t('receipt.number')}{' '}
          <bdi
            dir="ltr"
            className="font-semibold text-ink"
            data-testid="receipt-number"
            data-number={receipt.receiptNumber}
          >
            {receipt.receiptNumber}
          </bdi>
        </p>
      </header>
      <Rule />
      <dl className="text-sm">
        <SlipRow name={t('receipt.operator')}>
          <bdi>{receipt.operator === null ? '–' : format.personName(receipt.operator)}</bdi>
        </SlipRow>
        <SlipRow name={t('receipt.member')} testId="receipt-member">
          <bdi>{receipt.member === null ? t('receipt.anonymous') : format.personName(receipt.member)}</bdi>
        </SlipRow>
      </dl>
      <Rule />
      <SlipLines lines={receipt.lines} />
      <Rule />
      <Totals receipt={receipt} />
      {receipt.payment === undefined ? null : <SlipPayment payment={receipt.payment} />}
      <Gains receipt={receipt} />
      {receipt.vouchers?.map((voucher) => (
        <SlipVoucher key={voucher.codes.join()} voucher={voucher} />
      ))}
      {refundCode === null ? null : (
        <section className="mt-3 border-t border-dashed border-edge/60 pt-3 text-center">
          <p className="text-sm font-semibold">{t('corrections.code')}</p>
          <QrCode text={refundCode} label={t('corrections.codeLabel')} className="mx-auto mt-1 size-64" />
        </section>
      )}
      <ClosingLines />
    </article>
  );
}

/** What the chain has printed on every receipt; a word of thanks where it has nothing to say. */
function ClosingLines() {
  const { t } = useTranslation();
  const lines = useTill((till) => till.branding.receiptLines);
  const shown = lines.length === 0 ? [t('receipt.thanks')] : lines;
  return (
    <footer className="mt-4 text-center text-sm text-ink-soft" data-testid="receipt-closing">
      {shown.map((line, place) => (
        // The lines never change their places, and two of them may say the same.
        <p key={place}>
          <bdi>{line}</bdi>
        </p>
      ))}
    </footer>
  );
}

function Totals({ receipt: { score } }: { readonly receipt: ReceiptView }) {
  const { t } = useTranslation();
  const isTaxIncluded = score.payableMinor === score.grossMinor - score.discountMinor;
  return (
    <>
      {score.discountMinor === 0 ? null : (
        <dl className="text-sm">
          <SlipRow name={t('receipt.total')}>
            <Money amountMinor={score.grossMinor} />
          </SlipRow>
          <SlipRow name={t('receipt.discount')} isGain testId="receipt-discount">
            <Money amountMinor={-score.discountMinor} />
          </SlipRow>
        </dl>
      )}
      {score.taxMinor === 0 || isTaxIncluded ? null : (
        <dl className="text-sm">
          <SlipRow name={t('receipt.taxAdded')} testId="receipt-tax">
            <Money amountMinor={score.taxMinor} />
          </SlipRow>
        </dl>
      )}
      <dl className="text-lg font-extrabold">
        <SlipRow name={t('receipt.paid')} testId="receipt-paid">
          <Money amountMinor={score.payableMinor} />
        </SlipRow>
      </dl>
      {score.taxMinor > 0 && isTaxIncluded ? (
        <dl className="text-sm">
          <SlipRow name={t('receipt.taxIncluded')} testId="receipt-tax">
            <Money amountMinor={score.taxMinor} />
          </SlipRow>
        </dl>
      ) : null}
    </>
  );
}

/** What the customer takes home beside the goods, and where that leaves a member. */
function Gains({ receipt: { score, balances } }: { readonly receipt: ReceiptView }) {
  const { t } = useTranslation();
  const { number } = useFormat();
  const words = useOfferWords();
  const items = gainItems(score, words);
  const held = heldBack(score, words);
  if (balances === null && items.length === 0) return null;
  return (
    <dl className="mt-3 rounded-2xl bg-success-soft px-3.5 py-2.5 text-sm">
      {score.walletCreditMinor === 0 ? null : (
        <SlipRow name={t('receipt.walletCredit')} isGain testId="receipt-wallet">
          <Money amountMinor={score.walletCreditMinor} />
        </SlipRow>
      )}
      {score.pointsEarned === 0 ? null : (
        <SlipRow name={t('receipt.pointsEarned')} isGain testId="receipt-points">
          <span className="figure">{number.count(score.pointsEarned)}</span>
        </SlipRow>
      )}
      {held.length === 0 ? null : (
        <SlipRow name={t('receipt.held')} testId="receipt-held">
          <Several texts={held.map(({ text }) => text)} />
        </SlipRow>
      )}
      {items.length === 0 ? null : (
        <SlipRow name={t('receipt.items')} isGain testId="receipt-items">
          <Several texts={items.map(({ text }) => text)} />
        </SlipRow>
      )}
      {balances === null ? null : (
        <SlipRow name={t('receipt.balance')} testId="receipt-balance">
          <span className="figure">
            {number.count(balances.pointsBalance)} {t('units.points')}
          </span>
          <span className="mx-1.5 text-ink-faint">·</span>
          <Money amountMinor={balances.walletMinor} className="figure" />
        </SlipRow>
      )}
    </dl>
  );
}

function Several({ texts }: { readonly texts: readonly string[] }) {
  return (
    <span className="flex flex-wrap justify-end gap-x-3">
      {texts.map((text) => (
        <bdi key={text}>{text}</bdi>
      ))}
    </span>
  );
}

type SlipRowProps = {
  readonly name: string;
  readonly children: ReactNode;
  readonly isGain?: boolean;
  readonly testId?: string;
};

function SlipRow({ name, children, isGain = false, testId }: SlipRowProps) {
  return (
    <div className="flex min-h-7 items-baseline justify-between gap-4 py-0.5" data-testid={testId}>
      <dt className={cx('shrink-0', isGain ? 'font-medium text-success' : 'text-ink-soft')}>{name}</dt>
      <dd className={cx('min-w-0 text-end', isGain && 'font-semibold text-success')}>{children}</dd>
    </div>
  );
}

function Rule() {
  return <hr className="my-3 border-t border-dashed border-edge/60" />;
}
