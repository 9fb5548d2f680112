/** A new batch: which coupon, or gift cards of which value, and how many. */

import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import type { CodeBatchesView } from '#shared/contracts/till/codes-views.ts';
import { asciiDigits } from '#shared/domain/text.ts';
import { Button } from '#renderer/ui/button.tsx';
import { useFormat } from '#renderer/ui/format/format-context.tsx';
import { TextField } from '#renderer/ui/text-field.tsx';
import { ApprovalDialog } from '#renderer/cashier/approval/approval-dialog.tsx';
import { useCashier } from '#renderer/cashier/cashier-context.tsx';
import { ValueField } from '#renderer/cashier/codes/value-field.tsx';
import type { BatchToIssue } from '#renderer/cashier/stores/codes-actions.ts';

const countMax = 20_000;
/** In place of a coupon's id: gift cards. */
const giftCards = '';

export function IssueForm({ batches }: { readonly batches: CodeBatchesView }) {
  const { t } = useTranslation();
  const { number } = useFormat();
  const { stores } = useCashier();
  const [refId, setRefId] = useState(batches.coupons[0]?.couponId ?? giftCards);
  const [valueMinor, setValueMinor] = useState(0);
  const [count, setCount] = useState('1');
  const [toApprove, setToApprove] = useState<BatchToIssue | null>(null);
  const progress = useStore(stores.codes, (state) => state.progress);
  const batch = batchOf({ refId, valueMinor, count });
  return (
    <section className="rounded-2xl bg-canvas p-4">
      <h3 className="mb-3 font-bold">{t('codes.issueTitle')}</h3>
      <div className="grid grid-cols-[minmax(0,1fr)_8rem_auto] items-end gap-3">
        <WhatField batches={batches} refId={refId} onRefId={setRefId} />
        <TextField
          label={t('codes.issueCount')}
          inputMode="numeric"
          dir="ltr"
          value={number.digits(count)}
          onText={(text) => setCount(asciiDigits(text).replace(/\D/g, '').slice(0, 5))}
          testId="issue-count"
        />
        <Button
          look="primary"
          className="h-12"
          isDisabled={batch === null || progress !== null}
          onPress={() => setToApprove(batch)}
          testId="issue-batch"
        >
          {t('codes.issue')}
        </Button>
      </div>
      {refId === giftCards ? (
        <div className="mt-3">
          <ValueField
            label={t('codes.value')}
            valueMinor={valueMinor}
            onValue={setValueMinor}
            testId="issue-value"
          />
        </div>
      ) : null}
      {toApprove === null ? null : (
        <IssueApproval batches={batches} batch={toApprove} onClose={() => setToApprove(null)} />
      )}
    </section>
  );
}

type WhatFieldProps = {
  readonly batches: CodeBatchesView;
  readonly refId: string;
  readonly onRefId: (refId: string) => void;
};

function WhatField({ batches, refId, onRefId }: WhatFieldProps) {
  const { t } = useTranslation();
  const { local } = useFormat();
  return (
    <label className="flex flex-col gap-1 text-sm font-medium text-ink-soft">
      {t('codes.issueWhat')}
      <select
        value={refId}
        onChange={(event) => onRefId(event.target.value)}
        data-testid="issue-what"
        className="h-12 rounded-xl border border-edge bg-surface px-3 text-base text-ink"
      >
        {batches.coupons.map(({ couponId, name }) => (
          <option key={couponId} value={couponId}>
            {local(name)}
          </option>
        ))}
        {batches.giftCards === null ? null : <option value={giftCards}>{t('codes.giftCard')}</option>}
      </select>
    </label>
  );
}

type Typed = { readonly refId: string; readonly valueMinor: number; readonly count: string };

/** Null while something is missing. */
function batchOf({ refId, valueMinor, count: typed }: Typed): BatchToIssue | null {
  const count = Number(typed);
  if (count < 1 || count > countMax) return null;
  if (refId !== giftCards) return { codeKind: 'coupon', refId, valueMinor: null, count };
  return valueMinor === 0 ? null : { codeKind: 'giftCard', refId: null, valueMinor, count };
}

type IssueApprovalProps = {
  readonly batches: CodeBatchesView;
  readonly batch: BatchToIssue;
  readonly onClose: () => void;
};

function IssueApproval({ batches, batch, onClose }: IssueApprovalProps) {
  const { t } = useTranslation();
  const { local, money, number } = useFormat();
  const { stores, actions } = useCashier();
  const progress = useStore(stores.codes, (state) => state.progress);
  const coupon = batches.coupons.find(({ couponId }) => couponId === batch.refId);
  const giftCard = `${t('codes.giftCard')} ${money.text(batch.valueMinor ?? 0)}`;
  const name = coupon === undefined ? giftCard : local(coupon.name);
  return (
    <ApprovalDialog
      onClose={onClose}
      onApprove={async (approval) => {
        const refused = await actions.issueBatch(batch, approval);
        if (refused === null) onClose();
        return refused;
      }}
    >
      <p className="font-bold">{t('codes.issueApprove', { count: batch.count, name })}</p>
      {progress === null ? null : (
        <p role="status" className="mt-2 text-sm text-ink-soft">
          {t('codes.issuing', { done: number.count(progress.done), total: number.count(progress.total) })}
        </p>
      )}
    </ApprovalDialog>
  );
}
