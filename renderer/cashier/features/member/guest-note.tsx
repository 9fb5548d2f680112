/** A customer without a card who came with somebody's guest card. */

import { Handshake, X } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { Button } from '#renderer/ui/button.tsx';
import { useFormat } from '#renderer/ui/format/format-context.tsx';
import { useActions, useBasket } from '#renderer/cashier/cashier-context.tsx';

export function GuestNote() {
  const { t } = useTranslation();
  const { personName } = useFormat();
  const { dropGuest } = useActions();
  const guestOf = useBasket(({ basket }) => basket?.guestOf);
  if (guestOf === undefined) return null;
  return (
    <p
      className="flex items-center gap-2.5 rounded-2xl bg-brand-soft py-1 ps-3.5 pe-1 font-medium text-brand-ink"
      data-testid="guest-note"
    >
      <Handshake aria-hidden="true" size={20} className="shrink-0" />
      <span className="min-w-0 flex-1 truncate">{t('standing.guestOf', { name: personName(guestOf) })}</span>
      <Button look="quiet" size="icon" label={t('standing.guestDrop')} onPress={() => void dropGuest()}>
        <X aria-hidden="true" size={18} />
      </Button>
    </p>
  );
}
