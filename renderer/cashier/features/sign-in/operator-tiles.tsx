/** Operators as tiles: one press says who is there. */

import { useTranslation } from 'react-i18next';
import type { OperatorView } from '#shared/contracts/till-views.ts';
import { Avatar } from '#renderer/ui/avatar.tsx';
import { Button } from '#renderer/ui/button.tsx';
import { useFormat } from '#renderer/ui/format/format-context.tsx';
import { useTill } from '#renderer/cashier/cashier-context.tsx';

export function OperatorTiles({ onChoose }: { readonly onChoose: (operator: OperatorView) => void }) {
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
