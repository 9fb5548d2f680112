/** Gift cards and coupons that pay, each with a way to take it out again. */

import { Ticket, X } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { BasketPaymentView, ChosenTendersView } from '#shared/contracts/till/payment-views.ts';
import { Button } from '#renderer/ui/button.tsx';
import { Kbd } from '#renderer/ui/kbd.tsx';
import { Money } from '#renderer/ui/money.tsx';
import { Section } from './section.tsx';

export type CodeChoiceProps = {
  readonly payment: BasketPaymentView | undefined;
  readonly onChoose: (changed: Partial<ChosenTendersView>) => void;
  readonly onAdd: () => void;
};

export function CodeChoice({ payment, onChoose, onAdd }: CodeChoiceProps) {
  const { t } = useTranslation();
  const codes = payment?.tenders.filter(({ codeId }) => codeId !== null) ?? [];
  const takeOut = (taken: string | null): void => {
    if (payment === undefined) return;
    const { coupons, giftCards } = payment.chosen;
    onChoose({
      coupons: coupons.filter((codeId) => codeId !== taken),
      giftCards: giftCards.filter(({ codeId }) => codeId !== taken),
    });
  };
  return (
    <Section
      icon={Ticket}
      name={t('payment.codes')}
      hint={
        <Button onPress={onAdd} className="-my-1 ms-1" testId="payment-add-code">
          {t('payment.addCode')}
          <Kbd keys="Ctrl G" />
        </Button>
      }
      testId="payment-codes"
    >
      {codes.length === 0 ? undefined : (
        <div className="flex flex-wrap items-center gap-1.5">
          {codes.map(({ means, codeId, worthMinor }) => (
            <span
              key={codeId}
              className="flex h-12 items-center gap-2 rounded-xl bg-brand-soft ps-3 font-medium text-brand-ink"
              data-testid="payment-code"
            >
              {t(means === 'coupon' ? 'payment.coupon' : 'payment.giftCard')}
              <Money amountMinor={worthMinor} className="figure" />
              <Button
                look="quiet"
                size="icon"
                label={t('payment.remove')}
                onPress={() => takeOut(codeId)}
                testId="payment-code-remove"
              >
                <X aria-hidden="true" size={18} />
              </Button>
            </span>
          ))}
        </div>
      )}
    </Section>
  );
}
