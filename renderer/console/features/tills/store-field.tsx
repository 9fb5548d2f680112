/** One store of the chain: a few as buttons, many as a list. */

import { useTranslation } from 'react-i18next';
import type { StoreView } from '#shared/contracts/hq/admin-stores.ts';
import { ChoiceChip } from '#renderer/ui/choice-chip.tsx';
import { useFormat } from '#renderer/ui/format/format-context.tsx';
import { SelectField } from '#renderer/console/parts/select-field.tsx';

const chipsMax = 6;

export type StoreFieldProps = {
  readonly stores: readonly StoreView[];
  readonly storeId: string | null;
  readonly onStore: (storeId: string) => void;
};

export function StoreField({ stores, storeId, onStore }: StoreFieldProps) {
  const { t } = useTranslation();
  const { local } = useFormat();
  if (stores.length > chipsMax) {
    const options = stores.map((store) => ({ value: store.storeId, name: local(store.name) }));
    return (
      <SelectField
        label={t('console.tills.store')}
        options={storeId === null ? [{ value: '', name: '–' }, ...options] : options}
        value={storeId ?? ''}
        onValue={onStore}
        testId="store-select"
      />
    );
  }
  return (
    <fieldset>
      <legend className="mb-1.5 text-sm font-medium text-ink-soft">{t('console.tills.store')}</legend>
      <div className="flex flex-wrap gap-2">
        {stores.map((store) => (
          <ChoiceChip
            key={store.storeId}
            name={<bdi>{local(store.name)}</bdi>}
            isChosen={store.storeId === storeId}
            onChoose={() => onStore(store.storeId)}
            testId={`store-choice-${store.storeId}`}
          />
        ))}
      </div>
    </fieldset>
  );
}
