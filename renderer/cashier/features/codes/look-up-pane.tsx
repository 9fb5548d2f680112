/** A code is scanned or typed; the till says what it is, and offers the one thing that can be done with it. */

import { Gift, ScanLine, TicketPercent, UserRoundPlus } from 'lucide-react';
import type { LucideIcon } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import type { CodeView } from '#shared/contracts/till/codes-views.ts';
import { Button } from '#renderer/ui/button.tsx';
import { Money } from '#renderer/ui/money.tsx';
import { TextField } from '#renderer/ui/text-field.tsx';
import { useCashier } from '#renderer/cashier/cashier-context.tsx';
import { CodeFailure } from '#renderer/cashier/codes/code-failure.tsx';
import { useCodeWords } from '#renderer/cashier/codes/use-code-words.ts';
import { useFormat } from '#renderer/ui/format/format-context.tsx';
import { FoundAction } from './found-action.tsx';

export function LookUpPane({ text: scanned }: { readonly text: string }) {
  const { t } = useTranslation();
  const { stores, actions } = useCashier();
  const found = useStore(stores.codes, (state) => state.found);
  const failure = useStore(stores.codes, (state) => state.failure);
  const [text, setText] = useState(scanned.toUpperCase());
  const isAsked = found.kind === 'asked';
  return (
    <>
      <form
        className="flex items-end gap-3"
        onSubmit={(event) => {
          event.preventDefault();
          if (text.trim() !== '') void actions.lookUpCode(text);
        }}
      >
        <TextField
          className="flex-1"
          label={t('codes.field')}
          aside={t('codes.fieldHint')}
          // oxlint-disable-next-line jsx-a11y/no-autofocus -- the window opened for this one field
          autoFocus
          dir="ltr"
          value={text}
          onText={(typed) => setText(typed.toUpperCase())} // as it is printed
          testId="code-field"
        />
        <Button
          look="primary"
          type="submit"
          isDisabled={isAsked || text.trim() === ''}
          className="h-12"
          testId="code-ask"
        >
          {t(isAsked ? 'codes.asking' : 'codes.ask')}
        </Button>
      </form>
      <CodeFailure />
      {found.kind === 'found' ? <Found code={found.code} text={found.text} /> : null}
      {found.kind === 'none' && failure === null ? <NothingYet /> : null}
    </>
  );
}

function NothingYet() {
  const { t } = useTranslation();
  return (
    <div className="flex flex-col items-center gap-2 py-14 text-center text-ink-soft">
      <ScanLine aria-hidden="true" size={40} strokeWidth={1.5} className="text-ink-faint" />
      <p className="font-semibold">{t('codes.empty')}</p>
      <p className="max-w-sm text-sm">{t('codes.emptyHint')}</p>
    </div>
  );
}

const icons: { readonly [Kind in CodeView['kind']]: LucideIcon } = {
  giftCard: Gift,
  coupon: TicketPercent,
  guestCard: UserRoundPlus,
};

function Found({ code, text }: { readonly code: CodeView; readonly text: string }) {
  const format = useFormat();
  const words = useCodeWords();
  const Icon = icons[code.kind];
  const title =
    code.kind === 'coupon' && code.name !== null ? format.local(code.name) : words.kind(code.kind);
  return (
    <section
      className="mt-4 rounded-2xl border border-hairline bg-canvas p-5"
      data-testid="code-found"
      data-kind={code.kind}
      data-refused={code.refused ?? ''}
    >
      <div className="flex items-center gap-4">
        <span className="flex size-12 shrink-0 items-center justify-center rounded-2xl bg-brand-soft text-brand-ink">
          <Icon aria-hidden="true" size={24} />
        </span>
        <div className="min-w-0 flex-1">
          <p className="text-lg font-bold">
            <bdi>{title}</bdi>
          </p>
          <p className="text-sm text-ink-soft">{words.until(code.expiresOn)}</p>
        </div>
        <Worth code={code} />
      </div>
      <FoundAction code={code} text={text} />
    </section>
  );
}

function Worth({ code }: { readonly code: CodeView }) {
  const { t } = useTranslation();
  const words = useCodeWords();
  if (code.kind === 'giftCard') {
    return (
      <div className="text-end">
        <p className="text-sm text-ink-soft">{t('codes.balance')}</p>
        <Money
          amountMinor={code.balanceMinor}
          className="figure text-2xl font-extrabold"
          testId="code-balance"
        />
        <p className="text-xs text-ink-faint">
          <SoldWith valueMinor={code.valueMinor} />
        </p>
      </div>
    );
  }
  return (
    <div className="max-w-56 text-end">
      {code.kind === 'coupon' ? (
        <p className="font-semibold text-brand-ink">{words.gain(code.gain)}</p>
      ) : null}
      <p className="text-sm text-ink-soft">{t('codes.usesLeft', { count: code.usesLeft })}</p>
    </div>
  );
}

function SoldWith({ valueMinor }: { readonly valueMinor: number }) {
  const { t } = useTranslation();
  const { money } = useFormat();
  return t('codes.sold', { amount: money.text(valueMinor) });
}
