/** Another name, colour, end of receipts or lock time for the whole chain; only what is another is sent. */

import { Palette } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ChainView } from '#shared/contracts/hq/admin-chain.ts';
import type { AdminApi, Answer } from '#shared/contracts/hq/admin-client.ts';
import { ok } from '#shared/kernel/result.ts';
import { TextField } from '#renderer/ui/text-field.tsx';
import { useConsole } from '#renderer/console/console-context.tsx';
import { DeedDialog } from '#renderer/console/parts/deed-dialog.tsx';
import { SelectField } from '#renderer/console/parts/select-field.tsx';
import { AccentField } from './accent-field.tsx';
import { ReceiptLinesField } from './receipt-lines-field.tsx';
import { lockTimes, lockWords } from '#renderer/console/parts/lock-times.ts';
import { accentFault, changeOf, linesFault, typedOf } from './typed-chain.ts';
import type { ChainChange, TypedChain } from './typed-chain.ts';

export type ChangeChainDialogProps = {
  readonly chain: ChainView;
  readonly onClose: () => void;
  readonly onDone: () => void;
};

export function ChangeChainDialog({ chain, onClose, onDone }: ChangeChainDialogProps) {
  const { t } = useTranslation();
  const { api } = useConsole();
  const [typed, setTyped] = useState(() => typedOf(chain));
  const set = (change: Partial<TypedChain>): void => setTyped({ ...typed, ...change });
  const change = changeOf(chain, typed);
  const isNamed = chain.name === null || (typed.fa.trim() !== '' && typed.en.trim() !== '');
  const isSound = accentFault(typed.accent) === undefined && linesFault(typed.lines) === undefined;
  return (
    <DeedDialog
      title={t('console.chain.changeTitle')}
      icon={Palette}
      button={t('console.chain.changeButton')}
      done={t('console.told.saved')}
      ask={() => send(api, change)}
      onDone={onDone}
      onClose={onClose}
      isReady={isNamed && isSound && Object.keys(change).length > 0}
      testId="change-chain-dialog"
    >
      {chain.name === null ? null : <NameFields typed={typed} onTyped={set} />}
      <AccentField typed={typed.accent} onTyped={(accent) => set({ accent })} />
      <ReceiptLinesField typed={typed.lines} onTyped={(lines) => set({ lines })} />
      <SelectField
        label={t('console.chain.lock')}
        options={lockTimes(chain.settings.autoLockMs).map((lockMs) => {
          const { unit, count } = lockWords(lockMs);
          return { value: String(lockMs), name: t(`console.chain.${unit}`, { count }) };
        })}
        value={typed.lock}
        onValue={(lock) => set({ lock })}
        testId="chain-lock-time"
      />
    </DeedDialog>
  );
}

type NameFieldsProps = {
  readonly typed: TypedChain;
  readonly onTyped: (change: Partial<TypedChain>) => void;
};

function NameFields({ typed, onTyped }: NameFieldsProps) {
  const { t } = useTranslation();
  return (
    <div className="grid grid-cols-2 gap-4">
      <TextField
        label={t('console.stores.persianName')}
        value={typed.fa}
        onText={(fa) => onTyped({ fa })}
        dir="rtl"
        maxLength={120}
        testId="chain-fa"
      />
      <TextField
        label={t('console.stores.englishName')}
        value={typed.en}
        onText={(en) => onTyped({ en })}
        dir="ltr"
        maxLength={120}
        testId="chain-en"
      />
    </div>
  );
}

/** One after the other, up to the first that HQ refuses; what was taken before stays, and may come again. */
async function send(api: AdminApi, { name, settings, branding }: ChainChange): Answer<{ done: true }> {
  const parts = [
    ...(branding === undefined ? [] : [() => api.brandChain(branding)]),
    ...(settings === undefined ? [] : [() => api.setChain(settings)]),
    ...(name === undefined ? [] : [() => api.nameChain(name)]),
  ];
  for (const part of parts) {
    const answer = await part();
    if (!answer.ok) return answer;
  }
  return ok({ done: true });
}
