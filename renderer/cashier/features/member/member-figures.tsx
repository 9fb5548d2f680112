/** What the member has, each figure a way to what can be done with it: rewards, top-up, file. */

import { FileUser, Gift, Plus } from 'lucide-react';
import type { LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { MemberPanel as Member } from '#shared/contracts/till-views.ts';
import { Button } from '#renderer/ui/button.tsx';
import { useFormat } from '#renderer/ui/format/format-context.tsx';
import { Money } from '#renderer/ui/money.tsx';
import { useActions, useCashier } from '#renderer/cashier/cashier-context.tsx';

export function MemberFigures({ member }: { readonly member: Member }) {
  const { t } = useTranslation();
  const { number } = useFormat();
  const { overlay } = useCashier().stores;
  const { openMemberFile, openRewards } = useActions();
  return (
    <div className="-ms-2 mt-0.5 flex justify-between gap-1 pe-1">
      <Figure
        name={t('member.points')}
        leadsTo={t('keys.rewards')}
        icon={Gift}
        onPress={openRewards}
        testId="member-points"
      >
        <span className="figure">{number.count(member.pointsBalance)}</span>
      </Figure>
      <Figure
        name={t('member.wallet')}
        leadsTo={t('keys.topUp')}
        icon={Plus}
        onPress={() => overlay.setState({ overlay: { kind: 'topUp' } })}
        testId="member-wallet"
      >
        <Money amountMinor={member.walletMinor} className="figure" />
      </Figure>
      <Figure
        name={t('member.visits')}
        leadsTo={t('standing.open')}
        icon={FileUser}
        onPress={openMemberFile}
        testId="open-member-file"
      >
        <span className="figure">{number.count(member.visitCount)}</span>
      </Figure>
    </div>
  );
}

type FigureProps = {
  readonly name: string;
  readonly leadsTo: string;
  readonly icon: LucideIcon;
  readonly onPress: () => void;
  readonly children: ReactNode;
  readonly testId: string;
};

function Figure({ name, leadsTo, icon: Icon, onPress, children, testId }: FigureProps) {
  return (
    <Button
      look="quiet"
      onPress={onPress}
      className="min-h-12! min-w-20 flex-col items-start! gap-0! px-2! text-inherit! data-hovered:bg-surface/45!"
      testId={testId}
    >
      <span className="flex items-center gap-1.5 text-xs font-medium">
        {name}
        <Icon aria-hidden="true" size={14} strokeWidth={2.25} />
        <span className="sr-only">{`(${leadsTo})`}</span>
      </span>
      <span className="text-lg leading-tight font-bold text-ink">{children}</span>
    </Button>
  );
}
