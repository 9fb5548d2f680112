/** One operator: name, role, state, and what an administrator can do about them. */

import { KeySquare, UserRoundCheck, UserRoundCog, UserRoundX } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { OperatorView } from '#shared/contracts/hq/admin-operators.ts';
import type { StoreView } from '#shared/contracts/hq/admin-stores.ts';
import { Avatar } from '#renderer/ui/avatar.tsx';
import { Chip } from '#renderer/ui/chip.tsx';
import { useFormat } from '#renderer/ui/format/format-context.tsx';
import { isolated } from '#renderer/ui/format/isolated.ts';
import { DeedMenu } from '#renderer/console/parts/deed-menu.tsx';
import type { OperatorMatter } from './operator-dialogs.tsx';

const icons = {
  change: UserRoundCog,
  newPin: KeySquare,
  suspend: UserRoundX,
  resume: UserRoundCheck,
} as const;

const mattersByState: { readonly [State in OperatorView['state']]: readonly OperatorMatter[] } = {
  active: ['change', 'newPin', 'suspend'],
  suspended: ['change', 'newPin', 'resume'],
};

export type OperatorRowProps = {
  readonly operator: OperatorView;
  readonly stores: readonly StoreView[];
  readonly mayChange: boolean;
  readonly onMatter: (matter: OperatorMatter) => void;
};

export function OperatorRow({ operator, stores, mayChange, onMatter }: OperatorRowProps) {
  const { t } = useTranslation();
  const { name, latinName, role, state } = operator;
  return (
    <li
      data-testid="operator"
      data-state={state}
      className="flex flex-wrap items-center gap-x-4 gap-y-2 border-t border-hairline py-3 first:border-0"
    >
      <Avatar name={name} className="size-11 bg-brand-soft text-brand-ink" />
      <div className="min-w-40 flex-1">
        <p className="font-semibold break-words">
          <bdi data-testid="operator-shown">{name}</bdi>
        </p>
        {latinName === null ? null : (
          <p className="text-sm text-ink-soft">
            <bdi>{latinName}</bdi>
          </p>
        )}
        <OperatorStores storeIds={operator.storeIds} stores={stores} />
      </div>
      <Chip testId="operator-role" state={role} tone="brand">
        {t(`signIn.${role}`)}
      </Chip>
      {state === 'suspended' ? <Chip tone="danger">{t('console.people.suspended')}</Chip> : null}
      {mayChange ? (
        <DeedMenu
          label={t('console.tills.more', { till: isolated(name) })}
          items={mattersByState[state].map((matter) => ({
            id: matter,
            name: t(`console.operators.${matter}`),
            icon: icons[matter],
            isDanger: matter === 'suspend',
            onChoose: () => onMatter(matter),
          }))}
        />
      ) : null}
    </li>
  );
}

/** Stores that are named in the row; of the rest only how many there are. */
const namedMax = 6;

type OperatorStoresProps = Pick<OperatorView, 'storeIds'> & Pick<OperatorRowProps, 'stores'>;

/** Nothing for whoever works at every store, as most do. */
function OperatorStores({ storeIds, stores }: OperatorStoresProps) {
  const { t } = useTranslation();
  const { local, language } = useFormat();
  if (storeIds === null) return null;
  const nameById = new Map(stores.map(({ storeId, name }) => [storeId, local(name)]));
  return (
    <p className="text-sm text-ink-soft" data-testid="operator-stores-shown">
      {t('console.operators.onlyAt')}{' '}
      {storeIds.slice(0, namedMax).map((storeId, index) => (
        <span key={storeId}>
          {index === 0 ? null : language === 'fa' ? '، ' : ', '}
          <bdi>{nameById.get(storeId) ?? storeId}</bdi>
        </span>
      ))}{' '}
      {storeIds.length > namedMax
        ? t('console.operators.moreStores', { count: storeIds.length - namedMax })
        : null}
    </p>
  );
}
