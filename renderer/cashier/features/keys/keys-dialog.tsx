/** The list of keys. */

import { Keyboard, ScanBarcode } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { Dialog } from '#renderer/ui/dialog.tsx';
import { Kbd } from '#renderer/ui/kbd.tsx';
import { useCashier, useOverlay } from '#renderer/cashier/cashier-context.tsx';
import { hotkeys } from '#renderer/cashier/keyboard/hotkeys.ts';

export function KeysDialog() {
  const { t } = useTranslation();
  const { overlay } = useCashier().stores;
  if (useOverlay().kind !== 'keys') return null;
  return (
    <Dialog
      title={t('keys.title')}
      closeLabel={t('common.close')}
      onClose={() => overlay.setState({ overlay: { kind: 'none' } })}
      icon={<Keyboard aria-hidden="true" size={24} className="text-brand" />}
      className="w-[34rem]"
      testId="keys-dialog"
    >
      <ul className="grid grid-cols-2 gap-x-8">
        {hotkeys.map(({ action, keys }) => (
          <KeyRow key={action} name={t(`keys.${action}`)} keys={keys} />
        ))}
        <KeyRow name={t('keys.newSale')} keys={['Enter']} />
        <KeyRow name={t('keys.close')} keys={['Esc']} />
      </ul>
      <p className="mt-5 flex items-center gap-3 rounded-2xl bg-brand-soft p-4 text-sm text-brand-ink">
        <ScanBarcode aria-hidden="true" size={22} className="shrink-0" />
        {t('keys.scanner')}
      </p>
    </Dialog>
  );
}

function KeyRow({ name, keys }: { readonly name: string; readonly keys: readonly string[] }) {
  return (
    <li className="flex min-h-11 items-center justify-between gap-3 border-b border-hairline">
      <span>{name}</span>
      <span dir="ltr" className="flex gap-1">
        {keys.map((key) => (
          <Kbd key={key} keys={key} />
        ))}
      </span>
    </li>
  );
}
