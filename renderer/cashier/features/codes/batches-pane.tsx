/** Batches: issue a new one with a second person's yes, look at those so far, cancel one that leaked. */

import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import type { CodeBatchView } from '#shared/contracts/till/codes-views.ts';
import { Button } from '#renderer/ui/button.tsx';
import { useFormat } from '#renderer/ui/format/format-context.tsx';
import { useCashier } from '#renderer/cashier/cashier-context.tsx';
import { CodeFailure } from '#renderer/cashier/codes/code-failure.tsx';
import { useCodeWords } from '#renderer/cashier/codes/use-code-words.ts';
import { CancelApproval } from './cancel-approval.tsx';
import { IssueForm } from './issue-form.tsx';

export function BatchesPane() {
  const { t } = useTranslation();
  const batches = useStore(useCashier().stores.codes, (state) => state.batches);
  if (batches === null) return <CodeFailure />;
  return (
    <div className="flex flex-col gap-5">
      <IssueForm batches={batches} />
      <CodeFailure />
      <section>
        <h3 className="mb-2 text-sm font-semibold text-ink-soft">{t('codes.batchesTitle')}</h3>
        {batches.batches.length === 0 ? (
          <p className="rounded-xl bg-sunken px-4 py-3 text-sm text-ink-soft">{t('codes.noBatches')}</p>
        ) : (
          <ul className="max-h-60 divide-y divide-hairline overflow-y-auto rounded-xl border border-hairline">
            {batches.batches.map((batch) => (
              <BatchRow key={batch.batchId} batch={batch} />
            ))}
          </ul>
        )}
      </section>
    </div>
  );
}

function BatchRow({ batch }: { readonly batch: CodeBatchView }) {
  const { t } = useTranslation();
  const { local, number } = useFormat();
  const words = useCodeWords();
  const [isCancelling, setCancelling] = useState(false);
  const { batchId, codes, used, cancelled } = batch;
  return (
    <li className="flex items-center gap-3 px-4 py-2.5" data-testid="batch-row">
      <div className="min-w-0 flex-1">
        <p className="font-semibold">
          <bdi>{batch.name === null ? words.kind(batch.codeKind) : local(batch.name)}</bdi>
        </p>
        <p className="text-sm text-ink-soft">
          {t('codes.batchCounts', {
            codes: number.count(codes),
            used: number.count(used),
            cancelled: number.count(cancelled),
          })}
        </p>
      </div>
      {cancelled === codes ? null : (
        <Button
          look="quiet"
          onPress={() => setCancelling(true)}
          className="text-danger!"
          testId="batch-cancel"
        >
          {t('codes.cancelBatch')}
        </Button>
      )}
      {isCancelling ? (
        <CancelApproval toCancel={{ batchId, texts: [] }} onClose={() => setCancelling(false)} />
      ) : null}
    </li>
  );
}
