/** The list of keys, by what they are for. */

import { Keyboard, ScanBarcode } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Dialog } from '#renderer/ui/dialog.tsx';
import { Kbd } from '#renderer/ui/kbd.tsx';
import { useCashier, useOverlay } from '#renderer/cashier/cashier-context.tsx';
import { hotkeys } from '#renderer/cashier/keyboard/hotkeys.ts';
import type { HotkeyGroup } from '#renderer/cashier/keyboard/hotkeys.ts';

const columns = ['sale', 'payment', 'member'] as const;

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
      className="w-[62rem]"
      testId="keys-dialog"
    >
      <div className="grid grid-cols-3 gap-x-8 gap-y-5">
        {columns.map((group) => (
          <Group key={group} group={group} className="grid auto-rows-min" />
        ))}
        <Group group="till" className="grid grid-cols-3 gap-x-8" outerClassName="col-span-3">
          <KeyRow name={t('keys.newSale')} keys={['Enter']} />
          <KeyRow name={t('keys.close')} keys={['Esc']} />
        </Group>
      </div>
      <p className="mt-5 flex items-center gap-3 rounded-2xl bg-brand-soft p-4 text-sm text-brand-ink">
        <ScanBarcode aria-hidden="true" size={22} className="shrink-0" />
        {t('keys.scanner')}
      </p>
    </Dialog>
  );
}

type GroupProps = {
  readonly group: HotkeyGroup;
  readonly className: string;
  readonly outerClassName?: string;
  /** Keys that belong here and are not those of the whole screen. */
  readonly children?: ReactNode;
};

function Group({ group, className, outerClassName, children }: GroupProps) {
  const { t } = useTranslation();
  return (
    <section className={outerClassName}>
      <h3 className="pb-1 text-sm font-semibold text-ink-faint">{t(`keys.groups.${group}`)}</h3>
      <ul className={className}>
        {hotkeys
          .filter((hotkey) => hotkey.group === group)
          .map(({ action, keys }) => (
            <KeyRow key={action} name={t(`keys.${action}`)} keys={keys} />
          ))}
        {children}
      </ul>
    </section>
  );
}

function KeyRow({ name, keys }: { readonly name: string; readonly keys: readonly string[] }) {
  return (
    <li className="flex min-h-10 items-center justify-between gap-3 border-b border-hairline leading-tight">
      <span>{name}</span>
      <span dir="ltr" className="flex gap-1">
        {keys.map((key) => (
          <Kbd key={key} keys={key} />
        ))}
      </span>
    </li>
  );
}
