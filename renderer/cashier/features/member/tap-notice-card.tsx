/** A tap that did not simply bring a member: what it was, and what the cashier can do about it. */

import { CircleAlert, CreditCard, Layers, LockKeyhole, UserRoundX } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { unreachable } from '#shared/kernel/invariant.ts';
import { Button } from '#renderer/ui/button.tsx';
import { useFormat } from '#renderer/ui/format/format-context.tsx';
import { isolated } from '#renderer/ui/format/isolated.ts';
import { useActions, useBasket, useCashier } from '#renderer/cashier/cashier-context.tsx';
import { focusField } from '#renderer/cashier/keyboard/focus-field.ts';
import type { TapNotice } from '#renderer/cashier/stores/notice-store.ts';
import { NoticeCard } from './notice-card.tsx';
import type { NoticeCardProps } from './notice-card.tsx';
import { OtherMemberNotice } from './other-member-notice.tsx';

export function TapNoticeCard({ tap }: { readonly tap: TapNotice }) {
  const { t } = useTranslation();
  switch (tap.kind) {
    case 'unknownCard':
      return <UnknownCard tap={tap} />;
    case 'otherMember':
      return <OtherMemberNotice tap={tap} />;
    case 'blockedCard':
      return (
        <NoticeCard
          icon={UserRoundX}
          isGrave
          title={t('member.blockedTitle')}
          text={t('errors.card_blocked.nextStep')}
          kind={tap.kind}
        >
          <SearchButton />
          <GoOnButton />
        </NoticeCard>
      );
    case 'severalCards':
      return (
        <Retry
          icon={Layers}
          title={t('member.severalTitle')}
          text={t('errors.several_cards.nextStep')}
          kind={tap.kind}
        />
      );
    case 'notForMembers':
      return (
        <Retry
          icon={CreditCard}
          title={t('member.strangeTitle')}
          text={t('errors.card_not_for_members.nextStep')}
          kind={tap.kind}
        />
      );
    case 'unreadable':
      return (
        <Retry
          icon={CircleAlert}
          title={t('member.unreadableTitle')}
          text={t('errors.card_unreadable.nextStep')}
          kind={tap.kind}
        />
      );
    case 'signedOut':
      return (
        <Retry
          icon={LockKeyhole}
          title={t('member.lockedTitle')}
          text={t('errors.not_signed_in.nextStep')}
          kind={tap.kind}
        />
      );
    default:
      return unreachable(tap);
  }
}

function UnknownCard({ tap }: { readonly tap: Extract<TapNotice, { readonly kind: 'unknownCard' }> }) {
  const { t } = useTranslation();
  const { overlay } = useCashier().stores;
  return (
    <NoticeCard
      icon={CreditCard}
      title={t('member.unknownTitle')}
      text={t('member.unknownText')}
      kind={tap.kind}
    >
      <Button
        look="primary"
        onPress={() => overlay.setState({ overlay: { kind: 'enrol', cardUid: tap.cardUid, text: '' } })}
        testId="enrol-with-card"
      >
        {t('member.unknownEnrol')}
      </Button>
      <GoOnButton />
    </NoticeCard>
  );
}

function Retry(props: Omit<NoticeCardProps, 'children'>) {
  const { t } = useTranslation();
  return (
    <NoticeCard {...props}>
      <DismissButton words={t('common.close')} />
    </NoticeCard>
  );
}

function SearchButton() {
  const { t } = useTranslation();
  const { dismissTap } = useActions();
  const search = (): void => {
    dismissTap();
    focusField('member-search');
  };
  return (
    <Button look="primary" onPress={search}>
      {t('member.searchInstead')}
    </Button>
  );
}

/** With the member that the sale has, or without one. */
function GoOnButton() {
  const { t } = useTranslation();
  const { personName } = useFormat();
  const member = useBasket(({ basket }) => basket?.member ?? null);
  const present = member === null ? '' : isolated(personName(member));
  return (
    <DismissButton words={member === null ? t('member.sellAnonymous') : t('member.otherKeep', { present })} />
  );
}

function DismissButton({ words }: { readonly words: string }) {
  const { dismissTap } = useActions();
  return (
    <Button onPress={dismissTap} testId="tap-dismiss">
      <span className="truncate">{words}</span>
    </Button>
  );
}
