/** Whom the member brought, who brought them, and with whom they share a wallet. */

import { Handshake } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { MemberFileView, ReferralView } from '#shared/contracts/till/standing-views.ts';
import { Button } from '#renderer/ui/button.tsx';
import { useFormat } from '#renderer/ui/format/format-context.tsx';
import { ApprovalDialog } from '#renderer/cashier/approval/approval-dialog.tsx';
import { useActions } from '#renderer/cashier/cashier-context.tsx';
import { HouseholdPane } from './household-pane.tsx';

export function PeopleTab({ file }: { readonly file: MemberFileView }) {
  return (
    <div className="grid grid-cols-2 items-start gap-4">
      {file.referral === null ? null : <Friends file={file} referral={file.referral} />}
      <HouseholdPane key={file.member.memberRef} file={file} />
    </div>
  );
}

type FriendsProps = { readonly file: MemberFileView; readonly referral: ReferralView };

const namesShownMax = 8;

function Friends({ file, referral }: FriendsProps) {
  const { t } = useTranslation();
  const { number, personName } = useFormat();
  const { introducer, introduced, introducedCount } = referral;
  const shown = introduced.slice(0, namesShownMax);
  const more = introducedCount - shown.length;
  return (
    <section className="rounded-2xl bg-canvas p-4" data-testid="friends">
      <h3 className="mb-2 flex items-center gap-2 font-bold">
        <Handshake aria-hidden="true" size={18} className="text-ink-faint" />
        {t('standing.introduced')}
      </h3>
      {shown.length === 0 ? (
        <p className="text-sm text-ink-soft">
          {t('standing.introducedNone', { points: number.count(referral.introducerPoints) })}
        </p>
      ) : (
        <ul className="text-sm leading-7" data-testid="introduced">
          {shown.map((person) => (
            <li key={person.memberRef} className="truncate">
              <bdi>{personName(person)}</bdi>
            </li>
          ))}
          {more > 0 ? (
            <li className="text-ink-soft">{t('standing.introducedMore', { count: more })}</li>
          ) : null}
        </ul>
      )}
      <p className="mt-2 text-sm text-ink-soft">
        {t('standing.referralFigures', {
          rewards: number.count(referral.rewards),
          guests: number.count(referral.guests),
          points: number.count(referral.pointsEarned),
          left: number.count(referral.rewardsLeft),
        })}
      </p>
      <p className="mt-2 text-sm">
        <span className="text-ink-soft">{t('standing.introducedBy')}: </span>
        <bdi className="font-medium">
          {introducer === null ? t('standing.introducedByNobody') : personName(introducer)}
        </bdi>
      </p>
      {referral.guestPoints === 0 ? null : <GuestCard file={file} referral={referral} />}
    </section>
  );
}

function GuestCard({ file, referral }: FriendsProps) {
  const { t } = useTranslation();
  const { number, personName } = useFormat();
  const { giveGuestCard } = useActions();
  const [isAsking, setIsAsking] = useState(false);
  return (
    <>
      <Button look="soft" onPress={() => setIsAsking(true)} className="mt-3 w-full" testId="give-guest-card">
        {t('standing.guestCard')}
      </Button>
      {isAsking ? (
        <ApprovalDialog
          onClose={() => setIsAsking(false)}
          onApprove={async (approval) => {
            const refused = await giveGuestCard(approval);
            if (refused === null) setIsAsking(false);
            return refused;
          }}
        >
          <p className="font-bold">
            {t('standing.guestCardWhat', {
              name: personName(file.member),
              points: number.count(referral.guestPoints),
            })}
          </p>
        </ApprovalDialog>
      ) : null}
    </>
  );
}
