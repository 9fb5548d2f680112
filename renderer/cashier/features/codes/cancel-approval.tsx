/** A second person sees what cancelling comes to before they say yes. */

import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CancelPreview } from '#shared/contracts/till/codes-views.ts';
import { useFormat } from '#renderer/ui/format/format-context.tsx';
import { ApprovalDialog } from '#renderer/cashier/approval/approval-dialog.tsx';
import { useActions } from '#renderer/cashier/cashier-context.tsx';
import type { CodesToCancel } from '#renderer/cashier/stores/codes-actions.ts';

export type CancelApprovalProps = { readonly toCancel: CodesToCancel; readonly onClose: () => void };

export function CancelApproval({ toCancel, onClose }: CancelApprovalProps) {
  const { t } = useTranslation();
  const { money } = useFormat();
  const { cancelCodes, previewCancel } = useActions();
  const [preview, setPreview] = useState<CancelPreview | null>(null);
  const { batchId, texts } = toCancel;
  const [only] = texts;
  useEffect(() => {
    const asked = { batchId, texts: only === undefined ? [] : [only] };
    void previewCancel(asked).then(setPreview);
  }, [previewCancel, batchId, only]);
  if (preview === null) return null;
  return (
    <ApprovalDialog
      onClose={onClose}
      onApprove={async (approval) => {
        const refused = await cancelCodes(toCancel, approval);
        if (refused === null) onClose();
        return refused;
      }}
    >
      <p className="font-bold">{t('codes.cancelApprove')}</p>
      <p className="mt-2">{t('codes.cancelOpen', { count: preview.open })}</p>
      {preview.balanceMinor === 0 ? null : (
        <p className="mt-1 font-semibold text-danger">
          {t('codes.cancelBalance', { amount: money.text(preview.balanceMinor) })}
        </p>
      )}
      {batchId === null ? <p className="mt-1 text-sm text-ink-soft">{t('codes.leaked')}</p> : null}
    </ApprovalDialog>
  );
}
