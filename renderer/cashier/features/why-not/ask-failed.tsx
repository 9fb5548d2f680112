/** The till gave no answer: what happened, and one press to ask again. */

import { useTranslation } from 'react-i18next';
import type { AppError } from '#shared/contracts/error-codes.ts';
import { Button } from '#renderer/ui/button.tsx';

export type AskFailedProps = { readonly error: AppError; readonly onRetry: () => void };

export function AskFailed({ error, onRetry }: AskFailedProps) {
  const { t } = useTranslation();
  return (
    <div
      role="alert"
      data-testid="why-not-failed"
      data-code={error.code}
      className="flex items-center gap-3 rounded-xl bg-danger-soft py-1.5 ps-3 pe-1.5 text-sm leading-snug text-danger"
    >
      <p className="flex-1">
        <strong className="font-semibold">{t(`errors.${error.code}.sentence`)}</strong>{' '}
        {t(`errors.${error.code}.nextStep`)}
      </p>
      <Button onPress={onRetry} testId="why-not-retry">
        {t('whyNot.retry')}
      </Button>
    </div>
  );
}
