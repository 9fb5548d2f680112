/** The one big button: what is to be paid, and the press that books it. */

import { HandCoins } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { Button } from '#renderer/ui/button.tsx';
import { Kbd } from '#renderer/ui/kbd.tsx';
import { Money } from '#renderer/ui/money.tsx';
import {
  useActions,
  useBasket,
  useCashier,
  useConnection,
  useTill,
} from '#renderer/cashier/cashier-context.tsx';

export function PayBar() {
  const { t } = useTranslation();
  const { pay } = useActions();
  const isEmpty = useBasket(({ basket }) => basket === null || basket.lines.length === 0);
  const isPaying = useBasket((state) => state.isPaying);
  const payableMinor = useBasket(
    ({ basket }) => basket?.payment?.outsideMinor ?? basket?.score.payableMinor ?? 0,
  );
  const isWritable = useTill((till) => till.ledger.kind === 'writable');
  const isOpen = useConnection().kind === 'open';
  return (
    <div className="flex gap-2">
      <Button
        look="primary"
        onPress={() => void pay()}
        isDisabled={isEmpty || !isWritable || !isOpen || isPaying}
        className="h-18 min-w-0 flex-1 wide:h-20 justify-between! rounded-3xl! px-6! shadow-mid"
        testId="pay-button"
      >
        {isEmpty || !isWritable ? (
          <span className="flex-1 text-base font-medium">
            {t(isWritable ? 'pay.nothing' : 'pay.stopped')}
          </span>
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
      <PayWithButton isDisabled={isEmpty || !isWritable || !isOpen || isPaying} />
    </div>
  );
}

function PayWithButton({ isDisabled }: { readonly isDisabled: boolean }) {
  const { t } = useTranslation();
  const { overlay } = useCashier().stores;
  return (
    <Button
      onPress={() => overlay.setState({ overlay: { kind: 'payment' } })}
      isDisabled={isDisabled}
      className="h-18 w-18 shrink-0 flex-col gap-1! rounded-3xl! px-0! wide:h-20"
      testId="pay-with"
    >
      <HandCoins aria-hidden="true" size={26} className="text-brand" />
      <span className="sr-only">{t('payment.open')}</span>
      <Kbd keys="F12" />
    </Button>
  );
}
