/** What HQ did not do, and what to do now. */

import { useTranslation } from 'react-i18next';
import type { AdminFailure } from '#shared/contracts/hq/admin-client.ts';

export function FailureNote({ failure }: { readonly failure: AdminFailure | null }) {
  const { t } = useTranslation();
  if (failure === null) return null;
  const { code, waitSeconds = 0 } = failure;
  return (
    <p
      role="alert"
      data-testid="failure"
      data-code={code}
      className="rounded-2xl bg-danger-soft p-4 text-danger"
    >
      <strong className="font-semibold">{t(`console.errors.${code}.sentence`)}</strong>{' '}
      {waitSeconds > 0 ? t('console.wait', { count: waitSeconds }) : t(`console.errors.${code}.nextStep`)}
    </p>
  );
}
