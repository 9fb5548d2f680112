/** Giving the sale to the member at the till: what leaves the one and comes to the other, before it is done. */

import { UserRoundPlus } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { AppError } from '#shared/contracts/error-codes.ts';
import type { Approval } from '#shared/contracts/till/approval-schema.ts';
import type { MemberChangeView, SaleLeftView } from '#shared/contracts/till/corrections-views.ts';
import { Button } from '#renderer/ui/button.tsx';
import { useFormat } from '#renderer/ui/format/format-context.tsx';
import { Money } from '#renderer/ui/money.tsx';
import { ApprovalDialog } from '#renderer/cashier/approval/approval-dialog.tsx';
import type { Corrections } from '#renderer/cashier/stores/corrections-store.ts';
import { Refusal } from './refusal.tsx';

export type MemberChangeProps = {
  readonly corrections: Corrections;
  readonly change: MemberChangeView;
  readonly sale: SaleLeftView;
};

export function MemberChange({ corrections, change, sale }: MemberChangeProps) {
  const { t } = useTranslation();
  const { personName } = useFormat();
  const [isApproving, setIsApproving] = useState(false);
  const [refused, setRefused] = useState<AppError | null>(null);
  const send = async (approval: Approval | null): Promise<AppError | null> => {
    const error = await corrections.changeMember(approval);
    if (approval === null) setRefused(error);
    return error;
  };
  return (
    <div className="flex flex-1 flex-col gap-4" data-testid="member-change">
      <p className="text-ink-soft">{t('corrections.changeNote')}</p>
      <ChangeRows change={change} />
      {refused === null ? null : <Refusal error={refused} />}
      <div className="mt-auto flex gap-3">
        <Button size="large" onPress={corrections.dropMemberChange} testId="member-change-back">
          {t('corrections.notNow')}
        </Button>
        <Button
          look="primary"
          size="large"
          className="flex-1"
          onPress={() => (change.needsApproval ? setIsApproving(true) : void send(null))}
          testId="member-change-submit"
        >
          <UserRoundPlus aria-hidden="true" size={20} />
          {t('corrections.giveTo', { name: personName(change.to) })}
        </Button>
      </div>
      {isApproving ? (
        <ApprovalDialog
          onClose={() => setIsApproving(false)}
          onApprove={async (approval) => {
            const error = await send(approval);
            if (error === null) setIsApproving(false);
            return error;
          }}
        >
          <p className="mb-2 font-semibold">
            <bdi dir="ltr">{sale.receiptNumber}</bdi>
          </p>
          <ChangeRows change={change} />
        </ApprovalDialog>
      ) : null}
    </div>
  );
}

function ChangeRows({ change }: { readonly change: MemberChangeView }) {
  const { t } = useTranslation();
  const { number, personName } = useFormat();
  const { from, to } = change;
  return (
    <div className="flex flex-col gap-3 text-sm">
      {from === null ? null : (
        <p className="text-danger">
          <bdi className="font-semibold">{personName(from)}</bdi>:{' '}
          <bdi dir="ltr">−{number.count(change.pointsTaken)}</bdi> {t('units.points')} ·{' '}
          <Money amountMinor={-change.creditTakenMinor} />
        </p>
      )}
      <p className="text-success" data-testid="member-change-given">
        <bdi className="font-semibold">{personName(to)}</bdi>:{' '}
        <bdi dir="ltr">+{number.count(change.pointsGiven)}</bdi> {t('units.points')} ·{' '}
        <Money amountMinor={change.creditGivenMinor} />
      </p>
    </div>
  );
}
