/** Leads to the answer for an offer that is not here. */

import { MessageCircleQuestionMark } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { Button } from '#renderer/ui/button.tsx';
import { Kbd } from '#renderer/ui/kbd.tsx';
import { useCashier } from '#renderer/cashier/cashier-context.tsx';

export function WhyNotButton({ hasWords = false }: { readonly hasWords?: boolean }) {
  const { t } = useTranslation();
  const { overlay } = useCashier().stores;
  const open = (): void => overlay.setState({ overlay: { kind: 'whyNot' } });
  if (hasWords) {
    return (
      <Button look="quiet" onPress={open} className="px-3!" testId="why-not-button-wide">
        <MessageCircleQuestionMark aria-hidden="true" size={19} />
        {t('whyNot.title')}
        <Kbd keys="F11" />
      </Button>
    );
  }
  return (
    <Button look="quiet" size="icon" label={t('whyNot.open')} onPress={open} testId="why-not-button">
      <MessageCircleQuestionMark aria-hidden="true" size={21} />
    </Button>
  );
}
