/** Who the customer is: one glance, in the metal of their tier. */

import { Cake, LockKeyhole, X } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { MemberPanel as Member } from '#shared/contracts/till-views.ts';
import { Button } from '#renderer/ui/button.tsx';
import { cx } from '#renderer/ui/cx.ts';
import { useFormat } from '#renderer/ui/format/format-context.tsx';
import { metalSurface } from '#renderer/ui/tier-badge.tsx';
import { useActions, useTill } from '#renderer/cashier/cashier-context.tsx';
import { RedemptionOffNote } from '#renderer/cashier/redemption/redemption-off-note.tsx';
import { birthdayWords } from './birthday-words.ts';
import { LastVisits } from './last-visits.tsx';
import { MemberFigures } from './member-figures.tsx';
import { StandingLines } from './standing-lines.tsx';
import { WelcomeNote } from './welcome-note.tsx';

const identified = {
  card: 'member.byCard',
  search: 'member.bySearch',
  enrolment: 'member.byEnrolment',
} as const;

export type MemberCardProps = {
  readonly member: Member;
  /** Something about a tap stands above it: on a small screen the card makes room. */
  readonly isAside: boolean;
};

export function MemberCard({ member, isAside }: MemberCardProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const { detachMember } = useActions();
  const tier = useTill((till) => till.tiers.find(({ tierId }) => tierId === member.tierId));
  const birthday = birthdayWords(member.birthdayInDays, t);
  return (
    <div key={member.memberRef} className={cx('flex min-h-0 flex-col gap-2', isAside && 'not-wide:hidden')}>
      <div className={cx('rounded-2xl pt-3 pb-1.5 ps-3.5 pe-1.5', metalSurface[tier?.tone ?? 'plain'])}>
        <div className="flex items-center gap-2">
          <p
            dir="auto"
            className="name min-w-0 flex-1 truncate text-xl leading-snug font-extrabold text-ink"
            title={format.personName(member)}
            data-testid="member-name"
          >
            {format.personName(member)}
          </p>
          <Button
            look="quiet"
            size="icon"
            label={t('member.detach')}
            onPress={() => void detachMember()}
            className="-my-2"
            testId="member-detach"
          >
            <X aria-hidden="true" size={20} />
          </Button>
        </div>
        <p className="flex min-h-7 items-center gap-2.5 text-[0.8125rem] font-medium whitespace-nowrap">
          {tier === undefined ? null : (
            <span className="font-bold" data-testid="member-tier">
              {format.local(tier.name)}
            </span>
          )}
          <span>{t(identified[member.identifiedBy])}</span>
          {member.phoneMasked === null ? null : (
            <bdi
              dir="ltr"
              className={cx((birthday !== null || member.hold !== undefined) && 'not-wide:hidden')}
            >
              {format.number.digits(member.phoneMasked)}
            </bdi>
          )}
          {member.hold !== undefined ? (
            <HoldChip />
          ) : birthday === null ? null : (
            <BirthdayChip words={birthday} />
          )}
        </p>
        <MemberFigures member={member} />
      </div>
      {member.hold === undefined ? null : (
        <RedemptionOffNote off={{ kind: 'member', hold: member.hold }} className="text-[0.8125rem]" />
      )}
      {member.standing === undefined ? null : (
        <div className={cx(member.hold !== undefined && 'not-wide:hidden')}>
          <StandingLines glance={member.standing} />
        </div>
      )}
      <WelcomeNote member={member} />
      <LastVisits visits={member.lastVisits} balancesAsOfMs={member.balancesAsOfMs} />
    </div>
  );
}

function HoldChip() {
  const { t } = useTranslation();
  return (
    <span
      className="ms-auto me-2 inline-flex h-7 shrink-0 items-center gap-1.5 rounded-full bg-warn-soft px-2.5 text-[0.8125rem] font-bold text-warn"
      data-testid="member-hold"
    >
      <LockKeyhole aria-hidden="true" size={15} />
      {t('member.hold.badge')}
    </span>
  );
}

function BirthdayChip({ words }: { readonly words: string }) {
  return (
    <span
      className="ms-auto me-2 inline-flex h-7 shrink-0 items-center gap-1.5 rounded-full bg-saffron-soft px-2.5 text-[0.8125rem] font-semibold text-saffron"
      data-testid="member-birthday"
    >
      <Cake aria-hidden="true" size={15} />
      {words}
    </span>
  );
}
