/** Points or wallet money of the member at the till, given or taken by hand; a second manager approves it. */

import { SlidersHorizontal } from 'lucide-react';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import type { MemberPanel } from '#shared/contracts/till-views.ts';
import { parseWholeNumber } from '#shared/domain/text.ts';
import { Button } from '#renderer/ui/button.tsx';
import { Dialog } from '#renderer/ui/dialog.tsx';
import { useFormat } from '#renderer/ui/format/format-context.tsx';
import { Money } from '#renderer/ui/money.tsx';
import { TextField } from '#renderer/ui/text-field.tsx';
import { ApprovalDialog } from '#renderer/cashier/approval/approval-dialog.tsx';
import { useBasket, useCashier, useOverlay } from '#renderer/cashier/cashier-context.tsx';
import { ValueField } from '#renderer/cashier/codes/value-field.tsx';
import type { AdjustState, Adjustment } from '#renderer/cashier/stores/adjust-store.ts';
import { ChoiceChips } from './choice-chips.tsx';

export function AdjustDialog() {
  const isOpen = useOverlay().kind === 'adjust';
  const member = useBasket(({ basket }) => basket?.member ?? null);
  return isOpen && member !== null ? <OpenDialog member={member} /> : null;
}

function OpenDialog({ member }: { readonly member: MemberPanel }) {
  const { t } = useTranslation();
  const { personName } = useFormat();
  const { stores, searches } = useCashier();
  const { adjustment } = searches;
  const state = useStore(adjustment.store);
  const [isApproving, setIsApproving] = useState(false);
  useEffect(() => adjustment.open(), [adjustment]);
  const close = (): void => stores.overlay.setState({ overlay: { kind: 'none' } });
  return (
    <Dialog
      title={t('corrections.adjust.title', { name: personName(member) })}
      closeLabel={t('common.close')}
      onClose={close}
      icon={<SlidersHorizontal aria-hidden="true" size={24} className="text-brand" />}
      className="w-[32rem]"
      testId="adjust-dialog"
    >
      <AdjustForm adjustment={adjustment} state={state} />
      <Button
        look="primary"
        size="large"
        className="mt-4 w-full"
        onPress={() => setIsApproving(true)}
        isDisabled={state.amount === 0 || state.reasonId === null}
        testId="adjust-submit"
      >
        {t('corrections.adjust.submit')}
      </Button>
      {isApproving ? (
        <ApprovalDialog
          onClose={() => setIsApproving(false)}
          onApprove={async (approval) => {
            const error = await adjustment.adjust(member.memberRef, approval);
            if (error === null) close();
            return error;
          }}
        >
          <AdjustmentSaid state={state} name={personName(member)} />
        </ApprovalDialog>
      ) : null}
    </Dialog>
  );
}

type AdjustFormProps = { readonly adjustment: Adjustment; readonly state: AdjustState };

function AdjustForm({ adjustment, state }: AdjustFormProps) {
  const { t } = useTranslation();
  const { local, number } = useFormat();
  const { unit, direction, reasonId, rules } = state;
  return (
    <div className="flex flex-col gap-4">
      <div className="flex flex-wrap justify-between gap-3">
        <ChoiceChips
          label={t('corrections.adjust.unit')}
          choices={[
            { id: 'points', text: t('units.points') },
            { id: 'money', text: t('corrections.adjust.wallet') },
          ]}
          chosen={unit}
          onChoose={(id) => adjustment.change({ unit: id, amount: 0 })}
          testIdPrefix="adjust-unit"
        />
        <ChoiceChips
          label={t('corrections.adjust.direction')}
          choices={[
            { id: 'give', text: t('corrections.adjust.give') },
            { id: 'take', text: t('corrections.adjust.take') },
          ]}
          chosen={direction}
          onChoose={(id) => adjustment.change({ direction: id })}
          testIdPrefix="adjust-direction"
        />
      </div>
      <AmountField adjustment={adjustment} state={state} />
      {rules === null ? null : (
        <p className="text-sm text-ink-soft">
          {t('corrections.adjust.atMost')}{' '}
          {unit === 'points' ? (
            <span className="amount">
              {number.count(rules.adjustPointsMax)} {t('units.points')}
            </span>
          ) : (
            <Money amountMinor={rules.adjustMinorMax} />
          )}
        </p>
      )}
      <ChoiceChips
        label={t('corrections.reason')}
        choices={(rules?.adjustReasons ?? []).map((known) => ({
          id: known.reasonId,
          text: local(known.name),
        }))}
        chosen={reasonId}
        onChoose={(id) => adjustment.change({ reasonId: id })}
        testIdPrefix="adjust-reason"
      />
    </div>
  );
}

function AmountField({ adjustment, state: { unit, amount } }: AdjustFormProps) {
  const { t } = useTranslation();
  const { number } = useFormat();
  return unit === 'points' ? (
    <TextField
      label={t('corrections.adjust.amount')}
      // oxlint-disable-next-line jsx-a11y/no-autofocus -- the window opened for this amount
      autoFocus
      inputMode="numeric"
      value={amount === 0 ? '' : number.count(amount)}
      onText={(text) => adjustment.change({ amount: parseWholeNumber(text) ?? 0 })}
      testId="adjust-points"
    />
  ) : (
    <ValueField
      label={t('corrections.adjust.amount')}
      valueMinor={amount}
      onValue={(valueMinor) => adjustment.change({ amount: valueMinor })}
      autoFocus
      testId="adjust-money"
    />
  );
}

/** What the approver reads. */
function AdjustmentSaid({ state, name }: { readonly state: AdjustState; readonly name: string }) {
  const { t } = useTranslation();
  const { local, number } = useFormat();
  const { unit, direction, amount, reasonId, rules } = state;
  const signed = direction === 'give' ? amount : -amount;
  const reason = rules?.adjustReasons.find((known) => known.reasonId === reasonId);
  return (
    <div className="flex flex-col gap-1">
      <bdi className="font-semibold">{name}</bdi>
      <span className="text-lg font-bold">
        {t(`corrections.adjust.${direction}`)}{' '}
        {unit === 'points' ? (
          <span className="amount">
            <bdi dir="ltr">{number.count(signed)}</bdi> {t('units.points')}
          </span>
        ) : (
          <Money amountMinor={signed} />
        )}
      </span>
      {reason === undefined ? null : <span>{local(reason.name)}</span>}
    </div>
  );
}
