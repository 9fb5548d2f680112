/** How much goes into the wallet, and where it comes from. */

import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Approval } from '#shared/contracts/till/approval-schema.ts';
import type { AppError } from '#shared/contracts/error-codes.ts';
import type { WalletOptionsView } from '#shared/contracts/till/payment-views.ts';
import type { MemberPanel } from '#shared/contracts/till-views.ts';
import { asciiDigits } from '#shared/domain/text.ts';
import { Button } from '#renderer/ui/button.tsx';
import { cx } from '#renderer/ui/cx.ts';
import { ChoiceChip } from '#renderer/ui/choice-chip.tsx';
import { useFormat } from '#renderer/ui/format/format-context.tsx';
import { Money } from '#renderer/ui/money.tsx';
import { ApprovalDialog } from '#renderer/cashier/approval/approval-dialog.tsx';
import { useActions } from '#renderer/cashier/cashier-context.tsx';
import { useWhenReady } from '#renderer/cashier/use-when-ready.ts';
import type { WhenReady } from '#renderer/cashier/use-when-ready.ts';
import { focusField } from '#renderer/cashier/keyboard/focus-field.ts';
import type { Credit } from '#renderer/cashier/stores/wallet-store.ts';
import { TopUpAmount } from './top-up-amount.tsx';
import { TopUpSource } from './top-up-source.tsx';
import type { Source } from './top-up-source.tsx';

export type TopUpFormProps = {
  readonly member: MemberPanel;
  /** Null until the till has answered: the amount is typed all the same. */
  readonly options: WalletOptionsView | null;
  readonly error: AppError | null;
};

/** Rial; shown as 50,000 to 1,000,000 Toman. */
const usualAmounts = [500_000, 1_000_000, 2_000_000, 5_000_000, 10_000_000] as const;
const digitsMax = 12;

export function TopUpForm({ member, options, error }: TopUpFormProps) {
  const { money } = useFormat();
  const { wallet } = useActions();
  const [digits, setDigits] = useState('');
  const [source, setSource] = useState<Source>({ kind: 'cash' });
  const [isApproving, setIsApproving] = useState(false);
  const amountMinor = Number(digits) * money.typedMinor;
  const isInRange = options !== null && isWithin(rangeOf(options, source), amountMinor);
  const credit = { memberRef: member.memberRef, amountMinor };
  const give = async (approval: Approval | null): Promise<AppError | null> => {
    if (source.kind !== 'gift') return wallet.topUp(credit, source.kind);
    return wallet.give(credit, source.reasonId, approval);
  };
  const answer = {
    isReady: options !== null,
    hasFailed: options === null && error !== null,
    askAgain: () => wallet.ask(member.memberRef),
  };
  const confirm = useWhenReady(answer, () => {
    if (!isInRange) return;
    if (source.kind === 'gift' && amountMinor > options.giftAloneMinor) setIsApproving(true);
    else void give(null);
  });
  const write = (text: string): void => {
    confirm.forget();
    setDigits(asciiDigits(text).replace(/\D/g, '').replace(/^0+/, '').slice(0, digitsMax));
  };
  return (
    <form
      className="grid grid-cols-[minmax(0,1fr)_18rem] gap-5"
      onSubmit={(event) => {
        event.preventDefault();
        confirm.press();
      }}
    >
      <div className="flex flex-col gap-3">
        <Holds amountMinor={options?.balanceMinor ?? member.walletMinor} />
        <Choice
          options={options}
          source={source}
          amountMinor={amountMinor}
          onSource={(chosen) => {
            confirm.forget();
            setSource(chosen);
          }}
          onDigits={write}
        />
        <Refusal error={error} />
      </div>
      <div className="flex flex-col">
        <TopUpAmount digits={digits} onWrite={write} />
        <Submit
          confirm={confirm}
          amountMinor={amountMinor}
          isDisabled={options === null ? amountMinor === 0 : !isInRange}
        />
      </div>
      {isApproving ? (
        <GiftApproval
          credit={credit}
          member={member}
          onApprove={give}
          onClose={() => setIsApproving(false)}
        />
      ) : null}
    </form>
  );
}

function Holds({ amountMinor }: { readonly amountMinor: number }) {
  const { t } = useTranslation();
  return (
    <p>
      {t('payment.holds')} <Money amountMinor={amountMinor} className="figure text-lg font-bold" />
    </p>
  );
}

type SubmitProps = {
  readonly confirm: WhenReady;
  readonly amountMinor: number;
  readonly isDisabled: boolean;
};

function Submit({ confirm, amountMinor, isDisabled }: SubmitProps) {
  const { t } = useTranslation();
  const { money } = useFormat();
  return (
    <Button
      look="primary"
      size="large"
      className="mt-3 w-full"
      isDisabled={isDisabled}
      onPress={confirm.press}
      testId="top-up-submit"
    >
      {confirm.isWaiting
        ? t('payment.loading')
        : amountMinor === 0
          ? t('payment.submitNothing')
          : t('payment.submit', { amount: money.text(amountMinor) })}
    </Button>
  );
}

