/** Search and store, where there is more than a handful of tills. */

import { Search } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { StoreView } from '#shared/contracts/hq/admin-stores.ts';
import { useFormat } from '#renderer/ui/format/format-context.tsx';
import { SelectField } from '#renderer/console/parts/select-field.tsx';
import type { TillWish } from './find-tills.ts';

export type TillFilterProps = {
  readonly stores: readonly StoreView[];
  readonly wish: TillWish;
  readonly onWish: (wish: TillWish) => void;
};

export function TillFilter({ stores, wish, onWish }: TillFilterProps) {
  const { t } = useTranslation();
  const { local } = useFormat();
  const everyStore = { value: '', name: t('console.tills.everyStore') };
  return (
    <search className="flex flex-wrap gap-3">
      <label className="relative min-w-48 flex-1">
        <span className="sr-only">{t('console.tills.search')}</span>
        <Search
          aria-hidden="true"
          size={18}
          className="pointer-events-none absolute inset-y-0 start-3.5 my-auto text-ink-faint"
        />
        <input
          type="search"
          value={wish.text}
          placeholder={t('console.tills.search')}
          autoComplete="off"
          spellCheck={false}
          data-testid="till-search"
          onChange={(event) => onWish({ ...wish, text: event.target.value })}
          className="h-12 w-full rounded-xl border border-edge bg-surface ps-10 pe-3.5 text-base"
        />
      </label>
      <SelectField
        label={t('console.tills.store')}
        isLabelHidden
        options={[everyStore, ...stores.map((store) => ({ value: store.storeId, name: local(store.name) }))]}
        value={wish.storeId ?? ''}
        onValue={(storeId) => onWish({ ...wish, storeId: storeId === '' ? null : storeId })}
        className="w-56"
        testId="till-store"
      />
    </search>
  );
}
