/** Every till of the chain: who asks to join, and how each of them is. */

import { Plus } from 'lucide-react';
import { useCallback, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Role } from '#shared/contracts/hq/admin-common.ts';
import type { CodeAnswer } from '#shared/contracts/hq/admin-tills.ts';
import { Button } from '#renderer/ui/button.tsx';
import { useConsole } from '#renderer/console/console-context.tsx';
import { Place } from '#renderer/console/parts/place.tsx';
import { Waiting } from '#renderer/console/parts/waiting.tsx';
import { useSteadyOrder } from '#renderer/console/steady-order.ts';
import { useLoaded } from '#renderer/console/use-loaded.ts';
import { AddTillDialog } from './add-till-dialog.tsx';
import { CodeDialog } from './code-dialog.tsx';
import { JoinsAside } from './joins-aside.tsx';
import { worstFirst } from './till-concern.ts';
import { TillList } from './till-list.tsx';

export function TillsPlace({ role }: { readonly role: Role }) {
  const { t } = useTranslation();
  const { api } = useConsole();
  const mayChange = role === 'administrator';
  const maySeeJoins = role !== 'publisher';
  const [isAdding, setIsAdding] = useState(false);
  const [code, setCode] = useState<CodeAnswer | null>(null);
  const tills = useLoaded(useCallback(() => api.tills(), [api]));
  const stores = useLoaded(useCallback(() => api.stores(), [api]));
  const joins = useJoins(maySeeJoins);
  const known = stores.value?.stores ?? [];
  const { tills: all, nowMs } = tills.value ?? { tills: [], nowMs: 0 };
  const { items, sortAnew } = useSteadyOrder(worstFirst(all, nowMs), ({ deviceId }) => deviceId);
  const isAsking = code !== null && joins.waiting.some(({ deviceId }) => deviceId === code.deviceId);
  return (
    <Place
      title={t('console.tills.title')}
      sortAnew={sortAnew}
      actions={
        <>
          {maySeeJoins && joins.isNobody ? <NobodyAsks /> : null}
          {mayChange ? <AddButton isDisabled={known.length === 0} onPress={() => setIsAdding(true)} /> : null}
        </>
      }
    >
      <Waiting loaded={tills} />
      <div className="flex items-start gap-5">
        <div className="min-w-0 flex-1">
          {tills.value === null ? null : (
            <TillList
              tills={items}
              stores={known}
              nowMs={nowMs}
              mayChange={mayChange}
              onChanged={tills.load}
              onCode={setCode}
            />
          )}
        </div>
        {joins.waiting.length > 0 ? (
          <JoinsAside
            joins={joins.waiting}
            stores={known}
            mayChange={mayChange}
            onDecided={() => {
              joins.load();
              tills.load();
              setCode(null);
            }}
          />
        ) : null}
      </div>
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
      {code === null || isAsking ? null : <CodeDialog code={code} onClose={() => setCode(null)} />}
    </Place>
  );
}

function NobodyAsks() {
  const { t } = useTranslation();
  return (
    <p className="text-sm text-ink-soft" data-testid="no-joins">
      {t('console.joins.none')}
    </p>
  );
}

type AddButtonProps = { readonly isDisabled: boolean; readonly onPress: () => void };

function AddButton({ isDisabled, onPress }: AddButtonProps) {
  const { t } = useTranslation();
  return (
    <Button look="primary" onPress={onPress} isDisabled={isDisabled} testId="add-till">
      <Plus aria-hidden="true" size={19} />
      {t('console.tills.add')}
    </Button>
  );
}

/** Publishers are not asked about joining tills, so their page does not ask for them. */
function useJoins(maySee: boolean) {
  const { api } = useConsole();
  const ask = useCallback(
    () => (maySee ? api.joins() : Promise.resolve({ ok: true as const, value: { joins: [] } })),
    [api, maySee],
  );
  const { value, load } = useLoaded(ask);
  return { waiting: value?.joins ?? [], isNobody: value?.joins.length === 0, load };
}
