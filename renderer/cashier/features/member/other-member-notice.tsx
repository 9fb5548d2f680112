/** A card of somebody else was tapped in the middle of a sale: the cashier decides whose sale it is. */

import { Users } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { Button } from '#renderer/ui/button.tsx';
import { useFormat } from '#renderer/ui/format/format-context.tsx';
import { isolated } from '#renderer/ui/format/isolated.ts';
import { useActions, useBasket } from '#renderer/cashier/cashier-context.tsx';
import type { TapNotice } from '#renderer/cashier/stores/notice-store.ts';
import { NoticeCard } from './notice-card.tsx';

export type OtherMemberNoticeProps = { readonly tap: Extract<TapNotice, { readonly kind: 'otherMember' }> };

export function OtherMemberNotice({ tap }: OtherMemberNoticeProps) {
  const { t } = useTranslation();
  const { personName } = useFormat();
  const { attachMember, dismissTap } = useActions();
  const member = useBasket(({ basket }) => basket?.member ?? null);
  const tapped = isolated(personName(tap.member));
  const present = member === null ? '' : isolated(personName(member));
  return (
    <NoticeCard
      icon={Users}
      title={t('member.otherTitle')}
      text={t('member.otherText', { present, tapped })}
      kind={tap.kind}
    >
      <Button
        look="primary"
        onPress={() => void attachMember(tap.member.memberRef, tap.cardUid)}
        testId="other-member-switch"
      >
        <span className="truncate">{t('member.otherSwitch', { tapped })}</span>
      </Button>
      <Button onPress={dismissTap} testId="other-member-keep">
        <span className="truncate">{t('member.otherKeep', { present })}</span>
      </Button>
    </NoticeCard>
  );
}
