/** Who signs in at the tills. */

import { UserRoundPlus } from 'lucide-react';
import { useCallback, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Role } from '#shared/contracts/hq/admin-common.ts';
import type { OperatorView } from '#shared/contracts/hq/admin-operators.ts';
import { Button } from '#renderer/ui/button.tsx';
import { useConsole } from '#renderer/console/console-context.tsx';
import { Place } from '#renderer/console/parts/place.tsx';
import { EmptyNote, Waiting } from '#renderer/console/parts/waiting.tsx';
import { useLoaded } from '#renderer/console/use-loaded.ts';
import { AddOperatorDialog } from './add-operator-dialog.tsx';
import { OperatorDialogs } from './operator-dialogs.tsx';
import type { OperatorMatter } from './operator-dialogs.tsx';
import { OperatorRow } from './operator-row.tsx';

type Open = 'adding' | { readonly operator: OperatorView; readonly matter: OperatorMatter };

export function OperatorsPlace({ role }: { readonly role: Role }) {
  const { t } = useTranslation();
  const { api } = useConsole();
  const mayChange = role === 'administrator';
  const loaded = useLoaded(useCallback(() => api.operators(), [api]));
  const known = useLoaded(useCallback(() => api.stores(), [api]));
  const [open, setOpen] = useState<Open | null>(null);
  const close = (): void => setOpen(null);
  const done = (): void => {
    close();
    loaded.load();
  };
  const operators = loaded.value?.operators ?? [];
  const stores = known.value?.stores ?? [];
  return (
    <Place
      title={t('console.operators.title')}
      actions={
        mayChange ? (
          <Button look="primary" onPress={() => setOpen('adding')} testId="add-operator">
            <UserRoundPlus aria-hidden="true" size={19} />
            {t('console.operators.add')}
          </Button>
        ) : null
      }
    >
      <p className="text-ink-soft">{t('console.operators.why')}</p>
      <Waiting loaded={loaded} />
      {loaded.value !== null && operators.length === 0 ? (
        <EmptyNote testId="no-operators">{t('console.operators.none')}</EmptyNote>
      ) : null}
      {operators.length === 0 ? null : (
        <ul className="rounded-3xl bg-surface px-5 py-2 shadow-low" data-testid="operators">
          {operators.map((operator) => (
            <OperatorRow
              key={operator.operatorId}
              operator={operator}
              stores={stores}
              mayChange={mayChange}
              onMatter={(matter) => setOpen({ operator, matter })}
            />
          ))}
        </ul>
      )}
      {open === 'adding' ? <AddOperatorDialog stores={stores} onDone={done} onClose={close} /> : null}
      {open === null || open === 'adding' ? null : (
        <OperatorDialogs {...open} stores={stores} onDone={done} onClose={close} />
      )}
    </Place>
  );
}
