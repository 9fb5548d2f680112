/** What an offer gave by mistake in some days, taken back from everybody at once; a second manager approves the sums. */

import { Eraser } from 'lucide-react';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import type { BatchSumsView } from '#shared/contracts/till/corrections-views.ts';
import { Button } from '#renderer/ui/button.tsx';
import { Dialog } from '#renderer/ui/dialog.tsx';
import { useFormat } from '#renderer/ui/format/format-context.tsx';
import { Money } from '#renderer/ui/money.tsx';
import { ApprovalDialog } from '#renderer/cashier/approval/approval-dialog.tsx';
import { useCashier, useOverlay, useTill } from '#renderer/cashier/cashier-context.tsx';
import { BatchChoice } from './batch-choice.tsx';
import { BatchDays } from './batch-days.tsx';
import { ChoiceChips } from './choice-chips.tsx';
import { Refusal } from './refusal.tsx';

export function CancelBatchDialog() {
  return useOverlay().kind === 'cancelBatch' ? <OpenDialog /> : null;
}

function OpenDialog() {
  const { t } = useTranslation();
  const { local } = useFormat();
  const { stores, searches } = useCashier();
  const { cancelBatch } = searches;
  const today = useTill((till) => till.businessDay);
  const state = useStore(cancelBatch.store);
  const [isApproving, setIsApproving] = useState(false);
  useEffect(() => cancelBatch.open(today), [cancelBatch, today]);
  const close = (): void => stores.overlay.setState({ overlay: { kind: 'none' } });
  const { rules, offer, reasonId, sums, failure, done } = state;
  return (
    <Dialog
      title={t('corrections.batch.title')}
      closeLabel={t('common.close')}
      onClose={close}
      icon={<Eraser aria-hidden="true" size={24} className="text-brand" />}
      className="w-[34rem]"
      testId="cancel-batch-dialog"
    >
      {done === null ? (
        <div className="flex flex-col gap-4">
          <BatchChoice cancelBatch={cancelBatch} state={state} />
          <BatchDays cancelBatch={cancelBatch} state={state} today={today} />
          <ChoiceChips
            label={t('corrections.reason')}
            choices={(rules?.adjustReasons ?? []).map((known) => ({
              id: known.reasonId,
              text: local(known.name),
            }))}
            chosen={reasonId}
            onChoose={(id) => cancelBatch.choose({ reasonId: id })}
            testIdPrefix="batch-reason"
          />
          {sums === null ? null : <Sums sums={sums} testId="batch-preview" />}
          {failure === null ? null : <Refusal error={failure} />}
          <Button
            look="danger"
            size="large"
            onPress={() => setIsApproving(true)}
            isDisabled={sums === null || state.isBusy}
            testId="batch-submit"
          >
            {t('corrections.batch.submit')}
          </Button>
        </div>
      ) : (
        <Done sums={done} onClose={close} />
      )}
      {isApproving && sums !== null && done === null ? (
        <ApprovalDialog onClose={() => setIsApproving(false)} onApprove={cancelBatch.cancel}>
          {offer === null ? null : <p className="font-semibold">{local(offer.name)}</p>}
          <Sums sums={sums} testId="batch-approve" />
        </ApprovalDialog>
      ) : null}
    </Dialog>
  );
}

function Sums({ sums, testId }: { readonly sums: BatchSumsView; readonly testId: string }) {
  const { t } = useTranslation();
  const { number } = useFormat();
  return (
    <dl
      className="grid grid-cols-[1fr_auto] gap-x-4 gap-y-1 rounded-2xl bg-sunken px-4 py-3"
      data-testid={testId}
      data-members={sums.members}
    >
      <dt className="text-ink-soft">{t('corrections.batch.members')}</dt>
      <dd className="text-end font-bold">{number.count(sums.members)}</dd>
      <dt className="text-ink-soft">{t('corrections.pointsTaken')}</dt>
      <dd className="text-end font-bold">{number.count(sums.points)}</dd>
      <dt className="text-ink-soft">{t('corrections.creditTaken')}</dt>
      <dd className="text-end font-bold">
        <Money amountMinor={sums.moneyMinor} />
      </dd>
    </dl>
  );
}

function Done({ sums, onClose }: { readonly sums: BatchSumsView; readonly onClose: () => void }) {
  const { t } = useTranslation();
  return (
    <div className="flex flex-col gap-4">
      <p role="status" className="text-lg font-bold text-success">
        {t('corrections.done')}
      </p>
      <Sums sums={sums} testId="batch-done" />
      <Button look="primary" size="large" autoFocus onPress={onClose} testId="batch-close">
        {t('common.close')}
      </Button>
    </div>
  );
}