type ChoiceProps = {
  readonly options: WalletOptionsView | null;
  readonly source: Source;
  readonly amountMinor: number;
  readonly onSource: (source: Source) => void;
  readonly onDigits: (digits: string) => void;
};

/** A press here leads back to the amount, so that what is typed next is written there, and Enter does it. */
function Choice({ options, source, amountMinor, onSource, onDigits }: ChoiceProps) {
  const range = options === null ? null : rangeOf(options, source);
  const chooseAnd = <Chosen,>(choose: (chosen: Chosen) => void) => {
    return (chosen: Chosen): void => {
      choose(chosen);
      focusField('top-up-amount');
    };
  };
  return (
    <>
      <TopUpSource source={source} gifts={options?.gifts ?? []} onChoose={chooseAnd(onSource)} />
      {options === null || range === null ? (
        <RangeUnknown />
      ) : (
        <>
          <UsualAmounts range={range} amountMinor={amountMinor} onChoose={chooseAnd(onDigits)} />
          <Range
            range={range}
            isBroken={amountMinor > 0 && !isWithin(range, amountMinor)}
            options={options}
          />
        </>
      )}
    </>
  );
}

function isWithin([minMinor, maxMinor]: readonly [number, number], amountMinor: number): boolean {
  return amountMinor >= minMinor && amountMinor <= maxMinor;
}

type GiftApprovalProps = {
  readonly credit: Credit;
  readonly member: MemberPanel;
  readonly onApprove: (approval: Approval) => Promise<AppError | null>;
  readonly onClose: () => void;
};

function GiftApproval({ credit, member, onApprove, onClose }: GiftApprovalProps) {
  const { t } = useTranslation();
  const { personName } = useFormat();
  return (
    <ApprovalDialog onApprove={onApprove} onClose={onClose}>
      <p className="font-semibold">{t('payment.approvalGift', { name: personName(member) })}</p>
      <Money amountMinor={credit.amountMinor} className="figure text-2xl font-bold" />
    </ApprovalDialog>
  );
}

function RangeUnknown() {
  const { t } = useTranslation();
  return (
    <p className="text-sm text-ink-soft" role="status" data-testid="top-up-range" data-state="unknown">
      {t('payment.loading')}
    </p>
  );
}

type RangeProps = {
  readonly range: readonly [number, number];
  /** What is typed lies outside, which is why the button rests. */
  readonly isBroken: boolean;
  readonly options: WalletOptionsView;
};

function Range({ range: [minMinor, maxMinor], isBroken, options }: RangeProps) {
  const { t } = useTranslation();
  const { money } = useFormat();
  return (
    <p
      className={cx('text-sm', isBroken ? 'font-semibold text-warn' : 'text-ink-soft')}
      role="status"
      data-testid="top-up-range"
      data-state={isBroken ? 'broken' : 'kept'}
    >
      {maxMinor < minMinor
        ? t('payment.room', { amount: money.text(options.roomMinor) })
        : minMinor < money.typedMinor
          ? t('payment.reasonMax', { amount: money.text(maxMinor) })
          : t('payment.range', { min: money.text(minMinor), max: money.text(maxMinor) })}
    </p>
  );
}

function rangeOf(options: WalletOptionsView, source: Source): readonly [number, number] {
  if (source.kind !== 'gift') {
    return [options.topUpMinMinor, Math.min(options.topUpMaxMinor, options.roomMinor)];
  }
  const gift = options.gifts.find(({ reasonId }) => reasonId === source.reasonId);
  return [1, Math.min(gift?.maxMinor ?? 0, options.roomMinor)];
}

type UsualAmountsProps = {
  readonly range: readonly [number, number];
  readonly amountMinor: number;
  readonly onChoose: (digits: string) => void;
};

function UsualAmounts({ range: [minMinor, maxMinor], amountMinor, onChoose }: UsualAmountsProps) {
  const { money } = useFormat();
  return (
    <div className="grid grid-cols-3 gap-1.5">
      {usualAmounts
        .filter((usual) => usual >= minMinor && usual <= maxMinor)
        .map((usual) => (
          <ChoiceChip
            key={usual}
            name={money.text(usual)}
            isChosen={usual === amountMinor}
            onChoose={() => onChoose(String(usual / money.typedMinor))}
            testId="top-up-chip"
          />
        ))}
    </div>
  );
}

function Refusal({ error }: { readonly error: AppError | null }) {
  const { t } = useTranslation();
  if (error === null) return null;
  return (
    <p
      role="alert"
      className="rounded-xl bg-warn-soft px-3 py-2 text-sm text-warn"
      data-testid="top-up-error"
    >
      {t(`errors.${error.code}.sentence`)} {t(`errors.${error.code}.nextStep`)}
    </p>
  );
}
