/** What HQ did not do, and what to do now. */

import { useTranslation } from 'react-i18next';
import type { AdminFailure } from '#shared/contracts/hq/admin-client.ts';

export function FailureNote({ failure }: { readonly failure: AdminFailure | null }) {
  const { t } = useTranslation();
  if (failure === null) return null;
  return (
    <p
      role="alert"
      data-testid="failure"
      data-code={failure.code}
      className="rounded-2xl bg-danger-soft p-4 text-danger"
    >
      <strong className="font-semibold">{t(`console.errors.${failure.code}.sentence`)}</strong>{' '}
      {t(`console.errors.${failure.code}.nextStep`)}
    </p>
  );
}
