/** What the till refused and what to do instead. */

import { useTranslation } from 'react-i18next';
import type { AppError } from '#shared/contracts/error-codes.ts';

export function Refusal({ error }: { readonly error: AppError }) {
  const { t } = useTranslation();
  return (
    <p
      role="alert"
      data-testid="correction-refused"
      data-code={error.code}
      className="rounded-xl bg-danger-soft px-3.5 py-2.5 text-sm leading-snug text-danger"
    >
      <strong className="font-semibold">{t(`errors.${error.code}.sentence`)}</strong>{' '}
      {t(`errors.${error.code}.nextStep`)}
    </p>
  );
}
