import { cx } from '#renderer/ui/cx.ts';
import { useTill } from '#renderer/cashier/cashier-context.tsx';
import { accentColour } from './accent-colour.ts';

/** The colour of the chain, as an ornament: nothing is ever written in it, so that any colour does. */
export function BrandStripe({ className }: { readonly className: string }) {
  const accent = useTill((till) => accentColour(till.branding.accent));
  if (accent === null) return null;
  return (
    <span
      aria-hidden="true"
      data-testid="brand-stripe"
      className={cx('pointer-events-none', className)}
      style={{ backgroundColor: accent }}
    />
  );
}
