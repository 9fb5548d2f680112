/** All that can pay for this sale, one section for each. */

import { useTranslation } from 'react-i18next';
import type {
  BasketPaymentView,
  ChosenTendersView,
  PaymentOptionsView,
} from '#shared/contracts/till/payment-views.ts';
import { minor } from '#shared/domain/money.ts';
import { Button } from '#renderer/ui/button.tsx';
import { Kbd } from '#renderer/ui/kbd.tsx';
import { useFormat } from '#renderer/ui/format/format-context.tsx';
import { RedemptionOffNote } from '#renderer/cashier/redemption/redemption-off-note.tsx';
import type { RedemptionOff } from '#renderer/cashier/redemption/redemption-off.ts';
import { CashChoice } from './cash-choice.tsx';
import { CodeChoice } from './code-choice.tsx';
import { OfflineNote } from './offline-note.tsx';
import { PointsChoice } from './points-choice.tsx';
import type { PaymentForm } from './use-payment-form.ts';
import { WalletChoice } from './wallet-choice.tsx';

export type PaymentChoicesProps = {
  /** Null until the till has answered. */
  readonly options: PaymentOptionsView | null;
  readonly chosen: ChosenTendersView;
  readonly payment: BasketPaymentView | undefined;
  readonly form: PaymentForm;
  readonly outsideMinor: number;
  /** Why points and wallets cannot pay; null where they can. */
  readonly off: RedemptionOff | null;
  readonly onChoose: (changed: Partial<ChosenTendersView>) => void;
  readonly onAddCode: () => void;
  readonly onTopUp: () => void;
};

export function PaymentChoices(props: PaymentChoicesProps) {
  const { options, chosen, form, onChoose } = props;
  const { t } = useTranslation();
  const { money } = useFormat();
  if (options === null) return <p className="text-ink-soft">{t('payment.loading')}</p>;
  const { points, wallet } = options;
  const isMemberOff = props.off !== null;
  return (
    <div className="flex max-h-[calc(100vh-11rem)] flex-col gap-2 overflow-y-auto pe-1">
      <Notes off={props.off} options={options} />
      {points === null && wallet === null ? (
        <p className="rounded-2xl bg-sunken p-3 text-sm text-ink-soft" data-testid="payment-no-member">
          {t('payment.noMember')}
        </p>
      ) : null}
      {points === null ? null : (
        <PointsChoice
          points={points}
          chosen={chosen.points}
          isOff={isMemberOff}
          isActive={form.field === 'points'}
          onChoose={(amount) => {
            form.enter('points');
            onChoose({ points: amount });
          }}
          onEnter={() => form.enter('points')}
        />
      )}
      {wallet === null ? null : (
        <WalletChoice
          name={t('payment.wallet')}
          hint={
            <>
              {t('payment.walletHave', { amount: money.text(wallet.spendableMinor) })}
              <Button look="quiet" onPress={props.onTopUp} className="-my-2" testId="payment-top-up">
                {t('payment.topUp')}
                <Kbd keys="Ctrl W" />
              </Button>
            </>
          }
          maxMinor={isMemberOff ? minor(0) : wallet.maxMinor}
          chosenMinor={chosen.walletMinor}
          isActive={form.field === 'wallet'}
          onChoose={(amount) => {
            form.enter('wallet');
            onChoose({ walletMinor: minor(amount) });
          }}
          onEnter={() => form.enter('wallet')}
          testId="payment-wallet"
        />
      )}
      <HouseholdChoice {...props} />
      <CodeChoice payment={props.payment} onChoose={onChoose} onAdd={props.onAddCode} />
      {props.outsideMinor === 0 ? null : (
        <CashChoice form={form} outsideMinor={props.outsideMinor} changeRoomMinor={options.changeRoomMinor} />
      )}
    </div>
  );
}

/** Said before anybody chooses: an amount that the till refuses at the end holds up the queue. */
function Notes({
  off,
  options: { points, wallet, household, offline },
}: Pick<PaymentChoicesProps, 'off'> & { readonly options: PaymentOptionsView }) {
  const { personName } = useFormat();
  if (points === null && wallet === null) return null;
  if (off !== null) return <RedemptionOffNote off={off} />;
  if (offline === undefined) return null;
  const headName = household && personName(headOf(household));
  return <OfflineNote offline={offline} pointWorthMinor={points?.pointWorthMinor ?? 0} headName={headName} />;
}

function headOf({ headName, headLatinName }: NonNullable<PaymentOptionsView['household']>): {
  readonly name: string;
  readonly latinName: string | null;
} {
  return { name: headName ?? '–', latinName: headLatinName };
}

/** What holds for the member does not hold for the wallet of somebody else. */
function HouseholdChoice({ options, chosen, form, off, onChoose }: PaymentChoicesProps) {
  const { t } = useTranslation();
  const { money, personName } = useFormat();
  const household = options?.household ?? null;
  if (household === null) return null;
  const { leftTodayMinor, spendableMinor, maxMinor } = household;
  return (
    <WalletChoice
      name={t('payment.household', { name: personName(headOf(household)) })}
      hint={
        leftTodayMinor === null
          ? t('payment.walletHave', { amount: money.text(spendableMinor) })
          : t('payment.householdLeft', { amount: money.text(leftTodayMinor) })
      }
      maxMinor={off?.kind === 'till' ? minor(0) : maxMinor}
      chosenMinor={chosen.householdMinor}
      isActive={form.field === 'household'}
      onChoose={(amount) => {
        form.enter('household');
        onChoose({ householdMinor: minor(amount) });
      }}
      onEnter={() => form.enter('household')}
      testId="payment-household"
    />
  );
}
