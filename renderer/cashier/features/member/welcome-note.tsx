/** What a new member was given for enrolling, while they stand at the till. */

import { Gift } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { MemberPanel } from '#shared/contracts/till-views.ts';
import { useNotice } from '#renderer/cashier/cashier-context.tsx';
import { allGivenTexts } from '#renderer/cashier/offers/gain-items.ts';
import { useOfferWords } from '#renderer/cashier/offers/use-offer-words.ts';

export function WelcomeNote({ member }: { readonly member: MemberPanel }) {
  const { t } = useTranslation();
  const words = useOfferWords();
  const welcome = useNotice((state) => state.welcome);
  // Found again later, they are no longer new.
  const isNew = member.identifiedBy === 'enrolment' && member.memberRef === welcome?.memberRef;
  if (!isNew) return null;
  const given = words.format.list.and(allGivenTexts(welcome.given, words));
  return (
    <p
      role="status"
      data-testid="welcome"
      className="animate-rise flex items-start gap-2 rounded-2xl bg-success-soft px-3.5 py-2 text-sm leading-snug font-semibold text-success"
    >
      <Gift aria-hidden="true" size={18} className="mt-px shrink-0" />
      <bdi>{t('member.welcome', { given })}</bdi>
    </p>
  );
}
