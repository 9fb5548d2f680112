/** Where an operator may sign in: at every store, or at some that are ticked. */

import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { OperatorRequest } from '#shared/contracts/hq/admin-operators.ts';
import type { StoreView } from '#shared/contracts/hq/admin-stores.ts';
import { useFormat } from '#renderer/ui/format/format-context.tsx';
import { plainText } from '#renderer/console/parts/plain-text.ts';
import { RadioList } from '#renderer/console/parts/radio-list.tsx';

type StoreIds = OperatorRequest['storeIds'];

export type OperatorStoresFieldProps = {
  readonly stores: readonly StoreView[];
  readonly storeIds: StoreIds;
  readonly onStoreIds: (storeIds: StoreIds) => void;
};

/** Above so many stores there is a field to search them. */
const seenAtOnceMax = 8;

export function OperatorStoresField({ stores, storeIds, onStoreIds }: OperatorStoresFieldProps) {
  const { t } = useTranslation();
  // What was ticked comes back for whoever looks at the other answer for a moment.
  const [ticked, setTicked] = useState<readonly string[]>(storeIds ?? []);
  const tick = (next: readonly string[]): void => {
    setTicked(next);
    onStoreIds([...next]);
  };
  return (
    <div className="flex flex-col gap-1.5">
      <RadioList
        legend={t('console.operators.stores')}
        options={[
          {
            value: 'every',
            name: t('console.operators.everyStore'),
            detail: t('console.operators.everyStoreWhat'),
          },
          { value: 'some', name: t('console.operators.someStores') },
        ]}
        value={storeIds === null ? 'every' : 'some'}
        onValue={(value) => onStoreIds(value === 'every' ? null : [...ticked])}
        testId="operator-stores"
      />
      {storeIds === null ? null : <StoreTicks stores={stores} ticked={storeIds} onTicked={tick} />}
    </div>
  );
}

type StoreTicksProps = {
  readonly stores: readonly StoreView[];
  readonly ticked: readonly string[];
  readonly onTicked: (ticked: readonly string[]) => void;
};

function StoreTicks({ stores, ticked, onTicked }: StoreTicksProps) {
  const { t } = useTranslation();
  const { local } = useFormat();
  const [wanted, setWanted] = useState('');
  const shown = stores.filter(({ storeId, name }) =>
    [storeId, name.fa, name.en].some((text) => plainText(text).includes(plainText(wanted))),
  );
  const toggle = (storeId: string): void =>
    onTicked(ticked.includes(storeId) ? ticked.filter((each) => each !== storeId) : [...ticked, storeId]);
  return (
    <fieldset className="rounded-xl border border-hairline px-3.5 py-2">
      <legend className="sr-only">{t('console.operators.someStores')}</legend>
      {stores.length > seenAtOnceMax ? (
        <input
          type="search"
          aria-label={t('console.operators.searchStores')}
          placeholder={t('console.operators.searchStores')}
          value={wanted}
          autoComplete="off"
          spellCheck={false}
          onChange={(event) => setWanted(event.target.value)}
          // Whoever searches is not done yet: Enter would save.
          onKeyDown={(event) => {
            if (event.key === 'Enter') event.preventDefault();
          }}
          data-testid="operator-store-search"
          className="mb-1 h-11 w-full rounded-xl border border-edge bg-surface px-3.5 text-base"
        />
      ) : null}
      <ul className="grid max-h-52 grid-cols-2 gap-x-4 overflow-y-auto">
        {shown.map(({ storeId, name }) => (
          <li key={storeId}>
            <label className="flex min-h-11 items-center gap-3">
              <input
                type="checkbox"
                checked={ticked.includes(storeId)}
                onChange={() => toggle(storeId)}
                data-testid={`operator-store-${storeId}`}
                className="size-4.5 shrink-0 accent-brand"
              />
              <bdi className="min-w-0 break-words">{local(name)}</bdi>
            </label>
          </li>
        ))}
      </ul>
      <p role="status" className="pt-1 text-sm text-ink-soft" data-testid="operator-stores-ticked">
        {ticked.length === 0
          ? t('console.operators.noStoreTicked')
          : t('console.operators.storesTicked', { count: ticked.length })}
      </p>
    </fieldset>
  );
}
