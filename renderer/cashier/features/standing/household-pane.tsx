/** The wallet that a household shares: who pays from it, and up to what in a day. */

import { House } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { MemberFileView } from '#shared/contracts/till/standing-views.ts';
import type { MemberRow } from '#shared/contracts/till-views.ts';
import { Button } from '#renderer/ui/button.tsx';
import { useFormat } from '#renderer/ui/format/format-context.tsx';
import { ApprovalDialog } from '#renderer/cashier/approval/approval-dialog.tsx';
import { useActions } from '#renderer/cashier/cashier-context.tsx';
import { ValueField } from '#renderer/cashier/codes/value-field.tsx';
import { MemberPicker } from '#renderer/cashier/standing/member-picker.tsx';
import type { HouseholdWish } from '#renderer/cashier/stores/standing-actions.ts';

type Person = { readonly name: string; readonly latinName: string | null };
type Asked = { readonly wish: HouseholdWish; readonly member: Person; readonly head: Person };

export function HouseholdPane({ file }: { readonly file: MemberFileView }) {
  const { t } = useTranslation();
  const [asked, setAsked] = useState<Asked | null>(null);
  return (
    <section className="flex flex-col gap-3 rounded-2xl bg-canvas p-4" data-testid="household">
      <h3 className="flex items-center gap-2 font-bold">
        <House aria-hidden="true" size={18} className="text-ink-faint" />
        {t('standing.household')}
      </h3>
      <Present file={file} onAsk={setAsked} />
      {file.household.role === 'member' ? null : (
        <AddForm key={sharersOf(file)} file={file} onAsk={setAsked} />
      )}
      {asked === null ? null : <HouseholdApproval asked={asked} onClose={() => setAsked(null)} />}
    </section>
  );
}

/** Changes with every wish that came true, so that the form begins anew. */
function sharersOf({ household }: MemberFileView): string {
  if (household.role !== 'head') return household.role;
  return household.members.map(({ memberRef, dayLimitMinor }) => `${memberRef} ${dayLimitMinor}`).join();
}

type AskingProps = { readonly file: MemberFileView; readonly onAsk: (asked: Asked) => void };

function Present({ file, onAsk }: AskingProps) {
  const { t } = useTranslation();
  const { personName } = useFormat();
  const { household, member } = file;
  if (household.role === 'none') {
    return (
      <div className="text-sm text-ink-soft">
        <p className="font-semibold">{t('standing.householdNone')}</p>
        <p>{t('standing.householdNoneHint')}</p>
      </div>
    );
  }
  const leave = (leaving: MemberFileView['member'] | Row, head: Row): void =>
    onAsk({
      wish: { headRef: head.memberRef, memberRef: leaving.memberRef, dayLimitMinor: null },
      member: leaving,
      head,
    });
  if (household.role === 'member') {
    const { head } = household;
    return (
      <Sharer
        name={t('standing.householdHead', { name: personName(head) })}
        {...household}
        onLeave={() => leave(member, head)}
      />
    );
  }
  return (
    <ul className="flex flex-col gap-2" data-testid="household-members">
      {household.members.map((sharer) => (
        <li key={sharer.memberRef}>
          <Sharer {...sharer} name={personName(sharer)} onLeave={() => leave(sharer, member)} />
        </li>
      ))}
    </ul>
  );
}

type Row = Person & { readonly memberRef: MemberRow['memberRef'] };

type SharerProps = {
  readonly name: string;
  readonly dayLimitMinor: number;
  readonly spentTodayMinor: number;
  readonly onLeave: () => void;
};

function Sharer({ name, dayLimitMinor, spentTodayMinor, onLeave }: SharerProps) {
  const { t } = useTranslation();
  const { money } = useFormat();
  const [spent, limit] = [money.text(spentTodayMinor), money.text(dayLimitMinor)];
  return (
    <div className="flex items-center gap-3 rounded-xl bg-surface py-1 ps-3.5 pe-1">
      <p className="min-w-0 flex-1 leading-snug">
        <bdi className="block truncate font-medium">{name}</bdi>
        <span className="text-xs text-ink-soft">{t('standing.householdSpent', { spent, limit })}</span>
      </p>
      <Button look="quiet" onPress={onLeave} testId="household-leave">
        {t('standing.householdLeave')}
      </Button>
    </div>
  );
}

function AddForm({ file, onAsk }: AskingProps) {
  const { t } = useTranslation();
  const { personName } = useFormat();
  const [sharer, setSharer] = useState<MemberRow | null>(null);
  const [limitMinor, setLimitMinor] = useState(0);
  const { member: head } = file;
  const ask = (): void => {
    if (sharer === null || limitMinor === 0) return;
    const wish = { headRef: head.memberRef, memberRef: sharer.memberRef, dayLimitMinor: limitMinor };
    onAsk({ wish, member: sharer, head });
  };
  return (
    <form
      className="flex flex-col gap-3"
      onSubmit={(event) => {
        event.preventDefault();
        ask();
      }}
    >
      <MemberPicker
        label={t('standing.householdAdd')}
        picked={sharer}
        exceptRef={head.memberRef}
        onPick={setSharer}
        testId="household-add"
      />
      {sharer === null ? null : (
        <>
          <ValueField
            label={t('standing.householdLimit')}
            valueMinor={limitMinor}
            onValue={setLimitMinor}
            testId="household-limit"
          />
          <Button type="submit" look="primary" isDisabled={limitMinor === 0} testId="household-submit">
            <span className="truncate">{t('standing.householdSubmit', { name: personName(sharer) })}</span>
          </Button>
        </>
      )}
    </form>
  );
}

function HouseholdApproval({ asked, onClose }: { readonly asked: Asked; readonly onClose: () => void }) {
  const { t } = useTranslation();
  const { personName, money } = useFormat();
  const { setHousehold } = useActions();
  const { wish, member, head } = asked;
  const names = { name: personName(member), head: personName(head) };
  return (
    <ApprovalDialog
      onClose={onClose}
      onApprove={async (approval) => {
        const refused = await setHousehold(wish, approval);
        if (refused === null) onClose();
        return refused;
      }}
    >
      <p className="font-bold">
        {wish.dayLimitMinor === null
          ? t('standing.householdLeaveWhat', names)
          : t('standing.householdWhat', { ...names, limit: money.text(wish.dayLimitMinor) })}
      </p>
    </ApprovalDialog>
  );
}
