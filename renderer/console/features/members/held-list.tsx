/** Members who can spend nothing until somebody has looked: why, and the way out. */

import { LockKeyhole } from 'lucide-react';
import { useCallback, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { HeldMemberView } from '#shared/contracts/hq/admin-truth.ts';
import { Button } from '#renderer/ui/button.tsx';
import { Chip } from '#renderer/ui/chip.tsx';
import { useFormat } from '#renderer/ui/format/format-context.tsx';
import { useConsole } from '#renderer/console/console-context.tsx';
import { MemberDialog } from '#renderer/console/member-dialogs/member-dialog.tsx';
import { MemberLink } from '#renderer/console/parts/member-link.tsx';
import { OlderButton } from '#renderer/console/parts/older-button.tsx';
import { Waiting } from '#renderer/console/parts/waiting.tsx';
import { asPage, usePages } from '#renderer/console/use-pages.ts';

export function HeldList({ mayChange }: { readonly mayChange: boolean }) {
  const { t } = useTranslation();
  const { api } = useConsole();
  const [asked, setAsked] = useState<HeldMemberView | null>(null);
  const ask = useCallback(
    (last?: HeldMemberView) =>
      asPage(api.heldMembers(last?.memberRef), ({ members: items, hasMore }) => ({ items, hasMore })),
    [api],
  );
  const held = usePages({ ask, isBehind });
  return (
    <>
      <Waiting loaded={held.first} />
      {held.first.value !== null && held.items.length === 0 ? (
        <p className="text-ink-soft" data-testid="none-held">
          {t('console.members.noneHeld')}
        </p>
      ) : null}
      <ul className="flex flex-col gap-1" data-testid="held">
        {held.items.map((member) => (
          <HeldRow key={member.memberRef} member={member} onLift={mayChange ? setAsked : null} />
        ))}
      </ul>
      <div className="mt-3 flex flex-col gap-3 empty:hidden">
        <OlderButton pages={held} testId="older-held" />
      </div>
      {asked === null ? null : (
        <MemberDialog
          matter="lift"
          memberRef={asked.memberRef}
          onClose={() => setAsked(null)}
          onDone={() => {
            setAsked(null);
            held.settled(asked);
          }}
        />
      )}
    </>
  );
}

type HeldRowProps = {
  readonly member: HeldMemberView;
  /** Null for whoever only looks on. */
  readonly onLift: ((member: HeldMemberView) => void) | null;
};

function HeldRow({ member, onLift }: HeldRowProps) {
  const { t } = useTranslation();
  const { date } = useFormat();
  const { memberRef, hold, enrolledAtMs } = member;
  return (
    <li
      className="flex min-h-12 flex-wrap items-center gap-4"
      data-testid={`held-${memberRef}`}
      data-hold={hold}
    >
      <MemberLink memberRef={memberRef} />
      <Chip icon={LockKeyhole} tone="warn">
        {t(`console.members.holds.${hold}`)}
      </Chip>
      <span className="flex-1 text-sm text-ink-soft">
        {enrolledAtMs === 0
          ? t('console.members.brought')
          : t('console.members.enrolled', { at: date.dateTime(enrolledAtMs) })}
      </span>
      {onLift === null ? null : (
        <Button onPress={() => onLift(member)} testId="lift-open">
          {t('console.members.lift')}
        </Button>
      )}
    </li>
  );
}

function isBehind(member: HeldMemberView, last: HeldMemberView): boolean {
  return member.memberRef > last.memberRef;
}
