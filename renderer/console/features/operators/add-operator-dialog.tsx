/** A new operator. The lesser role comes first: whoever wants to give more has to choose it. */

import { UserRoundPlus } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { isolated } from '#renderer/ui/format/isolated.ts';
import { useConsole } from '#renderer/console/console-context.tsx';
import { DeedDialog } from '#renderer/console/parts/deed-dialog.tsx';
import { OperatorFields, requestOf } from './operator-fields.tsx';
import type { TypedOperator } from './operator-fields.tsx';
import { PinFields } from './pin-fields.tsx';
import { nothingTyped, typedPinFault } from './typed-pin.ts';

export type AddOperatorDialogProps = { readonly onDone: () => void; readonly onClose: () => void };

export function AddOperatorDialog({ onDone, onClose }: AddOperatorDialogProps) {
  const { t } = useTranslation();
  const { api } = useConsole();
  const [typed, setTyped] = useState<TypedOperator>({ name: '', latinName: '', role: 'cashier' });
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
      isReady={typed.name.trim() !== '' && typedPinFault(pin) === undefined}
      testId="new-operator"
    >
      <OperatorFields typed={typed} onTyped={setTyped} />
      <PinFields typed={pin} onTyped={setPin} />
    </DeedDialog>
  );
}
