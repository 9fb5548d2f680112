/** The shops of the chain. */

import { Pencil, Plus } from 'lucide-react';
import { useCallback, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Role } from '#shared/contracts/hq/admin-common.ts';
import type { StoreView } from '#shared/contracts/hq/admin-stores.ts';
import { Button } from '#renderer/ui/button.tsx';
import { useFormat } from '#renderer/ui/format/format-context.tsx';
import { isolated } from '#renderer/ui/format/isolated.ts';
import { useConsole } from '#renderer/console/console-context.tsx';
import { Place } from '#renderer/console/parts/place.tsx';
import { EmptyNote, Waiting } from '#renderer/console/parts/waiting.tsx';
import { useLoaded } from '#renderer/console/use-loaded.ts';
import { ChainCard } from './chain/chain-card.tsx';
import { AddStoreDialog } from './add-store-dialog.tsx';
import { ChangeStoreDialog } from './change-store-dialog.tsx';

export function StoresPlace({ role }: { readonly role: Role }) {
  const { t } = useTranslation();
  const { api } = useConsole();
  const mayChange = role === 'administrator';
  const [isAdding, setIsAdding] = useState(false);
  const [changing, setChanging] = useState<StoreView | null>(null);
  const stores = useLoaded(useCallback(() => api.stores(), [api]));
  const tills = useLoaded(useCallback(() => api.tills(), [api]));
  const close = (): void => {
    setIsAdding(false);
    setChanging(null);
  };
  const done = (): void => {
    close();
    stores.load();
  };
  return (
    <Place
      title={t('console.stores.title')}
      actions={
        mayChange ? (
          <Button look="primary" onPress={() => setIsAdding(true)} testId="add-store">
            <Plus aria-hidden="true" size={19} />
            {t('console.stores.add')}
          </Button>
        ) : null
      }
    >
      <Waiting loaded={stores} />
      {stores.value?.stores.length === 0 ? (
        <EmptyNote testId="no-stores">{t('console.stores.none')}</EmptyNote>
      ) : null}
      <ul className="grid grid-cols-2 gap-3 wide:grid-cols-3" data-testid="stores">
        {stores.value?.stores.map((store) => (
          <StoreCard
            key={store.storeId}
            store={store}
            tills={(tills.value?.tills ?? []).filter(({ storeId }) => storeId === store.storeId).length}
            onChange={mayChange ? () => setChanging(store) : undefined}
          />
        ))}
      </ul>
      <ChainCard mayChange={mayChange} />
      {isAdding ? (
        <AddStoreDialog like={stores.value?.stores[0] ?? null} onClose={close} onAdded={done} />
      ) : null}
      {changing === null ? null : <ChangeStoreDialog store={changing} onClose={close} onChanged={done} />}
    </Place>
  );
}

type StoreCardProps = {
  readonly store: StoreView;
  readonly tills: number;
  readonly onChange: (() => void) | undefined;
};

function StoreCard({ store, tills, onChange }: StoreCardProps) {
  const { t } = useTranslation();
  const { local, number } = useFormat();
  const name = local(store.name);
  return (
    <li
      data-testid={`store-${store.storeId}`}
      className="flex items-start gap-2 rounded-3xl bg-surface p-5 shadow-low"
    >
      <div className="min-w-0 flex-1">
        <h3 className="text-lg font-bold break-words">
          <bdi>{name}</bdi>
        </h3>
        <p className="mt-1">{t('console.stores.tills', { count: tills })}</p>
        <p className="mt-1 text-sm text-ink-soft">
          <bdi dir="ltr">{store.storeId}</bdi>
          <span className="mx-2">·</span>
          <bdi dir="ltr">{store.timeZone}</bdi>
          <span className="mx-2">·</span>
          <bdi dir="ltr">{store.currency}</bdi>
        </p>
        <p className="text-sm text-ink-soft">
          {t('console.stores.dayStarts', { hour: number.count(store.dayStartsAtHour) })}
        </p>
      </div>
      {onChange === undefined ? null : (
        <Button
          look="quiet"
          size="icon"
          label={`${t('console.stores.change')}: ${isolated(name)}`}
          onPress={onChange}
          testId="change-store"
        >
          <Pencil aria-hidden="true" size={19} />
        </Button>
      )}
    </li>
  );
}
