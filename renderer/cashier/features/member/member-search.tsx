/** Members by phone, card number or name. */

import { UserPlus } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import { asciiDigits, cleanText } from '#shared/domain/text.ts';
import type { MemberRow } from '#shared/contracts/till-views.ts';
import { Button } from '#renderer/ui/button.tsx';
import { useFormat } from '#renderer/ui/format/format-context.tsx';
import { Kbd } from '#renderer/ui/kbd.tsx';
import { SearchBox } from '#renderer/ui/search-box.tsx';
import { TierBadge } from '#renderer/ui/tier-badge.tsx';
import { useCashier, useTill } from '#renderer/cashier/cashier-context.tsx';

const lettersMin = 2;
const digitsMin = 4;

export function MemberSearch() {
  const { t } = useTranslation();
  const { actions, searches, stores } = useCashier();
  const { store, setText, move, clear, chosen } = searches.members;
  const { text, rows, chosenIndex, isAnswered } = useStore(store);
  const isNobody = isAnswered && rows.length === 0;
  const take = (member: MemberRow): void => {
    clear();
    void actions.attachMember(member.memberRef, null);
  };
  /** What was typed goes on into the form, as a phone number or as a name. */
  const enrol = (): void => {
    clear();
    stores.overlay.setState({ overlay: { kind: 'enrol', cardUid: null, text } });
  };
  const enter = async (): Promise<void> => {
    const member = await chosen();
    if (member !== undefined) take(member);
    else if (store.getState().isAnswered) enrol();
  };
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
      onTake={take}
      onEnter={() => void enter()}
      onLeave={clear}
      note={isNobody ? <NobodyFound onEnrol={enrol} /> : isTooShort(text) ? <TooShort /> : null}
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

/** As the till counts: fewer would let somebody leaf through the members. */
function isTooShort(text: string): boolean {
  const typed = asciiDigits(cleanText(text));
  return typed !== '' && typed.length < (/^[+\d]/.test(typed) ? digitsMin : lettersMin);
}

function TooShort() {
  const { t } = useTranslation();
  return (
    <p className="px-5 py-3.5 text-sm text-ink-soft" role="status">
      {t('errors.search_too_short.nextStep')}
    </p>
  );
}

function NobodyFound({ onEnrol }: { readonly onEnrol: () => void }) {
  const { t } = useTranslation();
  return (
    <div className="grid gap-3 p-3">
      <div className="px-2 pt-1 leading-snug" role="status">
        <p className="font-semibold">{t('member.noneFound')}</p>
        <p className="text-sm text-ink-soft">{t('member.noneFoundHint')}</p>
      </div>
      <Button look="soft" onPress={onEnrol} testId="enrol-from-search">
        <UserPlus aria-hidden="true" size={20} />
        {t('member.enrolNew')}
        <Kbd keys="Enter" />
      </Button>
    </div>
  );
}
