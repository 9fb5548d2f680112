/** A coupon that a sale made, on its receipt: each code once as a picture and as text. */

import { useTranslation } from 'react-i18next';
import type { VoucherView } from '#shared/contracts/till/codes-views.ts';
import { useFormat } from '#renderer/ui/format/format-context.tsx';
import { QrCode } from '#renderer/ui/qr-code.tsx';
import { useCodeWords } from './use-code-words.ts';

export function SlipVoucher({ voucher }: { readonly voucher: VoucherView }) {
  const { t } = useTranslation();
  const { local } = useFormat();
  const words = useCodeWords();
  return (
    <section
      className="mt-3 border-t border-dashed border-edge/60 pt-3 text-center"
      data-testid="receipt-voucher"
    >
      <p className="font-bold">
        <bdi>{voucher.name === null ? words.kind(voucher.codeKind) : local(voucher.name)}</bdi>
      </p>
      <p className="text-sm text-ink-soft">
        {words.gain(voucher.gain)} · {words.until(voucher.expiresOn)}
      </p>
      {voucher.codes.map((code) => (
        <div key={code} className="mt-2">
          <QrCode text={code.replaceAll('-', '')} label={t('codes.qr')} className="mx-auto size-32" />
          <bdi dir="ltr" className="figure mt-1 block text-sm font-semibold" data-testid="receipt-code">
            {code}
          </bdi>
        </div>
      ))}
    </section>
  );
}
