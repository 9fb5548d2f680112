/** What of a wallet pays: nothing, as much as it can, or any other amount. */

import { WalletMinimal } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '#renderer/ui/format/format-context.tsx';
import { ChoiceChip } from '#renderer/ui/choice-chip.tsx';
import { Section } from './section.tsx';

export type WalletChoiceProps = {
  readonly name: string;
  readonly hint: ReactNode;
  readonly maxMinor: number;
  readonly chosenMinor: number;
  readonly isActive: boolean;
  readonly onChoose: (amountMinor: number) => void;
  readonly onEnter: () => void;
  readonly testId: string;
};

export function WalletChoice(props: WalletChoiceProps) {
  const { maxMinor, chosenMinor, testId } = props;
  const { t } = useTranslation();
  const { money } = useFormat();
  const isOffered = chosenMinor === 0 || chosenMinor === maxMinor;
  // Nothing to choose between: what is in it stands in the hint.
  if (maxMinor === 0 && chosenMinor === 0) {
    return <Section icon={WalletMinimal} name={props.name} hint={props.hint} testId={testId} />;
  }
  return (
    <Section
      icon={WalletMinimal}
      name={props.name}
      hint={props.hint}
      isActive={props.isActive}
      testId={testId}
    >
      <div className="flex flex-wrap gap-1.5">
        <ChoiceChip
          name={t('payment.none')}
          isChosen={chosenMinor === 0}
          onChoose={() => props.onChoose(0)}
          testId={`${testId}-none`}
        />
        {maxMinor === 0 ? null : (
          <ChoiceChip
            name={`${t('payment.all')} · ${money.text(maxMinor)}`}
            isChosen={chosenMinor > 0 && chosenMinor === maxMinor}
            onChoose={() => props.onChoose(maxMinor)}
            testId={`${testId}-all`}
          />
        )}
        {maxMinor === 0 ? null : (
          <ChoiceChip
            name={isOffered ? t('payment.entry') : money.text(chosenMinor)}
            isChosen={!isOffered}
            onChoose={props.onEnter}
            testId={`${testId}-entry`}
          />
        )}
      </div>
    </Section>
  );
}
