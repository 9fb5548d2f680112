/** Points for another member. */

import { Send } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import type { MemberFileView } from '#shared/contracts/till/standing-views.ts';
import type { MemberRow } from '#shared/contracts/till-views.ts';
import { asciiDigits } from '#shared/domain/text.ts';
import { Button } from '#renderer/ui/button.tsx';
import { useFormat } from '#renderer/ui/format/format-context.tsx';
import { TextField } from '#renderer/ui/text-field.tsx';
import { ApprovalDialog } from '#renderer/cashier/approval/approval-dialog.tsx';
import { useApproval } from '#renderer/cashier/approval/use-approval.ts';
import type { ApprovalAtHand } from '#renderer/cashier/approval/use-approval.ts';
import { useCashier } from '#renderer/cashier/cashier-context.tsx';
import { RedemptionOffNote } from '#renderer/cashier/redemption/redemption-off-note.tsx';
import { useRedemptionOff } from '#renderer/cashier/redemption/use-redemption-off.ts';
import { MemberPicker } from '#renderer/cashier/standing/member-picker.tsx';

type TransferFormProps = {
  readonly file: MemberFileView;
  readonly limits: NonNullable<MemberFileView['transfer']>;
};

const pointDigitsMax = 9;

export function TransferForm({ file, limits }: TransferFormProps) {
  const { t } = useTranslation();
  const { number, personName } = useFormat();
  const { stores, actions } = useCashier();
  const isBusy = useStore(stores.standing, (state) => state.isBusy);
  const off = useRedemptionOff();
  const [to, setTo] = useState<MemberRow | null>(null);
  const [typed, setTyped] = useState('');
  const [isDone, setIsDone] = useState(false);
  const points = Number(typed);
  const isOff = to === null || points === 0 || isBusy || off !== null;
  const summary =
    to === null || points === 0
      ? t('standing.transfer')
      : t('standing.transferSubmit', { points: number.count(points), name: personName(to) });
  const giving = useApproval(async (approval) => {
    if (to === null || isOff) return null;
    const refused = await actions.transferPoints(to.memberRef, points, approval);
    if (refused !== null) return refused;
    setTo(null);
    setTyped('');
    setIsDone(true);
    return null;
  });
  const pick = (member: MemberRow | null): void => {
    setTo(member);
    setIsDone(false);
  };
  return (
    <form
      className="flex flex-col gap-3 self-start rounded-2xl bg-canvas p-4"
      onSubmit={(event) => {
        event.preventDefault();
        void giving.send();
      }}
    >
      <h3 className="font-bold">{t('standing.transfer')}</h3>
      {off === null ? null : <RedemptionOffNote off={off} />}
      <MemberPicker
        label={t('standing.transferTo')}
        picked={to}
        exceptRef={file.member.memberRef}
        onPick={pick}
        testId="transfer-to"
      />
      <TextField
        label={t('standing.transferPoints')}
        inputMode="numeric"
        dir="ltr"
        value={typed === '' ? '' : number.digits(typed)}
        onText={(text) => setTyped(asciiDigits(text).replace(/\D/g, '').slice(0, pointDigitsMax))}
        testId="transfer-points"
      />
      <Limits limits={limits} />
      <Button type="submit" look="primary" isDisabled={isOff} testId="transfer-submit" className="min-w-0">
        <Send aria-hidden="true" size={18} className="shrink-0 rtl:-scale-x-100" />
        <span className="truncate">{summary}</span>
      </Button>
      {giving.isApproving ? <Approving giving={giving} summary={summary} /> : null}
      {isDone ? <Done /> : null}
    </form>
  );
}

function Approving({ giving, summary }: { readonly giving: ApprovalAtHand; readonly summary: string }) {
  return (
    <ApprovalDialog onApprove={giving.send} onClose={giving.stopApproving}>
      {summary}
    </ApprovalDialog>
  );
}

function Done() {
  const { t } = useTranslation();
  return (
    <p role="status" className="text-sm font-medium text-success">
      {t('standing.transferDone')}
    </p>
  );
}

function Limits({ limits }: Pick<TransferFormProps, 'limits'>) {
  const { t } = useTranslation();
  const { count } = useFormat().number;
  return (
    <p className="text-xs text-ink-soft">
      {t('standing.transferLimits', { least: count(limits.pointsMin), left: count(limits.leftToday) })}
    </p>
  );
}
