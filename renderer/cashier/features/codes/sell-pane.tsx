/** A gift card is sold: a value within the shop's limits, and how it is paid for. */

import { Gift } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ToggleButton } from 'react-aria-components';
import { useStore } from 'zustand';
import type { CodeBatchesView } from '#shared/contracts/till/codes-views.ts';
import { paymentMeansKinds } from '#shared/domain/payment.ts';
import type { PaymentMeans } from '#shared/domain/payment.ts';
import { Button } from '#renderer/ui/button.tsx';
import { useFormat } from '#renderer/ui/format/format-context.tsx';
import { ApprovalDialog } from '#renderer/cashier/approval/approval-dialog.tsx';
import { useApproval } from '#renderer/cashier/approval/use-approval.ts';
import { useBasket, useCashier } from '#renderer/cashier/cashier-context.tsx';
import { useWhenReady } from '#renderer/cashier/use-when-ready.ts';
import { CodeFailure } from '#renderer/cashier/codes/code-failure.tsx';
import { ValueField } from '#renderer/cashier/codes/value-field.tsx';

type Limits = NonNullable<CodeBatchesView['giftCards']>;

export function SellPane() {
  const { t } = useTranslation();
  const batches = useStore(useCashier().stores.codes, (state) => state.batches);
  if (batches !== null && batches.giftCards === null)
    return <p className="py-14 text-center text-ink-soft">{t('codes.sellOff')}</p>;
  return <SellForm limits={batches?.giftCards ?? null} />;
}

/** `limits`: null until the till has answered; the value is typed all the same. */
function SellForm({ limits }: { readonly limits: Limits | null }) {
  const { t } = useTranslation();
  const { money } = useFormat();
  const { stores, actions } = useCashier();
  const isBusy = useStore(stores.codes, (state) => state.isBusy);
  const hasFailed = useStore(stores.codes, (state) => state.batches === null && state.failure !== null);
  const [valueMinor, setValueMinor] = useState(0);
  const [payment, setPayment] = useState<PaymentMeans>('cash');
  const sale = useApproval((approval) => actions.sellGiftCard(valueMinor, payment, approval));
  const isSaleable = limits !== null && isWithin(limits, valueMinor) && !isBusy;
  const askAgain = (): void => {
    stores.codes.setState({ failure: null });
    void actions.loadBatches();
  };
  const confirm = useWhenReady({ isReady: limits !== null, hasFailed, askAgain }, () => {
    if (isSaleable) void sale.send();
  });
  const setValue = (typedMinor: number): void => {
    confirm.forget();
    setValueMinor(typedMinor);
  };
  return (
    <form
      className="flex flex-col gap-4"
      onSubmit={(event) => {
        event.preventDefault();
        confirm.press();
      }}
    >
      <div>
        <ValueField
          label={t('codes.value')}
          valueMinor={valueMinor}
          onValue={setValue}
          autoFocus
          testId="gift-value"
        />
        <SellLimits limits={limits} />
        {limits === null ? null : <Suggestions limits={limits} onValue={setValue} />}
      </div>
      <PaymentChoice
        payment={payment}
        onPayment={(means) => {
          confirm.forget();
          setPayment(means);
        }}
      />
      <CodeFailure />
      <Button
        look="primary"
        size="large"
        type="submit"
        isDisabled={limits === null ? valueMinor === 0 : !isSaleable}
        testId="gift-sell"
      >
        <Gift aria-hidden="true" size={20} />
        {confirm.isWaiting
          ? t('payment.loading')
          : valueMinor === 0
            ? t('codes.sell')
            : t('codes.sellNow', { amount: money.text(valueMinor) })}
      </Button>
      {sale.isApproving ? (
        <ApprovalDialog onApprove={sale.send} onClose={sale.stopApproving}>
          {t('codes.sellNow', { amount: money.text(valueMinor) })} · {t(`pay.${payment}`)}
        </ApprovalDialog>
      ) : null}
    </form>
  );
}

function SellLimits({ limits }: { readonly limits: Limits | null }) {
  const { t } = useTranslation();
  const { money } = useFormat();
  return (
    <p className="mt-1 text-xs text-ink-faint" role="status">
      {limits === null
        ? t('payment.loading')
        : t('codes.sellLimits', {
            min: money.text(limits.valueMinMinor),
            max: money.text(limits.valueMaxMinor),
          })}
    </p>
  );
}

function isWithin({ valueMinMinor, valueMaxMinor }: Limits, valueMinor: number): boolean {
  return valueMinor >= valueMinMinor && valueMinor <= valueMaxMinor;
}

/** Round values from the smallest on; each twice to two and a half times the one before. */
const steps = [1, 2, 4, 10];

function Suggestions({
  limits,
  onValue,
}: {
  readonly limits: Limits;
  readonly onValue: (valueMinor: number) => void;
}) {
  const { money } = useFormat();
  const values = steps
    .map((step) => limits.valueMinMinor * step)
    .filter((value) => value <= limits.valueMaxMinor);
  return (
    <div className="mt-3 flex flex-wrap gap-2">
      {values.map((value) => (
        <Button
          key={value}
          look="soft"
          onPress={() => onValue(value)}
          // The field keeps the focus: Enter sells what was chosen.
          preventFocusOnPress
          testId={`gift-value-${value}`}
        >
          {money.text(value)}
        </Button>
      ))}
    </div>
  );
}

type PaymentChoiceProps = {
  readonly payment: PaymentMeans;
  readonly onPayment: (payment: PaymentMeans) => void;
};

function PaymentChoice({ payment, onPayment }: PaymentChoiceProps) {
  const { t } = useTranslation();
  const hasMember = useBasket(({ basket }) => basket?.member !== null && basket?.member !== undefined);
  return (
    <div>
      <p className="mb-1 text-sm font-medium text-ink-soft">{t('codes.payment')}</p>
      <div role="group" aria-label={t('codes.payment')} className="grid grid-cols-4 gap-1.5">
        {paymentMeansKinds.map((means) => (
          <ToggleButton
            key={means}
            isSelected={payment === means}
            isDisabled={means === 'wallet' && !hasMember}
            onChange={() => onPayment(means)}
            data-testid={`gift-${means}`}
            className="h-11 rounded-xl border border-hairline bg-surface text-sm font-medium text-ink-soft transition-colors data-disabled:bg-sunken data-disabled:text-ink-faint data-hovered:border-edge data-selected:border-brand data-selected:bg-brand-soft data-selected:font-semibold data-selected:text-brand-ink"
          >
            {t(`pay.${means}`)}
          </ToggleButton>
        ))}
      </div>
      {hasMember ? null : <p className="mt-1 text-xs text-ink-faint">{t('codes.walletNeedsMember')}</p>}
    </div>
  );
}
