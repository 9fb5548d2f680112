/** The receipt over the screen: it is booked, here is the slip, Enter begins the next sale. */

import { CircleCheck, QrCode, ReceiptText } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { Dialog as AriaDialog, Heading, Modal, ModalOverlay } from 'react-aria-components';
import { Button } from '#renderer/ui/button.tsx';
import { Kbd } from '#renderer/ui/kbd.tsx';
import { useFormat } from '#renderer/ui/format/format-context.tsx';
import { Money } from '#renderer/ui/money.tsx';
import { useActions, useBasket } from '#renderer/cashier/cashier-context.tsx';
import type { ShownReceipt } from '#renderer/cashier/stores/basket-store.ts';
import { Slip } from './slip.tsx';

export function ReceiptOverlay() {
  const shown = useBasket((state) => state.shownReceipt);
  const { newSale } = useActions();
  if (shown === null) return null;
  return (
    <ModalOverlay
      isOpen
      onOpenChange={(isOpen) => (isOpen ? undefined : newSale())}
      className="animate-fade fixed inset-0 z-40 flex items-center justify-center bg-scrim p-6"
    >
      <Modal className="animate-rise max-h-full">
        <AriaDialog className="flex max-h-[calc(100vh-3rem)] gap-5" data-testid="receipt-dialog">
          <Slip receipt={shown.receipt} refundCode={shown.refundCode ?? null} />
          <Outcome shown={shown} onNext={newSale} />
        </AriaDialog>
      </Modal>
    </ModalOverlay>
  );
}

/** What goes back over the desk now, and how a redemption is undone. */
function PaidNote({ payment }: { readonly payment: ShownReceipt['receipt']['payment'] }) {
  const { t } = useTranslation();
  const { money } = useFormat();
  if (payment === undefined) return null;
  const changeMinor = payment.cash?.changeMinor ?? 0;
  return (
    <>
      {changeMinor === 0 ? null : (
        <p
          className="mt-3 rounded-2xl bg-saffron-soft px-3 py-2.5 text-lg font-bold text-saffron"
          data-testid="give-change"
        >
          {t('payment.backToCustomer', { amount: money.text(changeMinor) })}
        </p>
      )}
      {payment.tenders.length === 0 ? null : (
        <p className="mt-3 text-sm text-balance text-ink-soft">{t('payment.refundUndoes')}</p>
      )}
    </>
  );
}

function Outcome({ shown, onNext }: { readonly shown: ShownReceipt; readonly onNext: () => void }) {
  const { t } = useTranslation();
  const { addRefundCode } = useActions();
  const isRecalled = shown.origin === 'recalled';
  const Icon = isRecalled ? ReceiptText : CircleCheck;
  return (
    <div className="flex w-80 flex-col self-center rounded-3xl bg-surface p-6 text-center shadow-high">
      <span className="mx-auto flex size-20 items-center justify-center rounded-full bg-success-soft text-success">
        <Icon aria-hidden="true" size={44} strokeWidth={1.75} />
      </span>
      <Heading slot="title" className="mt-4 text-2xl font-bold">
        {t(isRecalled ? 'receipt.last' : 'receipt.booked')}
      </Heading>
      <Money
        amountMinor={shown.receipt.score.payableMinor}
        className="figure mt-1 text-3xl font-extrabold"
        unitClassName="text-lg font-medium"
        testId="receipt-payable"
      />
      <PaidNote payment={shown.receipt.payment} />
      {shown.origin === 'unseen' ? (
        <p className="mt-3 text-sm text-balance text-ink-soft">{t('receipt.unseen')}</p>
      ) : null}
      {shown.refundCode === undefined ? (
        <Button
          look="quiet"
          onPress={() => void addRefundCode()}
          className="mt-3 self-center"
          testId="receipt-refund-code"
        >
          <QrCode aria-hidden="true" size={18} />
          {t('corrections.code')}
        </Button>
      ) : null}
      <Button look="primary" size="large" autoFocus onPress={onNext} className="mt-6 h-16" testId="new-sale">
        {t(isRecalled ? 'receipt.close' : 'receipt.newSale')}
        <Kbd keys="Enter" onBrand />
      </Button>
    </div>
  );
}
