/** A new operator. The lesser role comes first: whoever wants to give more has to choose it. */

import { UserRoundPlus } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { StoreView } from '#shared/contracts/hq/admin-stores.ts';
import { isolated } from '#renderer/ui/format/isolated.ts';
import { useConsole } from '#renderer/console/console-context.tsx';
import { DeedDialog } from '#renderer/console/parts/deed-dialog.tsx';
import { isWhole, OperatorFields, requestOf } from './operator-fields.tsx';
import type { TypedOperator } from './operator-fields.tsx';
import { PinFields } from './pin-fields.tsx';
import { nothingTyped, typedPinFault } from './typed-pin.ts';

export type AddOperatorDialogProps = {
  readonly stores: readonly StoreView[];
  readonly onDone: () => void;
  readonly onClose: () => void;
};

const nobodyYet: TypedOperator = { name: '', latinName: '', role: 'cashier', storeIds: null };

export function AddOperatorDialog({ stores, onDone, onClose }: AddOperatorDialogProps) {
  const { t } = useTranslation();
  const { api } = useConsole();
  const [typed, setTyped] = useState(nobodyYet);
  const [pin, setPin] = useState(nothingTyped);
  return (
    <DeedDialog
      title={t('console.operators.add')}
      icon={UserRoundPlus}
      button={t('console.operators.addButton')}
      done={t('console.told.addOperator', { name: isolated(typed.name) })}
      ask={() => api.addOperator({ ...requestOf(typed), pin: pin.first })}
      onDone={onDone}
      onClose={onClose}
      isReady={isWhole(typed) && typedPinFault(pin) === undefined}
      testId="new-operator"
    >
      <OperatorFields stores={stores} typed={typed} onTyped={setTyped} />
      <PinFields typed={pin} onTyped={setPin} />
    </DeedDialog>
  );
}
