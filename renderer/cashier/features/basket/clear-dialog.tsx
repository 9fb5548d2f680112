/** Asks before the whole basket goes; the only question of the daily work, because undo takes back one line. */

import { Trash2 } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { Button } from '#renderer/ui/button.tsx';
import { Dialog } from '#renderer/ui/dialog.tsx';
import { useActions, useCashier, useOverlay } from '#renderer/cashier/cashier-context.tsx';

export function ClearDialog() {
  const { t } = useTranslation();
  const { overlay } = useCashier().stores;
  const { clearBasket } = useActions();
  if (useOverlay().kind !== 'clearBasket') return null;
  const close = (): void => overlay.setState({ overlay: { kind: 'none' } });
  return (
    <Dialog
      title={t('basket.clearQuestion')}
      closeLabel={t('common.close')}
      onClose={close}
      className="w-[26rem]"
      testId="clear-dialog"
    >
      <div className="mt-6 grid grid-cols-2 gap-3">
        <Button size="large" onPress={close}>
          {t('common.cancel')}
        </Button>
        <Button
          size="large"
          look="danger"
          autoFocus
          onPress={() => {
            close();
            void clearBasket();
          }}
          testId="clear-yes"
        >
          <Trash2 aria-hidden="true" size={20} />
          {t('basket.clearYes')}
        </Button>
      </div>
    </Dialog>
  );
}
