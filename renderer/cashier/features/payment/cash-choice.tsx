/** The cash that was handed over, what goes back of it, and what of that goes into the wallet. */

import { Banknote } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '#renderer/ui/format/format-context.tsx';
import { Money } from '#renderer/ui/money.tsx';
import { ChoiceChip } from '#renderer/ui/choice-chip.tsx';
import { notesFor } from './notes-for.ts';
import { Section } from './section.tsx';
import { changeMinor } from './use-payment-form.ts';
import type { PaymentForm } from './use-payment-form.ts';

export type CashChoiceProps = {
  readonly form: PaymentForm;
  readonly outsideMinor: number;
  /** What of the change the member's wallet still takes; null where it takes none. */
  readonly changeRoomMinor: number | null;
};

export function CashChoice({ form, outsideMinor, changeRoomMinor }: CashChoiceProps) {
  const { t } = useTranslation();
  const { money } = useFormat();
  const notes = notesFor(outsideMinor);
  const received = form.receivedMinor;
  const isOffered = received === null || received === outsideMinor || notes.includes(received);
  return (
    <Section
      icon={Banknote}
      name={t('payment.cash')}
      isActive={form.field === 'cash' || form.field === 'change'}
      testId="payment-cash"
    >
      <div className="flex flex-wrap gap-1.5">
        <ChoiceChip
          name={t('payment.exact')}
          isChosen={received === null || received === outsideMinor}
          onChoose={() => form.setReceived(null)}
          testId="cash-exact"
        />
        {notes.map((note) => (
          <ChoiceChip
            key={note}
            name={money.text(note)}
            isChosen={received === note}
            onChoose={() => form.setReceived(note)}
            testId="cash-note"
          />
        ))}
        <ChoiceChip
          name={isOffered ? t('payment.entry') : money.text(received)}
          isChosen={!isOffered}
          onChoose={() => form.enter('cash')}
          testId="cash-entry"
        />
      </div>
      <Change form={form} outsideMinor={outsideMinor} changeRoomMinor={changeRoomMinor} />
    </Section>
  );
}

function Change({ form, outsideMinor, changeRoomMinor }: CashChoiceProps) {
  const { t } = useTranslation();
  const { money } = useFormat();
  const change = changeMinor(form, outsideMinor);
  if (change === 0) return null;
  const all = Math.min(change, changeRoomMinor ?? 0);
  const into = Math.min(form.intoWalletMinor, change);
  const isOffered = into === 0 || into === all;
  return (
    <div className="mt-2.5 flex flex-wrap items-center gap-x-3 gap-y-1.5 border-t border-hairline pt-2.5">
      <p className="text-lg font-bold">
        {t('payment.change')} <Money amountMinor={change - into} className="figure" testId="cash-change" />
      </p>
      {all === 0 ? null : (
        <div
          role="group"
          aria-label={t('payment.intoWallet')}
          className="flex flex-wrap items-center gap-1.5"
        >
          <span className="text-sm text-ink-soft">{t('payment.intoWallet')}</span>
          <ChoiceChip
            name={t('payment.noChange')}
            isChosen={into === 0}
            onChoose={() => form.setIntoWallet(0)}
            testId="change-none"
          />
          <ChoiceChip
            name={`${t('payment.allChange')} · ${money.text(all)}`}
            isChosen={into > 0 && into === all}
            onChoose={() => form.setIntoWallet(all)}
            testId="change-all"
          />
          <ChoiceChip
            name={isOffered ? t('payment.entry') : money.text(into)}
            isChosen={!isOffered}
            onChoose={() => form.enter('change')}
            testId="change-entry"
          />
        </div>
      )}
    </div>
  );
}
