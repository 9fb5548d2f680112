/** Nobody is signed in: operators as tiles, then the PIN. */

import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { OperatorView } from '#shared/contracts/till-views.ts';
import { Avatar } from '#renderer/ui/avatar.tsx';
import { Button } from '#renderer/ui/button.tsx';
import { useFormat } from '#renderer/ui/format/format-context.tsx';
import { useTill } from '../../cashier-context.tsx';
import { Banners } from '../banners/banners.tsx';
import { PreferenceButtons } from '../top-bar/preference-buttons.tsx';
import { ReaderChip } from '../top-bar/reader-chip.tsx';
import { PinPad } from './pin-pad.tsx';
import { StorePanel } from './store-panel.tsx';

export function SignInScreen() {
  const [chosen, setChosen] = useState<OperatorView | null>(null);
  return (
    <div className="flex h-full flex-col">
      <Banners />
      <main className="grid min-h-0 flex-1 grid-cols-[22rem_minmax(0,1fr)] wide:grid-cols-[32rem_minmax(0,1fr)]">
        <StorePanel />
        <section className="flex min-h-0 flex-col">
          <div className="flex h-16 items-center justify-end gap-2 px-4">
            <ReaderChip />
            <PreferenceButtons />
          </div>
          <div className="flex min-h-0 flex-1 items-center justify-center px-10 pb-16">
            {chosen === null ? (
              <OperatorTiles onChoose={setChosen} />
            ) : (
              <PinPad key={chosen.operatorId} operator={chosen} onBack={() => setChosen(null)} />
            )}
          </div>
        </section>
      </main>
    </div>
  );
}

function OperatorTiles({ onChoose }: { readonly onChoose: (operator: OperatorView) => void }) {
  const { t } = useTranslation();
  const format = useFormat();
  const operators = useTill((till) => till.operators);
  return (
    <div className="animate-rise flex max-h-full w-full max-w-xl flex-col">
      <h1 className="text-3xl font-bold text-balance">{t('signIn.title')}</h1>
      <p className="mt-2 mb-6 text-ink-soft">{t('signIn.choose')}</p>
      <ul className="-m-1.5 grid min-h-0 grid-cols-2 gap-3 overflow-auto p-1.5">
        {operators.map((operator, index) => (
          <li key={operator.operatorId}>
            <Button
              onPress={() => onChoose(operator)}
              autoFocus={index === 0}
              className="h-24 w-full justify-start! gap-4! rounded-2xl! px-4! text-start"
              testId={`sign-in-operator-${operator.operatorId}`}
            >
              <Avatar
                name={format.personName(operator)}
                className={`size-14 text-xl ${operator.role === 'manager' ? 'bg-saffron-soft text-saffron' : 'bg-brand-soft text-brand-ink'}`}
              />
              <span className="min-w-0 leading-snug">
                <bdi className="block truncate text-lg font-semibold">{format.personName(operator)}</bdi>
                <span className="block text-sm font-normal text-ink-faint">
                  {t(`signIn.${operator.role}`)}
                </span>
              </span>
            </Button>
          </li>
        ))}
      </ul>
    </div>
  );
}
