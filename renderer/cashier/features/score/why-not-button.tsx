/** Leads to the answer for an offer that is not here; where there is little room the top bar has it. */

import { MessageCircleQuestionMark } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { Button } from '#renderer/ui/button.tsx';
import { Kbd } from '#renderer/ui/kbd.tsx';
import { useCashier } from '#renderer/cashier/cashier-context.tsx';

export function WhyNotButton() {
  const { t } = useTranslation();
  const { overlay } = useCashier().stores;
  return (
    <Button
      look="quiet"
      onPress={() => overlay.setState({ overlay: { kind: 'whyNot' } })}
      className="px-3!"
      testId="why-not-button-wide"
    >
      <MessageCircleQuestionMark aria-hidden="true" size={19} />
      {t('whyNot.title')}
      <Kbd keys="F11" />
    </Button>
  );
}
