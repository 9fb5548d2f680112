/** A key of the keyboard, as a hint beside what it does. */

import { cx } from './cx.ts';

export function Kbd({ keys, onBrand = false }: { readonly keys: string; readonly onBrand?: boolean }) {
  return (
    <kbd
      dir="ltr"
      aria-hidden="true"
      className={cx(
        'inline-flex h-6 min-w-6 items-center justify-center rounded-md px-1.5 font-sans text-xs font-medium',
        onBrand ? 'border border-current/35 text-current' : 'border border-hairline bg-sunken text-ink-soft',
      )}
    >
      {keys}
    </kbd>
  );
}
