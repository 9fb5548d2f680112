/** Under the PIN: what went wrong, how long to wait, or the demo's own PIN. */

import { useTranslation } from 'react-i18next';
import type { AppError } from '#shared/contracts/error-codes.ts';
import type { OperatorId } from '#shared/domain/operator.ts';
import { useFormat } from '#renderer/ui/format/format-context.tsx';
import { useTill } from '#renderer/cashier/cashier-context.tsx';

export type PinMessageProps = {
  readonly error: AppError | null;
  readonly secondsLeft: number;
  readonly operatorId: OperatorId;
};

export function PinMessage({ error, secondsLeft, operatorId }: PinMessageProps) {
  return (
    <div className="flex min-h-14 items-center justify-center py-1 text-center text-sm">
      {error === null ? (
        <DemoPin operatorId={operatorId} />
      ) : (
        <Refusal error={error} secondsLeft={secondsLeft} />
      )}
    </div>
  );
}

function Refusal({ error, secondsLeft }: { readonly error: AppError; readonly secondsLeft: number }) {
  const { t } = useTranslation();
  const isWaiting = secondsLeft > 0;
  const time =
    secondsLeft >= 120
      ? t('units.minutes', { count: Math.ceil(secondsLeft / 60) })
      : t('units.seconds', { count: secondsLeft });
  return (
    <p
      role="alert"
      data-testid="pin-message"
      data-code={error.code}
      className="leading-snug text-balance text-danger"
    >
      <strong className="font-semibold">{t(`errors.${error.code}.sentence`)}</strong>{' '}
      <span className="amount whitespace-normal!">
        {isWaiting ? t('signIn.locked', { time }) : t(`errors.${error.code}.nextStep`)}
      </span>
    </p>
  );
}

function DemoPin({ operatorId }: { readonly operatorId: OperatorId }) {
  const { t } = useTranslation();
  const { number } = useFormat();
  const pin = useTill((till) => till.demo?.pins.find((known) => known.operatorId === operatorId)?.pin);
  if (pin === undefined) return null;
  return (
    <p
      className="rounded-full bg-saffron-soft px-4 py-1.5 text-saffron"
      data-testid="demo-pin"
      data-pin={pin}
    >
      {t('signIn.demoPin')}:{' '}
      <bdi dir="ltr" className="font-bold tracking-widest">
        {number.digits(pin)}
      </bdi>
    </p>
  );
}
