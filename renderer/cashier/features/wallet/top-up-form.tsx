/** How much goes into the wallet, and where it comes from. */

import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Approval } from '#shared/contracts/till/approval-schema.ts';
import type { AppError } from '#shared/contracts/error-codes.ts';
import type { WalletOptionsView } from '#shared/contracts/till/payment-views.ts';
import type { MemberPanel } from '#shared/contracts/till-views.ts';
import { asciiDigits } from '#shared/domain/text.ts';
import { Button } from '#renderer/ui/button.tsx';
import { ChoiceChip } from '#renderer/ui/choice-chip.tsx';
import { useFormat } from '#renderer/ui/format/format-context.tsx';
import { KeyPad } from '#renderer/ui/key-pad.tsx';
import { Money } from '#renderer/ui/money.tsx';
import { ApprovalDialog } from '#renderer/cashier/approval/approval-dialog.tsx';
import { useActions } from '#renderer/cashier/cashier-context.tsx';
import { TopUpSource } from './top-up-source.tsx';
import type { Source } from './top-up-source.tsx';

export type TopUpFormProps = {
  readonly member: MemberPanel;
  readonly options: WalletOptionsView;
  readonly error: AppError | null;
};

/** Rial; shown as 50,000 to 1,000,000 Toman. */
const usualAmounts = [500_000, 1_000_000, 2_000_000, 5_000_000, 10_000_000] as const;
const digitsMax = 12;

export function TopUpForm({ member, options, error }: TopUpFormProps) {
  const { t } = useTranslation();
  const { money, number, personName } = useFormat();
  const { wallet } = useActions();
  const [digits, setDigits] = useState('');
  const [source, setSource] = useState<Source>({ kind: 'cash' });
  const [isApproving, setIsApproving] = useState(false);
  const amountMinor = Number(digits) * money.typedMinor;
  const [minMinor, maxMinor] = rangeOf(options, source);
  const isInRange = amountMinor >= minMinor && amountMinor <= maxMinor;
  const write = (text: string): void =>
    setDigits(asciiDigits(text).replace(/\D/g, '').replace(/^0+/, '').slice(0, digitsMax));
  const credit = { memberRef: member.memberRef, amountMinor };
  const give = async (approval: Approval | null): Promise<AppError | null> => {
    if (source.kind !== 'gift') return wallet.topUp(credit, source.kind);
    return wallet.give(credit, source.reasonId, approval);
  };
  const submit = (): void => {
    if (!isInRange) return;
    if (source.kind === 'gift' && amountMinor > options.giftAloneMinor) setIsApproving(true);
    else void give(null);
  };
  return (
    <form
      className="grid grid-cols-[minmax(0,1fr)_18rem] gap-5"
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      <div className="flex flex-col gap-3">
        <p>
          {t('payment.holds')}{' '}
          <Money amountMinor={options.balanceMinor} className="figure text-lg font-bold" />
        </p>
        <TopUpSource source={source} gifts={options.gifts} onChoose={setSource} />
        <div className="grid grid-cols-3 gap-1.5">
          {usualAmounts
            .filter((usual) => usual >= minMinor && usual <= maxMinor)
            .map((usual) => (
              <ChoiceChip
                key={usual}
                name={money.text(usual)}
                isChosen={usual === amountMinor}
                onChoose={() => setDigits(String(usual / money.typedMinor))}
                testId="top-up-chip"
              />
            ))}
        </div>
        <p className="text-sm text-ink-soft" data-testid="top-up-range">
          {maxMinor < minMinor
            ? t('payment.room', { amount: money.text(options.roomMinor) })
            : t('payment.range', { min: money.text(minMinor), max: money.text(maxMinor) })}
        </p>
        {error === null ? null : (
          <p
            role="alert"
            className="rounded-xl bg-warn-soft px-3 py-2 text-sm text-warn"
            data-testid="top-up-error"
          >
            {t(`errors.${error.code}.sentence`)} {t(`errors.${error.code}.nextStep`)}
          </p>
        )}
      </div>
      <div className="flex flex-col">
        <div className="mb-2 flex h-14 items-center gap-2 rounded-2xl bg-sunken px-4">
          <input
            // oxlint-disable-next-line jsx-a11y/no-autofocus -- the window opened for this one field
            autoFocus
            dir="ltr"
            inputMode="none"
            autoComplete="off"
            aria-label={t('payment.entry')}
            value={amountMinor === 0 ? '' : money.parts(amountMinor).digits}
            placeholder={money.parts(0).digits}
            onChange={(event) => write(event.target.value)}
            data-testid="top-up-amount"
            className="figure h-12 w-full min-w-0 flex-1 bg-transparent text-end text-2xl font-bold focus-visible:outline-none"
          />
          <span className="text-sm text-ink-soft">{money.parts(0).unit}</span>
        </div>
        <KeyPad
          testIdPrefix="top-up"
          deleteLabel={t('common.deleteDigit')}
          keyClassName="h-12! text-xl!"
          onDigits={(pressed) => write(digits + pressed)}
          onDelete={() => setDigits(digits.slice(0, -1))}
          corner={
            <Button
              onPress={() => write(`${digits}000`)}
              preventFocusOnPress
              className="figure h-12 rounded-2xl text-xl"
              testId="top-up-key-000"
            >
              {number.digits('000')}
            </Button>
          }
        />
        <Button
          look="primary"
          size="large"
          className="mt-3 w-full"
          isDisabled={!isInRange}
          onPress={submit}
          testId="top-up-submit"
        >
          {amountMinor === 0
            ? t('payment.submitNothing')
            : t('payment.submit', { amount: money.text(amountMinor) })}
        </Button>
      </div>
      {isApproving ? (
        <ApprovalDialog onApprove={give} onClose={() => setIsApproving(false)}>
          <p className="font-semibold">{t('payment.approvalGift', { name: personName(member) })}</p>
          <Money amountMinor={amountMinor} className="figure text-2xl font-bold" />
        </ApprovalDialog>
      ) : null}
    </form>
  );
}

function rangeOf(options: WalletOptionsView, source: Source): readonly [number, number] {
  if (source.kind !== 'gift') {
    return [options.topUpMinMinor, Math.min(options.topUpMaxMinor, options.roomMinor)];
  }
  const gift = options.gifts.find(({ reasonId }) => reasonId === source.reasonId);
  return [1, Math.min(gift?.maxMinor ?? 0, options.roomMinor)];
}
