/** How the chosen lines go back, why, what it does, and the one button that does it. */

import { CheckCheck, Undo2 } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { AppError } from '#shared/contracts/error-codes.ts';
import type { Approval } from '#shared/contracts/till/approval-schema.ts';
import type { RefundEffectView, SaleLeftView } from '#shared/contracts/till/corrections-views.ts';
import { Button } from '#renderer/ui/button.tsx';
import { useFormat } from '#renderer/ui/format/format-context.tsx';
import { ApprovalDialog } from '#renderer/cashier/approval/approval-dialog.tsx';
import { ChoiceChips } from './choice-chips.tsx';
import { Effect } from './effect.tsx';
import { Refusal } from './refusal.tsx';
import type { CorrectionsProps } from './sale-list.tsx';

export type RefundFooterProps = CorrectionsProps & { readonly sale: SaleLeftView };

const kinds = ['refund', 'exchange', 'void'] as const;

export function RefundFooter({ corrections, state, sale }: RefundFooterProps) {
  const { t } = useTranslation();
  const [isApproving, setIsApproving] = useState(false);
  const [refused, setRefused] = useState<AppError | null>(null);
  const { effect, reasonId, kind } = state;
  if (sale.state === 'refunded') return <Explanation text={t('errors.already_refunded.sentence')} />;
  if (sale.refundDaysLeft < 0) return <Explanation text={t('errors.refund_too_late.sentence')} />;
  const send = async (approval: Approval | null): Promise<AppError | null> => {
    const error = await corrections.refund(approval);
    if (approval === null) setRefused(error);
    return error;
  };
  const press = (): void => {
    setRefused(null);
    if (effect?.needsApproval === true) setIsApproving(true);
    else void send(null);
  };
  return (
    <div className="flex min-h-0 flex-col gap-3">
      <div className="-m-1 flex min-h-0 flex-1 flex-col gap-3 overflow-y-auto p-1">
        <div className="flex flex-wrap items-center justify-between gap-2">
          <ChoiceChips
            label={t('corrections.kind')}
            choices={kinds.map((id) => ({
              id,
              text: t(`corrections.kinds.${id}`),
              isDisabled: id === 'void' && !sale.isVoidable,
            }))}
            chosen={kind}
            onChoose={corrections.setKind}
            testIdPrefix="refund-kind"
          />
          <Button look="quiet" onPress={corrections.chooseAll} className="px-2!" testId="refund-all">
            <CheckCheck aria-hidden="true" size={18} />
            {t('corrections.all')}
          </Button>
        </div>
        {effect === null ? (
          <p className="text-sm text-ink-soft">{t('corrections.chooseLines')}</p>
        ) : (
          <ChoiceOfEffect corrections={corrections} state={state} sale={sale} effect={effect} />
        )}
        {refused === null ? null : <Refusal error={refused} />}
        {state.failure === null ? null : <Refusal error={state.failure} />}
      </div>
      <Button
        look={kind === 'void' ? 'danger' : 'primary'}
        size="large"
        onPress={press}
        isDisabled={effect === null || reasonId === null || state.isBusy}
        testId="refund-submit"
      >
        <Undo2 aria-hidden="true" size={20} className="rtl:-scale-x-100" />
        {t(effect !== null && reasonId === null ? 'corrections.chooseReason' : `corrections.do.${kind}`)}
      </Button>
      {isApproving && effect !== null ? (
        <ApprovalDialog
          onClose={() => setIsApproving(false)}
          onApprove={async (approval) => {
            const error = await send(approval);
            if (error === null) setIsApproving(false);
            return error;
          }}
        >
          <RefundSaid state={state} sale={sale} effect={effect} />
        </ApprovalDialog>
      ) : null}
    </div>
  );
}

/** Why nothing can be done any more, and what there is instead. */
function Explanation({ text }: { readonly text: string }) {
  return (
    <p role="note" className="rounded-2xl bg-sunken px-4 py-3 text-ink-soft" data-testid="refund-over">
      {text}
    </p>
  );
}

type EffectProps = RefundFooterProps & { readonly effect: RefundEffectView };

/** What the choice does, where its money goes, and why. */
function ChoiceOfEffect({ corrections, state, sale, effect }: EffectProps) {
  const { t } = useTranslation();
  const { local } = useFormat();
  return (
    <>
      <Effect effect={effect} />
      {sale.walletTakesRefunds && effect.outsideMinor + effect.toWalletMinor > 0 ? (
        <ChoiceChips
          label={t('corrections.moneyTo')}
          choices={[
            { id: 'out', text: t('corrections.handOut') },
            { id: 'wallet', text: t('corrections.intoWallet') },
          ]}
          chosen={state.toWallet ? 'wallet' : 'out'}
          onChoose={(id) => corrections.setToWallet(id === 'wallet')}
          testIdPrefix="refund-to"
        />
      ) : null}
      <ChoiceChips
        label={t('corrections.reason')}
        choices={(state.rules?.refundReasons ?? []).map((known) => ({
          id: known.reasonId,
          text: local(known.name),
        }))}
        chosen={state.reasonId}
        onChoose={corrections.setReason}
        testIdPrefix="refund-reason"
      />
    </>
  );
}

/** What the approver reads. */
function RefundSaid({ state, sale, effect }: Omit<EffectProps, 'corrections'>) {
  const { t } = useTranslation();
  const { local } = useFormat();
  const reason = state.rules?.refundReasons.find((known) => known.reasonId === state.reasonId);
  return (
    <>
      <p className="mb-2 font-semibold">
        {t(`corrections.kinds.${state.kind}`)}{' '}
        <bdi dir="ltr" className="font-normal">
          {sale.receiptNumber}
        </bdi>
        {reason === undefined ? null : <span className="font-normal">: {local(reason.name)}</span>}
      </p>
      <Effect effect={effect} />
    </>
  );
}
