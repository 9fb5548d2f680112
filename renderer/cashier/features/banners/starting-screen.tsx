/** Shown until the till service has described itself, or has said why it cannot. */

import { CircleAlert } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { Mark } from '#renderer/ui/mark.tsx';
import { useConnection } from '#renderer/cashier/cashier-context.tsx';

export function StartingScreen() {
  const { t } = useTranslation();
  const connection = useConnection();
  const code = connection.kind === 'cannotStart' ? connection.code : null;
  return (
    <div
      className="flex h-full flex-col items-center justify-center gap-6 p-8 text-center"
      data-testid="starting"
    >
      <Mark size={72} />
      {code === null ? (
        <p className="text-lg text-ink-soft" role="status">
          {t('banners.starting')}
        </p>
      ) : (
        <div role="alert" className="max-w-lg rounded-3xl bg-surface p-8 shadow-mid" data-testid="banner">
          <h1 className="mb-3 flex items-center justify-center gap-2 text-xl font-bold text-danger">
            <CircleAlert aria-hidden="true" size={24} />
            {t('banners.cannotStart')}
          </h1>
          <p className="font-medium">{t(`errors.${code}.sentence`)}</p>
          <p className="mt-1 text-ink-soft">{t(`errors.${code}.nextStep`)}</p>
        </div>
      )}
    </div>
  );
}
