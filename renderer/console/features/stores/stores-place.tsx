/** The shops of the chain. */

import { Plus } from 'lucide-react';
import { useCallback, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '#renderer/ui/button.tsx';
import { useFormat } from '#renderer/ui/format/format-context.tsx';
import { useConsole } from '#renderer/console/console-context.tsx';
import { FailureNote } from '#renderer/console/failure-note.tsx';
import { useLoaded } from '#renderer/console/use-loaded.ts';
import { AddStoreDialog } from './add-store-dialog.tsx';

export function StoresPlace({ mayChange }: { readonly mayChange: boolean }) {
  const { t } = useTranslation();
  const { local, number } = useFormat();
  const { api } = useConsole();
  const [isAdding, setIsAdding] = useState(false);
  const { value, failure, load } = useLoaded(useCallback(() => api.stores(), [api]));
  return (
    <div className="mx-auto flex max-w-6xl flex-col gap-5">
      <header className="flex items-center justify-between gap-4">
        <h2 className="text-xl font-bold">{t('console.stores.title')}</h2>
        {mayChange ? (
          <Button look="primary" onPress={() => setIsAdding(true)} testId="add-store">
            <Plus aria-hidden="true" size={19} />
            {t('console.stores.add')}
          </Button>
        ) : null}
      </header>
      <FailureNote failure={failure} />
      {value?.stores.length === 0 ? (
        <p className="rounded-3xl border border-dashed border-edge p-10 text-center text-ink-soft">
          {t('console.stores.none')}
        </p>
      ) : null}
      <ul className="grid grid-cols-1 gap-3 md:grid-cols-2" data-testid="stores">
        {value?.stores.map((store) => (
          <li
            key={store.storeId}
            data-testid={`store-${store.storeId}`}
            className="rounded-3xl bg-surface p-5 shadow-low"
          >
            <p className="text-lg font-bold">
              <bdi>{local(store.name)}</bdi>
            </p>
            <p className="mt-1 text-sm text-ink-soft">
              <bdi dir="ltr">{store.timeZone}</bdi>
              <span className="mx-2">·</span>
              <bdi dir="ltr">{store.currency}</bdi>
              <span className="mx-2">·</span>
              {t('console.stores.dayStarts', { hour: number.count(store.dayStartsAtHour) })}
            </p>
          </li>
        ))}
      </ul>
      {isAdding ? (
        <AddStoreDialog
          like={value?.stores[0] ?? null}
          onClose={() => setIsAdding(false)}
          onAdded={() => {
            setIsAdding(false);
            load();
          }}
        />
      ) : null}
    </div>
  );
}
