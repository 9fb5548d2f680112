/** What an operator is called and may do; the same for a new one and for one who is changed. */

import { useTranslation } from 'react-i18next';
import { operatorNameLengthMax } from '#shared/contracts/hq/admin-operators.ts';
import type { OperatorRequest } from '#shared/contracts/hq/admin-operators.ts';
import type { StoreView } from '#shared/contracts/hq/admin-stores.ts';
import { TextField } from '#renderer/ui/text-field.tsx';
import { RadioList } from '#renderer/console/parts/radio-list.tsx';
import { OperatorStoresField } from './operator-stores-field.tsx';

export type TypedOperator = Omit<OperatorRequest, 'latinName'> & { readonly latinName: string };

export type OperatorFieldsProps = {
  readonly stores: readonly StoreView[];
  readonly typed: TypedOperator;
  readonly onTyped: (typed: TypedOperator) => void;
};

const operatorRoles = ['cashier', 'manager'] as const;

export function OperatorFields({ stores, typed, onTyped }: OperatorFieldsProps) {
  const { t } = useTranslation();
  const field = (name: 'name' | 'latinName') => ({
    value: typed[name],
    onText: (text: string) => onTyped({ ...typed, [name]: text }),
    maxLength: operatorNameLengthMax,
    testId: `operator-${name}`,
  });
  return (
    <>
      <TextField label={t('console.operators.name')} {...field('name')} dir="auto" autoFocus />
      <TextField
        label={t('console.operators.latinName')}
        aside={t('console.operators.latinAside')}
        {...field('latinName')}
        dir="ltr"
      />
      <RadioList
        legend={t('console.people.role')}
        options={operatorRoles.map((value) => ({
          value,
          name: t(`signIn.${value}`),
          detail: t(`console.operators.roleWhat.${value}`),
        }))}
        value={typed.role}
        onValue={(role) => onTyped({ ...typed, role })}
        testId="operator-role"
      />
      <OperatorStoresField
        stores={stores}
        storeIds={typed.storeIds}
        onStoreIds={(storeIds) => onTyped({ ...typed, storeIds })}
      />
    </>
  );
}

/** A name, and at least one store where not every store is meant. */
export function isWhole({ name, storeIds }: TypedOperator): boolean {
  return name.trim() !== '' && storeIds?.length !== 0;
}

/** What HQ is told: no name in Latin letters where none was typed. */
export function requestOf({ name, latinName, ...rest }: TypedOperator): OperatorRequest {
  return { name: name.trim(), latinName: latinName.trim() === '' ? null : latinName.trim(), ...rest };
}
