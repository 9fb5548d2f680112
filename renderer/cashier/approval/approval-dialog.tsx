/** Four eyes: shows a manager exactly what they approve, and takes their PIN. Lies over the window that asked for it. */

import { ShieldCheck } from 'lucide-react';
import { useState } from 'react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { AppError } from '#shared/contracts/error-codes.ts';
import type { OperatorView } from '#shared/contracts/till-views.ts';
import type { Approval } from '#shared/contracts/till/approval-schema.ts';
import { Dialog } from '#renderer/ui/dialog.tsx';
import { useTill } from '#renderer/cashier/cashier-context.tsx';
import { ApproverPin } from './approver-pin.tsx';
import { ApproverTiles } from './approver-tiles.tsx';
import { managersAtHand } from './managers-at-hand.ts';

export type ApprovalDialogProps = {
  /** What is approved, in the words and amounts that the entry will hold. */
  readonly children: ReactNode;
  /** Null when it was done; a refusal is shown here, and the PIN asked for again. */
  readonly onApprove: (approval: Approval) => Promise<AppError | null>;
  readonly onClose: () => void;
};

export function ApprovalDialog({ children, onApprove, onClose }: ApprovalDialogProps) {
  const { t } = useTranslation();
  const operators = useTill((till) => till.operators);
  const actor = useTill((till) => till.signedIn);
  const managers = managersAtHand(operators, actor);
  const [chosen, setChosen] = useState<OperatorView | null>(
    managers.length === 1 ? (managers[0] ?? null) : null,
  );
  return (
    <Dialog
      title={t('approval.title')}
      closeLabel={t('common.close')}
      onClose={onClose}
      icon={<ShieldCheck aria-hidden="true" size={24} className="text-brand" />}
      className="w-[46rem]"
      testId="approval-dialog"
    >
      <div className="grid grid-cols-[minmax(0,1fr)_20rem] gap-6">
        <div className="flex min-w-0 flex-col gap-3">
          <p className="text-sm text-ink-soft">{t('approval.what')}</p>
          <div className="rounded-2xl bg-sunken p-4" data-testid="approval-what">
            {children}
          </div>
        </div>
        <div className="flex min-w-0 flex-col">
          {chosen === null ? (
            <ApproverTiles managers={managers} onChoose={setChosen} />
          ) : (
            <ApproverPin
              key={chosen.operatorId}
              manager={chosen}
              onOther={managers.length > 1 ? () => setChosen(null) : null}
              onPin={(pin) => onApprove({ operatorId: chosen.operatorId, pin })}
              onClose={onClose}
            />
          )}
        </div>
      </div>
    </Dialog>
  );
}
