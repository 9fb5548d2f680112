/** Points, wallets, codes and cash for one sale: everything is chosen here, and the till says what it comes to. */

import { HandCoins } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { Button } from '#renderer/ui/button.tsx';
import { Dialog } from '#renderer/ui/dialog.tsx';
import { useFormat } from '#renderer/ui/format/format-context.tsx';
import { ApprovalDialog } from '#renderer/cashier/approval/approval-dialog.tsx';
import { useBasket, useCashier, useOverlay } from '#renderer/cashier/cashier-context.tsx';
import { AmountEntry } from './amount-entry.tsx';
import { PaymentChoices } from './payment-choices.tsx';
import { PaymentSummary } from './payment-summary.tsx';
import { usePayment } from './use-payment.ts';
import type { PaymentAtHand } from './use-payment.ts';

export function PaymentDialog() {
  return useOverlay().kind === 'payment' ? <OpenDialog /> : null;
}

function OpenDialog() {
  const { t } = useTranslation();
  const { overlay } = useCashier().stores;
  const close = (): void => overlay.setState({ overlay: { kind: 'none' } });
  const atHand = usePayment(close);
  const { form, outsideMinor } = atHand;
  return (
    <Dialog
      title={t('payment.title')}
      closeLabel={t('common.close')}
      onClose={close}
      icon={<HandCoins aria-hidden="true" size={24} className="text-brand" />}
      className="w-[61rem]"
      testId="payment-dialog"
    >
      <form
        className="grid grid-cols-[minmax(0,1fr)_19rem] gap-5"
        onSubmit={(event) => {
          event.preventDefault();
          atHand.submit();
        }}
      >
        <PaymentChoices
          options={atHand.options}
          chosen={atHand.chosen}
          payment={atHand.payment}
          form={form}
          outsideMinor={outsideMinor}
          off={atHand.off}
          onChoose={atHand.choose}
          onTopUp={() => overlay.setState({ overlay: { kind: 'topUp' } })}
          onAddCode={() => overlay.setState({ overlay: { kind: 'codes', text: '' } })}
        />
        <div className="flex flex-col">
          <PaymentSummary
            dueMinor={atHand.dueMinor}
            outsideMinor={outsideMinor}
            payment={atHand.payment}
            error={atHand.error}
          />
          <AmountEntry form={form} />
          <SubmitButton atHand={atHand} />
        </div>
      </form>
      {atHand.isApproving ? (
        <ApprovalDialog onApprove={atHand.pay} onClose={atHand.stopApproving}>
          {t('payment.approve')}
        </ApprovalDialog>
      ) : null}
    </Dialog>
  );
}

function SubmitButton({
  atHand: { form, isTyping, outsideMinor, submit },
}: {
  readonly atHand: PaymentAtHand;
}) {
  const { t } = useTranslation();
  const { money, number } = useFormat();
  const isDisabled = useBasket(
    ({ basket, isPaying }) => isPaying || basket === null || basket.lines.length === 0,
  );
  const typed = form.typed ?? 0;
  const amount =
    form.field === 'points' ? t('payment.chipPoints', { points: number.count(typed) }) : money.text(typed);
  const payText =
    outsideMinor === 0 ? t('payment.pay') : t('payment.payRest', { amount: money.text(outsideMinor) });
  return (
    <Button
      look="primary"
      size="large"
      className="mt-3 w-full"
      isDisabled={isDisabled}
      onPress={submit}
      testId="payment-submit"
    >
      {isTyping ? t('payment.use', { amount }) : payText}
    </Button>
  );
}
