/** The one big button: what is to be paid, and the press that books it. */

import { useTranslation } from 'react-i18next';
import { Button } from '#renderer/ui/button.tsx';
import { Kbd } from '#renderer/ui/kbd.tsx';
import { Money } from '#renderer/ui/money.tsx';
import { useActions, useBasket, useConnection, useTill } from '#renderer/cashier/cashier-context.tsx';

export function PayBar() {
  const { t } = useTranslation();
  const { pay } = useActions();
  const isEmpty = useBasket(({ basket }) => basket === null || basket.lines.length === 0);
  const isPaying = useBasket((state) => state.isPaying);
  const payableMinor = useBasket(({ basket }) => basket?.score.payableMinor ?? 0);
  const isWritable = useTill((till) => till.ledger.kind === 'writable');
  const isOpen = useConnection().kind === 'open';
  return (
    <Button
      look="primary"
      onPress={() => void pay()}
      isDisabled={isEmpty || !isWritable || !isOpen || isPaying}
      className="h-18 w-full wide:h-20 shrink-0 justify-between! rounded-3xl! px-6! shadow-mid"
      testId="pay-button"
    >
      {isEmpty || !isWritable ? (
        <span className="flex-1 text-base font-medium">{t(isWritable ? 'pay.nothing' : 'pay.stopped')}</span>
      ) : (
        <span className="flex items-center gap-2.5 text-2xl font-bold">
          {t(isPaying ? 'pay.booking' : 'pay.pay')}
          <Kbd keys="F9" onBrand />
        </span>
      )}
      {isEmpty ? null : (
        <Money
          amountMinor={payableMinor}
          className="figure text-[1.75rem] font-extrabold"
          unitClassName="text-base font-medium"
          testId="payable"
        />
      )}
    </Button>
  );
}
