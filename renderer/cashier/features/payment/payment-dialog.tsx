/** Points, wallets, codes and cash for one sale: everything is chosen here, and the till says what it comes to. */

import { HandCoins } from 'lucide-react';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import type { Approval } from '#shared/contracts/till/approval-schema.ts';
import type { AppError } from '#shared/contracts/error-codes.ts';
import { minor } from '#shared/domain/money.ts';
import { Button } from '#renderer/ui/button.tsx';
import { Dialog } from '#renderer/ui/dialog.tsx';
import { useFormat } from '#renderer/ui/format/format-context.tsx';
import { ApprovalDialog } from '#renderer/cashier/approval/approval-dialog.tsx';
import { useActions, useBasket, useCashier, useOverlay } from '#renderer/cashier/cashier-context.tsx';
import { nothingChosen } from '#renderer/cashier/stores/payment-store.ts';
import { AmountEntry } from './amount-entry.tsx';
import { PaymentChoices } from './payment-choices.tsx';
import { PaymentSummary } from './payment-summary.tsx';
import { cashOf, usePaymentForm } from './use-payment-form.ts';

export function PaymentDialog() {
  return useOverlay().kind === 'payment' ? <OpenDialog /> : null;
}

function OpenDialog() {
  const { t } = useTranslation();
  const { money, number } = useFormat();
  const { stores } = useCashier();
  const { payment: desk, pay } = useActions();
  const { options, error } = useStore(desk.store);
  const basket = useBasket((state) => state.basket);
  const isPaying = useBasket((state) => state.isPaying);
  const hasMember = basket?.member != null;
  const form = usePaymentForm(hasMember ? 'points' : 'cash', money.typedMinor);
  const [isApproving, setIsApproving] = useState(false);
  useEffect(() => desk.ask(), [desk, basket?.basketId, basket?.revision]);
  useEffect(() => desk.clear, [desk]);
  const close = (): void => stores.overlay.setState({ overlay: { kind: 'none' } });
  const dueMinor = basket?.score.payableMinor ?? 0;
  const payment = basket?.payment;
  const outsideMinor = payment?.outsideMinor ?? dueMinor;
  const chosen = payment?.chosen ?? nothingChosen;
  const isTyping = form.typed !== null && form.field !== 'cash' && form.field !== 'change';

  const use = async (): Promise<void> => {
    const amount = form.typed ?? 0;
    const changed = {
      points: { points: amount },
      wallet: { walletMinor: minor(amount) },
      household: { householdMinor: minor(amount) },
      cash: {},
      change: {},
    }[form.field];
    if (await desk.choose({ ...chosen, ...changed })) form.enter(form.field);
  };
  const payNow = async (approval?: Approval): Promise<AppError | null> => {
    const refused = await pay(cashOf(form, outsideMinor), approval);
    if (refused === null) close();
    else if (refused.code === 'approval_needed' && approval === undefined) setIsApproving(true);
    else desk.tell(refused);
    return refused;
  };
  const submit = (): void => void (isTyping ? use() : payNow());

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
          submit();
        }}
      >
        <PaymentChoices
          options={options}
          chosen={chosen}
          payment={payment}
          form={form}
          outsideMinor={outsideMinor}
          onChoose={(changed) => void desk.choose(changed)}
          onTopUp={() => stores.overlay.setState({ overlay: { kind: 'topUp' } })}
          onAddCode={() => stores.overlay.setState({ overlay: { kind: 'codes', text: '' } })}
        />
        <div className="flex flex-col">
          <PaymentSummary dueMinor={dueMinor} outsideMinor={outsideMinor} payment={payment} error={error} />
          <AmountEntry form={form} />
          <Button
            look="primary"
            size="large"
            className="mt-3 w-full"
            isDisabled={isPaying || basket === null || basket.lines.length === 0}
            onPress={submit}
            testId="payment-submit"
          >
            {isTyping
              ? t('payment.use', {
                  amount:
                    form.field === 'points'
                      ? t('payment.chipPoints', { points: number.count(form.typed ?? 0) })
                      : money.text(form.typed ?? 0),
                })
              : outsideMinor === 0
                ? t('payment.pay')
                : t('payment.payRest', { amount: money.text(outsideMinor) })}
          </Button>
        </div>
      </form>
      {isApproving ? (
        <ApprovalDialog onApprove={payNow} onClose={() => setIsApproving(false)}>
          {t('payment.approve')}
        </ApprovalDialog>
      ) : null}
    </Dialog>
  );
}
