/** Money or a gift into the wallet of the member at the till. */

import { WalletMinimal } from 'lucide-react';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import { Dialog } from '#renderer/ui/dialog.tsx';
import { useFormat } from '#renderer/ui/format/format-context.tsx';
import { useActions, useBasket, useCashier, useOverlay } from '#renderer/cashier/cashier-context.tsx';
import { TopUpDone } from './top-up-done.tsx';
import { TopUpForm } from './top-up-form.tsx';

export function TopUpDialog() {
  return useOverlay().kind === 'topUp' ? <OpenDialog /> : null;
}

function OpenDialog() {
  const { t } = useTranslation();
  const { personName } = useFormat();
  const { overlay } = useCashier().stores;
  const { wallet } = useActions();
  const member = useBasket(({ basket }) => basket?.member ?? null);
  const { options, error, done } = useStore(wallet.store);
  const memberRef = member?.memberRef;
  useEffect(() => {
    if (memberRef !== undefined) wallet.ask(memberRef);
    return wallet.clear;
  }, [wallet, memberRef]);
  const close = (): void => overlay.setState({ overlay: { kind: 'none' } });
  return (
    <Dialog
      title={
        member === null ? t('payment.topUpNobody') : t('payment.topUpTitle', { name: personName(member) })
      }
      closeLabel={t('common.close')}
      onClose={close}
      icon={<WalletMinimal aria-hidden="true" size={24} className="text-brand" />}
      className={member === null || done !== null ? 'w-[28rem]' : 'w-[46rem]'}
      testId="top-up-dialog"
    >
      {member === null ? (
        <p className="text-ink-soft">{t('payment.topUpNobodyHint')}</p>
      ) : done !== null ? (
        <TopUpDone done={done} onClose={close} />
      ) : (
        // What was typed for one member is never meant for the next.
        <TopUpForm key={member.memberRef} member={member} options={options} error={error} />
      )}
    </Dialog>
  );
}
