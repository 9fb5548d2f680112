/** Who the customer is: one glance, in the metal of their tier. */

import { Cake, X } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { MemberPanel as Member } from '#shared/contracts/till-views.ts';
import { Button } from '#renderer/ui/button.tsx';
import { cx } from '#renderer/ui/cx.ts';
import { useFormat } from '#renderer/ui/format/format-context.tsx';
import { Money } from '#renderer/ui/money.tsx';
import { metalSurface } from '#renderer/ui/tier-badge.tsx';
import { useActions, useTill } from '#renderer/cashier/cashier-context.tsx';
import { birthdayWords } from './birthday-words.ts';
import { LastVisits } from './last-visits.tsx';
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
      <div className={cx('rounded-2xl py-3 ps-3.5 pe-1.5', metalSurface[tier?.tone ?? 'plain'])}>
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
            <bdi dir="ltr" className={cx(birthday !== null && 'not-wide:hidden')}>
              {format.number.digits(member.phoneMasked)}
            </bdi>
          )}
          {birthday === null ? null : <BirthdayChip words={birthday} />}
        </p>
        <dl className="mt-1.5 flex justify-between gap-x-4 pe-3">
          <Figure name={t('member.points')} testId="member-points">
            <span className="figure">{format.number.count(member.pointsBalance)}</span>
          </Figure>
          <Figure name={t('member.wallet')} testId="member-wallet">
            <Money amountMinor={member.walletMinor} className="figure" />
          </Figure>
          <Figure name={t('member.visits')} testId="member-visits">
            <span className="figure">{format.number.count(member.visitCount)}</span>
          </Figure>
        </dl>
      </div>
      {member.standing === undefined ? null : <StandingLines glance={member.standing} />}
      <WelcomeNote member={member} />
      <LastVisits visits={member.lastVisits} />
      {member.balancesAsOfMs === null ? null : (
        <p className="px-2 text-xs text-ink-faint">
          {t('member.asOf', { time: format.date.dateTime(member.balancesAsOfMs) })}
        </p>
      )}
    </div>
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

function Figure({
  name,
  children,
  testId,
}: {
  readonly name: string;
  readonly children: ReactNode;
  readonly testId: string;
}) {
  return (
    <div data-testid={testId}>
      <dt className="text-xs font-medium">{name}</dt>
      <dd className="text-lg leading-tight font-bold text-ink">{children}</dd>
    </div>
  );
}
