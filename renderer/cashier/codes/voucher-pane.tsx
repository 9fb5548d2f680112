/** Codes to hand over, one card after the other: large enough for a phone across the counter, and printable. */

import { Check, Printer } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { VoucherView } from '#shared/contracts/till/codes-views.ts';
import { Button } from '#renderer/ui/button.tsx';
import { useFormat } from '#renderer/ui/format/format-context.tsx';
import { QrCode } from '#renderer/ui/qr-code.tsx';
import { useActions } from '#renderer/cashier/cashier-context.tsx';
import { CodeFailure } from './code-failure.tsx';
import { useCodeWords } from './use-code-words.ts';

/** At least one voucher. */
export function VoucherPane({ vouchers }: { readonly vouchers: readonly VoucherView[] }) {
  const { t } = useTranslation();
  const { handOverVoucher } = useActions();
  const [voucher] = vouchers;
  if (voucher === undefined) return null;
  return (
    <div data-testid="voucher">
      <p className="mb-4 text-sm text-ink-soft">{t('codes.voucherHint')}</p>
      <VoucherCard voucher={voucher} />
      <PrintedCodes voucher={voucher} />
      <CodeFailure />
      <div className="mt-5 grid grid-cols-2 gap-3">
        <Button size="large" onPress={() => window.print()} testId="voucher-print">
          <Printer aria-hidden="true" size={20} />
          {t('codes.print')}
        </Button>
        <Button
          look="primary"
          size="large"
          autoFocus
          onPress={() => void handOverVoucher(voucher.forId)}
          testId="voucher-handed-over"
        >
          <Check aria-hidden="true" size={20} />
          {t('codes.handedOver')}
        </Button>
      </div>
    </div>
  );
}

/** One voucher as the customer sees it. */
export function VoucherCard({ voucher }: { readonly voucher: VoucherView }) {
  const { t } = useTranslation();
  const [code] = voucher.codes;
  if (code === undefined) return null;
  return (
    <article className="printable flex items-center gap-6 rounded-2xl border border-hairline bg-paper p-5">
      <QrCode text={code.replaceAll('-', '')} label={t('codes.qr')} className="size-44 shrink-0 rounded-xl" />
      <div className="min-w-0 flex-1">
        <VoucherFacts voucher={voucher} />
        <p className="mt-3">
          <bdi
            dir="ltr"
            data-testid="voucher-code"
            className="selectable figure text-lg font-bold tracking-wide"
          >
            {code}
          </bdi>
        </p>
      </div>
    </article>
  );
}

function VoucherFacts({ voucher }: { readonly voucher: VoucherView }) {
  const format = useFormat();
  const words = useCodeWords();
  const title = voucher.name === null ? words.kind(voucher.codeKind) : format.local(voucher.name);
  const worth =
    voucher.codeKind === 'giftCard' ? format.money.text(voucher.valueMinor) : words.gain(voucher.gain);
  return (
    <>
      <p className="text-xl font-extrabold">
        <bdi>{title}</bdi>
      </p>
      {worth === '' ? null : <p className="mt-1 font-semibold text-brand-ink">{worth}</p>}
      <p className="mt-1 text-sm text-ink-soft">{words.until(voucher.expiresOn)}</p>
    </>
  );
}

/** The rest of a batch: on paper each has its picture, on the screen only their number is said. */
function PrintedCodes({ voucher }: { readonly voucher: VoucherView }) {
  const { t } = useTranslation();
  const rest = voucher.codes.slice(1);
  if (rest.length === 0) return null;
  return (
    <>
      <p className="mt-3 text-sm text-ink-soft" data-testid="voucher-more">
        {t('codes.moreCodes', { count: rest.length })}
      </p>
      <div className="hidden print:block">
        {rest.map((code) => (
          <VoucherCard key={code} voucher={{ ...voucher, codes: [code] }} />
        ))}
      </div>
    </>
  );
}
