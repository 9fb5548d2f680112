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
import { CodeFailure } from '#renderer/cashier/codes/code-failure.tsx';
import { ValueField } from '#renderer/cashier/codes/value-field.tsx';

type Limits = NonNullable<CodeBatchesView['giftCards']>;

export function SellPane() {
  const { t } = useTranslation();
  const batches = useStore(useCashier().stores.codes, (state) => state.batches);
  if (batches === null) return <CodeFailure />;
  if (batches.giftCards === null)
    return <p className="py-14 text-center text-ink-soft">{t('codes.sellOff')}</p>;
  return <SellForm limits={batches.giftCards} />;
}

function SellForm({ limits }: { readonly limits: Limits }) {
  const { t } = useTranslation();
  const { money } = useFormat();
  const { stores, actions } = useCashier();
  const isBusy = useStore(stores.codes, (state) => state.isBusy);
  const [valueMinor, setValueMinor] = useState(0);
  const [payment, setPayment] = useState<PaymentMeans>('cash');
  const { valueMinMinor, valueMaxMinor } = limits;
  const sale = useApproval((approval) => actions.sellGiftCard(valueMinor, payment, approval));
  const isSaleable = valueMinor >= valueMinMinor && valueMinor <= valueMaxMinor && !isBusy;
  return (
    <form
      className="flex flex-col gap-4"
      onSubmit={(event) => {
        event.preventDefault();
        if (isSaleable) void sale.send();
      }}
    >
      <div>
        <ValueField
          label={t('codes.value')}
          valueMinor={valueMinor}
          onValue={setValueMinor}
          testId="gift-value"
        />
        <p className="mt-1 text-xs text-ink-faint">
          {t('codes.sellLimits', { min: money.text(valueMinMinor), max: money.text(valueMaxMinor) })}
        </p>
        <Suggestions limits={limits} onValue={setValueMinor} />
      </div>
      <PaymentChoice payment={payment} onPayment={setPayment} />
      <CodeFailure />
      <Button look="primary" size="large" type="submit" isDisabled={!isSaleable} testId="gift-sell">
        <Gift aria-hidden="true" size={20} />
        {valueMinor === 0 ? t('codes.sell') : t('codes.sellNow', { amount: money.text(valueMinor) })}
      </Button>
      {sale.isApproving ? (
        <ApprovalDialog onApprove={sale.send} onClose={sale.stopApproving}>
          {t('codes.sellNow', { amount: money.text(valueMinor) })} · {t(`pay.${payment}`)}
        </ApprovalDialog>
      ) : null}
    </form>
  );
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
        <Button key={value} look="soft" onPress={() => onValue(value)} testId={`gift-value-${value}`}>
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
