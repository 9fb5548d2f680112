/** What can be done with the code that was found; where nothing can, why. */

import { Check } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CodeView } from '#shared/contracts/till/codes-views.ts';
import { Button } from '#renderer/ui/button.tsx';
import { useFormat } from '#renderer/ui/format/format-context.tsx';
import { Money } from '#renderer/ui/money.tsx';
import { useBasket, useCashier } from '#renderer/cashier/cashier-context.tsx';
import { outsideMinor } from '#renderer/cashier/stores/codes-actions.ts';
import { CancelApproval } from './cancel-approval.tsx';

type FoundActionProps = { readonly code: CodeView; readonly text: string };

export function FoundAction({ code, text }: FoundActionProps) {
  const { t } = useTranslation();
  const [isCancelling, setCancelling] = useState(false);
  const isCancelled = code.refused === 'code_cancelled';
  return (
    <div className="mt-4 flex flex-col gap-3">
      {code.refused === null ? <Take code={code} /> : <Refused code={code} refused={code.refused} />}
      {isCancelled ? null : (
        <Button
          look="quiet"
          onPress={() => setCancelling(true)}
          className="self-start text-danger!"
          testId="code-cancel"
        >
          {t('codes.cancelOne')}
        </Button>
      )}
      {isCancelling ? (
        <CancelApproval toCancel={{ batchId: null, texts: [text] }} onClose={() => setCancelling(false)} />
      ) : null}
    </div>
  );
}

type RefusedProps = { readonly code: CodeView; readonly refused: NonNullable<CodeView['refused']> };

function Refused({ code, refused }: RefusedProps) {
  const { t } = useTranslation();
  const isMild = refused === 'coupon_basket_too_small' && code.kind === 'coupon';
  return (
    <p
      role="alert"
      data-testid="code-refused"
      className={`rounded-xl px-4 py-3 text-sm leading-snug ${isMild ? 'bg-warn-soft text-warn' : 'bg-danger-soft text-danger'}`}
    >
      <strong className="font-semibold">{t(`errors.${refused}.sentence`)}</strong>{' '}
      {t(`errors.${refused}.nextStep`)}
    </p>
  );
}

function Take({ code }: { readonly code: CodeView }) {
  const { t } = useTranslation();
  const { money } = useFormat();
  const { actions } = useCashier();
  const leftMinor = useBasket(({ basket }) => (basket === null ? 0 : outsideMinor(basket)));
  if (code.kind === 'giftCard' && leftMinor === 0) {
    return <p className="rounded-xl bg-sunken px-4 py-3 text-sm text-ink-soft">{t('codes.nothingToPay')}</p>;
  }
  return (
    <>
      {code.kind === 'coupon' ? (
        <p className="flex items-baseline justify-between rounded-xl bg-success-soft px-4 py-3 font-semibold text-success">
          <span>{t('codes.worth')}</span>
          <Money amountMinor={code.worthMinor} className="figure text-lg" testId="code-worth" />
        </p>
      ) : null}
      {code.kind === 'giftCard' ? (
        <p className="text-sm text-ink-soft">
          {t('codes.paying', { amount: money.text(Math.min(code.balanceMinor, leftMinor)) })}
        </p>
      ) : null}
      {code.kind === 'guestCard' ? <p className="text-sm text-ink-soft">{t('codes.guestHint')}</p> : null}
      <Button
        look="primary"
        size="large"
        autoFocus
        onPress={() => void actions.takeFoundCode()}
        testId="code-take"
      >
        <Check aria-hidden="true" size={20} />
        {t(code.kind === 'giftCard' ? 'codes.pay' : 'codes.take')}
      </Button>
    </>
  );
}
