/** Another member for something: typed, found, picked; a press lets go of them again. */

import { UserRound, X } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '#renderer/ui/button.tsx';
import { useFormat } from '#renderer/ui/format/format-context.tsx';
import { TextField } from '#renderer/ui/text-field.tsx';
import { useWhenReady } from '#renderer/cashier/use-when-ready.ts';
import { useActions } from '#renderer/cashier/cashier-context.tsx';
import type { FoundMember } from '#renderer/cashier/stores/standing-actions.ts';

export type MemberPickerProps = {
  readonly label: string;
  readonly aside?: string;
  readonly picked: FoundMember | null;
  /** Not to be picked, such as who gives. */
  readonly exceptRef?: string;
  readonly onPick: (member: FoundMember | null) => void;
  readonly testId: string;
};

const rowsShownMax = 4;

export function MemberPicker({ picked, ...props }: MemberPickerProps) {
  return picked === null ? <PickField {...props} /> : <Picked {...props} picked={picked} />;
}

type PickedProps = MemberPickerProps & { readonly picked: FoundMember };

function Picked({ label, picked, onPick, testId }: PickedProps) {
  const { t } = useTranslation();
  const { personName } = useFormat();
  return (
    <div className="flex flex-col gap-1">
      <span className="text-sm font-medium text-ink-soft">{label}</span>
      <p
        className="flex h-12 items-center gap-2.5 rounded-xl bg-brand-soft ps-3.5 font-medium text-brand-ink"
        data-testid={`${testId}-picked`}
      >
        <UserRound aria-hidden="true" size={18} />
        <bdi className="min-w-0 flex-1 truncate">{personName(picked)}</bdi>
        <Button look="quiet" size="icon" label={t('standing.picked')} onPress={() => onPick(null)}>
          <X aria-hidden="true" size={18} />
        </Button>
      </p>
    </div>
  );
}

function PickField({ label, aside, exceptRef, onPick, testId }: Omit<MemberPickerProps, 'picked'>) {
  const { t } = useTranslation();
  const [text, setText] = useState('');
  const rows = useFoundMembers(text);
  const shown = rows?.filter(({ memberRef }) => memberRef !== exceptRef).slice(0, rowsShownMax) ?? null;
  const take = (member: FoundMember | undefined): void => {
    if (member !== undefined) onPick(member);
  };
  const first = useWhenReady({ isReady: shown !== null }, () => take(shown?.[0]));
  return (
    <div className="flex flex-col gap-1.5">
      <TextField
        label={label}
        aside={aside}
        value={text}
        onText={(typed) => {
          first.forget();
          setText(typed);
        }}
        placeholder={t('standing.pick')}
        onKeyDown={(event) => {
          if (event.key !== 'Enter' || text === '') return;
          // Not the form's: it would be sent without who was typed here.
          event.preventDefault();
          first.press();
        }}
        testId={testId}
      />
      {shown === null || text === '' ? null : <FoundRows rows={shown} onTake={take} testId={testId} />}
    </div>
  );
}

type FoundRowsProps = {
  readonly rows: readonly FoundMember[];
  readonly onTake: (member: FoundMember) => void;
  readonly testId: string;
};

function FoundRows({ rows, onTake, testId }: FoundRowsProps) {
  const { t } = useTranslation();
  const { personName, number } = useFormat();
  if (rows.length === 0) return <p className="px-1 text-sm text-ink-soft">{t('standing.pickNone')}</p>;
  return (
    <ul className="overflow-hidden rounded-xl border border-hairline" data-testid={`${testId}-rows`}>
      {rows.map((row) => (
        <li key={row.memberRef} className="border-b border-hairline last:border-0">
          <Button
            look="quiet"
            onPress={() => onTake(row)}
            className="w-full justify-between! rounded-none! px-3.5! text-ink!"
          >
            <bdi className="truncate">{personName(row)}</bdi>
            {row.phoneMasked === null ? null : (
              <bdi dir="ltr" className="text-sm text-ink-faint">
                {number.digits(row.phoneMasked)}
              </bdi>
            )}
          </Button>
        </li>
      ))}
    </ul>
  );
}

/** Null until the newest text is answered. */
function useFoundMembers(text: string): readonly FoundMember[] | null {
  const { findMembers } = useActions();
  const [found, setFound] = useState<{ readonly text: string; readonly rows: readonly FoundMember[] } | null>(
    null,
  );
  const newest = useRef(text);
  useEffect(() => {
    newest.current = text;
    if (text.trim().length < 2) return;
    void findMembers(text).then((rows) => {
      if (newest.current === text) setFound({ text, rows });
    });
  }, [findMembers, text]);
  return found?.text === text ? found.rows : null;
}
