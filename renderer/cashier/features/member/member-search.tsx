/** Members by phone, card number or name. */

import { UserPlus } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import type { MemberRow } from '#shared/contracts/till-views.ts';
import { Button } from '#renderer/ui/button.tsx';
import { useFormat } from '#renderer/ui/format/format-context.tsx';
import { SearchBox } from '#renderer/ui/search-box.tsx';
import { TierBadge } from '#renderer/ui/tier-badge.tsx';
import { useCashier, useTill } from '#renderer/cashier/cashier-context.tsx';

export function MemberSearch() {
  const { t } = useTranslation();
  const { actions, searches } = useCashier();
  const { store, setText, move, clear } = searches.members;
  const { text, rows, chosenIndex, isAnswered } = useStore(store);
  return (
    <SearchBox<MemberRow>
      name="member-search"
      label={t('member.searchLabel')}
      placeholder={t('member.searchPlaceholder')}
      hotkey="F2"
      text={text}
      rows={rows}
      chosenIndex={chosenIndex}
      rowKey={(member) => member.memberRef}
      renderRow={(member) => <FoundMember member={member} />}
      onText={setText}
      onMove={move}
      onTake={(member) => {
        clear();
        void actions.attachMember(member.memberRef, null);
      }}
      onEnter={() => undefined}
      onLeave={clear}
      note={isAnswered && rows.length === 0 ? <NobodyFound text={text} /> : null}
    />
  );
}

function FoundMember({ member }: { readonly member: MemberRow }) {
  const format = useFormat();
  const tier = useTill((till) => till.tiers.find(({ tierId }) => tierId === member.tierId));
  return (
    <div className="flex w-full items-center gap-3">
      <div className="min-w-0 flex-1 leading-snug">
        <p dir="auto" className="name truncate font-medium">
          {format.personName(member)}
        </p>
        {member.phoneMasked === null ? null : (
          <bdi dir="ltr" className="amount text-[0.8125rem] text-ink-faint">
            {format.number.digits(member.phoneMasked)}
          </bdi>
        )}
      </div>
      {tier === undefined ? null : <TierBadge name={format.local(tier.name)} tone={tier.tone} />}
    </div>
  );
}

/** What was typed goes on into the form, as a phone number or as a name. */
function NobodyFound({ text }: { readonly text: string }) {
  const { t } = useTranslation();
  const { stores, searches } = useCashier();
  const enrol = (): void => {
    searches.members.clear();
    stores.overlay.setState({ overlay: { kind: 'enrol', cardUid: null, text } });
  };
  return (
    <div className="flex items-center gap-3 p-3 ps-5">
      <div className="min-w-0 flex-1 leading-snug" role="status">
        <p className="font-semibold">{t('member.noneFound')}</p>
        <p className="text-sm text-ink-soft">{t('member.noneFoundHint')}</p>
      </div>
      <Button look="soft" onPress={enrol} testId="enrol-from-search">
        <UserPlus aria-hidden="true" size={20} />
        {t('member.enrolNew')}
      </Button>
    </div>
  );
}
