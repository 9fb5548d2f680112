/** What the customer may ask of one offer: use it instead, leave it out, or take an earlier wish back. */

import { Ban, Repeat2, Undo2 } from 'lucide-react';
import type { LucideIcon } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { Button } from '#renderer/ui/button.tsx';
import { Kbd } from '#renderer/ui/kbd.tsx';
import { useSteadyPress } from '#renderer/ui/use-steady-press.ts';
import { useActions } from '#renderer/cashier/cashier-context.tsx';
import type { OfferChoice } from '#renderer/cashier/stores/wish.ts';

export type ChoiceButtonProps = {
  readonly offerId: string;
  readonly choice: OfferChoice;
  /** After the answer is shown. */
  readonly onChosen?: () => void;
  /** Enter presses it, because the keyboard was led here. */
  readonly hasKey?: boolean;
};

const icons: { readonly [Choice in OfferChoice]: LucideIcon } = {
  use: Repeat2,
  leaveOut: Ban,
  takeBack: Undo2,
  useAfterAll: Undo2,
};

export function ChoiceButton({ offerId, choice, onChosen, hasKey = false }: ChoiceButtonProps) {
  const { t } = useTranslation();
  const { chooseOffer } = useActions();
  const press = useSteadyPress(() => void chooseOffer(offerId, choice).then(onChosen));
  const Icon = icons[choice];
  return (
    <Button
      look={choice === 'use' ? 'soft' : 'outline'}
      onPress={press}
      className="px-3! text-[0.8125rem]"
      testId={`choose-${choice}`}
    >
      <Icon aria-hidden="true" size={17} className="shrink-0" />
      {t(`offers.${choice}`)}
      {hasKey ? <Kbd keys="Enter" /> : null}
    </Button>
  );
}
