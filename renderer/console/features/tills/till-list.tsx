/** The tills that were looked for, and the window about one of them. */

import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { StoreView } from '#shared/contracts/hq/admin-stores.ts';
import type { CodeAnswer, TillView } from '#shared/contracts/hq/admin-tills.ts';
import { useConsole, useConsoleState } from '#renderer/console/console-context.tsx';
import { LongList } from '#renderer/console/parts/long-list.tsx';
import { EmptyNote } from '#renderer/console/parts/waiting.tsx';
import { findTills } from './find-tills.ts';
import { TillDialogs } from './till-dialogs.tsx';
import type { TillMatter } from './till-dialogs.tsx';
import { TillFilter } from './till-filter.tsx';
import { TillRow } from './till-row.tsx';

/** A few are seen at a glance. */
const unfilteredMax = 5;

export type TillListProps = {
  readonly tills: readonly TillView[];
  readonly stores: readonly StoreView[];
  readonly nowMs: number;
  readonly mayChange: boolean;
  readonly onChanged: () => void;
  readonly onCode: (code: CodeAnswer) => void;
};

export function TillList({ tills, stores, nowMs, mayChange, onChanged, onCode }: TillListProps) {
  const { t } = useTranslation();
  const { store } = useConsole();
  const text = useConsoleState((state) => state.tillSearch);
  const [storeId, setStoreId] = useState<string | null>(null);
  const [open, setOpen] = useState<{ readonly deviceId: string; readonly matter: TillMatter } | null>(null);
  if (tills.length === 0) return <NoTills hasStores={stores.length > 0} />;
  const found = findTills(tills, stores, { storeId, text });
  const about = tills.find(({ deviceId }) => deviceId === open?.deviceId);
  const close = (): void => setOpen(null);
  return (
    <div className="flex flex-col gap-4">
      {tills.length > unfilteredMax || text !== '' ? (
        <TillFilter
          stores={stores}
          wish={{ storeId, text }}
          onWish={(wish) => {
            store.setState({ tillSearch: wish.text });
            setStoreId(wish.storeId);
          }}
        />
      ) : null}
      {found.length === 0 ? <EmptyNote testId="none-found">{t('console.tills.noneFound')}</EmptyNote> : null}
      <LongList
        items={found}
        wish={`${storeId ?? ''} ${text}`}
        testId="tills"
        row={(till) => (
          <TillRow
            key={till.deviceId}
            till={till}
            stores={stores}
            nowMs={nowMs}
            mayChange={mayChange}
            onMatter={(matter) => setOpen({ deviceId: till.deviceId, matter })}
            onCode={onCode}
          />
        )}
      />
      {about === undefined || open === null ? null : (
        <TillDialogs
          matter={open.matter}
          till={about}
          stores={stores}
          nowMs={nowMs}
          onClose={close}
          onDone={() => {
            close();
            onChanged();
          }}
          onCode={(code) => {
            close();
            onChanged();
            onCode(code);
          }}
        />
      )}
    </div>
  );
}

function NoTills({ hasStores }: { readonly hasStores: boolean }) {
  const { t } = useTranslation();
  const { store } = useConsole();
  if (hasStores) return <EmptyNote testId="no-tills">{t('console.tills.none')}</EmptyNote>;
  return (
    <EmptyNote testId="no-tills">
      {t('console.tills.noStores')}{' '}
      <button
        type="button"
        data-testid="to-stores"
        onClick={() => store.setState({ place: 'stores' })}
        className="rounded-md px-1 font-medium text-brand-ink underline underline-offset-4 hover:bg-brand-soft"
      >
        {t('console.tills.toStores')}
      </button>
    </EmptyNote>
  );
}
