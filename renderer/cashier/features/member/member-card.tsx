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
import { useActions, useTill } from '../../cashier-context.tsx';
import { birthdayWords } from './birthday-words.ts';
import { LastVisits } from './last-visits.tsx';

const identified = {
  card: 'member.byCard',
  search: 'member.bySearch',
  enrolment: 'member.byEnrolment',
} as const;

export function MemberCard({ member }: { readonly member: Member }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { detachMember } = useActions();
  const tier = useTill((till) => till.tiers.find(({ tierId }) => tierId === member.tierId));
  const birthday = birthdayWords(member.birthdayInDays, t);
  return (
    <div key={member.memberRef} className="flex min-h-0 flex-col gap-2">
      <div className={cx('rounded-2xl p-3.5 pe-2', metalSurface[tier?.tone ?? 'plain'])}>
        <div className="flex items-start gap-2">
          <div className="min-w-0 flex-1">
            <p className="truncate text-xl leading-snug font-extrabold text-ink" data-testid="member-name">
              <bdi>{format.personName(member)}</bdi>
            </p>
            <p className="flex items-center gap-2 text-[0.8125rem] font-medium">
              {tier === undefined ? null : <span data-testid="member-tier">{format.local(tier.name)}</span>}
              <span className="opacity-70">{t(identified[member.identifiedBy])}</span>
              {member.phoneMasked === null ? null : (
                <bdi dir="ltr" className="amount opacity-70">
                  {format.number.digits(member.phoneMasked)}
                </bdi>
              )}
            </p>
          </div>
          <Button
            look="quiet"
            size="icon"
            label={t('member.detach')}
            onPress={() => void detachMember()}
            className="-mt-1.5"
            testId="member-detach"
          >
            <X aria-hidden="true" size={20} />
          </Button>
        </div>
        <dl className="mt-2.5 grid grid-cols-[auto_1fr_auto] gap-x-6">
          <Figure name={t('member.points')} testId="member-points">
            <span className="amount">{format.number.count(member.pointsBalance)}</span>
          </Figure>
          <Figure name={t('member.wallet')} testId="member-wallet">
            <Money amountMinor={member.walletMinor} />
          </Figure>
          <Figure name={t('member.visits')} testId="member-visits">
            <span className="amount">{format.number.count(member.visitCount)}</span>
          </Figure>
        </dl>
      </div>
      {birthday === null ? null : (
        <p
          className="flex items-center gap-2.5 rounded-2xl bg-saffron-soft px-3.5 py-2 font-semibold text-saffron"
          data-testid="member-birthday"
        >
          <Cake aria-hidden="true" size={19} />
          {birthday}
        </p>
      )}
      <LastVisits visits={member.lastVisits} />
      {member.balancesAsOfMs === null ? null : (
        <p className="px-2 text-xs text-ink-faint">
          {t('member.asOf', { time: format.date.dateTime(member.balancesAsOfMs) })}
        </p>
      )}
    </div>
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
