/** Every till of the chain: who asks to join, and how each of them is. */

import { Plus } from 'lucide-react';
import { useCallback, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CodeAnswer } from '#shared/contracts/hq/admin-tills.ts';
import { Button } from '#renderer/ui/button.tsx';
import { useConsole } from '#renderer/console/console-context.tsx';
import { FailureNote } from '#renderer/console/failure-note.tsx';
import { useLoaded } from '#renderer/console/use-loaded.ts';
import { AddTillDialog } from './add-till-dialog.tsx';
import { CodeDialog } from './code-dialog.tsx';
import { JoinCard } from './join-card.tsx';
import { TillRow } from './till-row.tsx';

export function TillsPlace({ mayChange }: { readonly mayChange: boolean }) {
  const { t } = useTranslation();
  const { api } = useConsole();
  const [isAdding, setIsAdding] = useState(false);
  const [code, setCode] = useState<CodeAnswer | null>(null);
  const tills = useLoaded(useCallback(() => api.tills(), [api]));
  const joins = useLoaded(useCallback(() => api.joins(), [api]));
  const stores = useLoaded(useCallback(() => api.stores(), [api]));
  const known = stores.value?.stores ?? [];
  const waiting = joins.value?.joins ?? [];
  return (
    <div className="mx-auto flex max-w-6xl flex-col gap-5">
      <header className="flex items-center justify-between gap-4">
        <h2 className="text-xl font-bold">{t('console.tills.title')}</h2>
        {mayChange ? (
          <Button
            look="primary"
            onPress={() => setIsAdding(true)}
            isDisabled={known.length === 0}
            testId="add-till"
          >
            <Plus aria-hidden="true" size={19} />
            {t('console.tills.add')}
          </Button>
        ) : null}
      </header>
      <FailureNote failure={tills.failure} />
      {waiting.map((join) => (
        <JoinCard
          key={join.joinId}
          join={join}
          stores={known}
          mayChange={mayChange}
          onDecided={() => {
            joins.load();
            tills.load();
            setCode(null);
          }}
        />
      ))}
      <TillList
        tills={tills.value}
        stores={known}
        mayChange={mayChange}
        onChanged={tills.load}
        onCode={setCode}
      />
      {isAdding ? (
        <AddTillDialog
          stores={known}
          onClose={() => setIsAdding(false)}
          onAdded={(added) => {
            setIsAdding(false);
            setCode(added);
            tills.load();
          }}
        />
      ) : null}
      {code === null || waiting.some(({ deviceId }) => deviceId === code.deviceId) ? null : (
        <CodeDialog code={code} onClose={() => setCode(null)} />
      )}
    </div>
  );
}

type TillListProps = Pick<Parameters<typeof TillRow>[0], 'stores' | 'mayChange' | 'onChanged' | 'onCode'> & {
  readonly tills: {
    readonly tills: readonly Parameters<typeof TillRow>[0]['till'][];
    readonly nowMs: number;
  } | null;
};

function TillList({ tills, ...row }: TillListProps) {
  const { t } = useTranslation();
  if (tills === null) return null;
  if (tills.tills.length === 0) {
    return (
      <p
        data-testid="no-tills"
        className="rounded-3xl border border-dashed border-edge p-10 text-center text-ink-soft"
      >
        {t(row.stores.length === 0 ? 'console.tills.noStores' : 'console.tills.none')}
      </p>
    );
  }
  return (
    <ul className="flex flex-col gap-3" data-testid="tills">
      {tills.tills.map((till) => (
        <TillRow key={till.deviceId} till={till} nowMs={tills.nowMs} {...row} />
      ))}
    </ul>
  );
}
