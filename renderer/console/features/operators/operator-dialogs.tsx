/** The window that is open about one operator. */

import { KeySquare, UserRoundCheck, UserRoundCog, UserRoundX } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { OperatorView } from '#shared/contracts/hq/admin-operators.ts';
import type { StoreView } from '#shared/contracts/hq/admin-stores.ts';
import { isolated } from '#renderer/ui/format/isolated.ts';
import { useConsole } from '#renderer/console/console-context.tsx';
import { DeedDialog } from '#renderer/console/parts/deed-dialog.tsx';
import { isWhole, OperatorFields, requestOf } from './operator-fields.tsx';
import type { TypedOperator } from './operator-fields.tsx';
import { PinFields } from './pin-fields.tsx';
import { nothingTyped, typedPinFault } from './typed-pin.ts';

export type OperatorMatter = 'change' | 'newPin' | 'suspend' | 'resume';

type DialogProps = {
  readonly operator: OperatorView;
  readonly onDone: () => void;
  readonly onClose: () => void;
};
export type OperatorDialogsProps = DialogProps & {
  readonly matter: OperatorMatter;
  readonly stores: readonly StoreView[];
};

export function OperatorDialogs({ matter, stores, ...props }: OperatorDialogsProps) {
  switch (matter) {
    case 'change':
      return <ChangeDialog stores={stores} {...props} />;
    case 'newPin':
      return <NewPinDialog {...props} />;
    case 'suspend':
      return <SuspendDialog {...props} />;
    case 'resume':
      return <ResumeDialog {...props} />;
  }
}

function ChangeDialog({ operator, stores, ...rest }: DialogProps & Pick<OperatorDialogsProps, 'stores'>) {
  const { t } = useTranslation();
  const { api } = useConsole();
  const { operatorId, name, latinName, role, storeIds } = operator;
  const [typed, setTyped] = useState<TypedOperator>({ name, latinName: latinName ?? '', role, storeIds });
  return (
    <DeedDialog
      {...rest}
      title={t('console.operators.changeTitle', { name: isolated(name) })}
      icon={UserRoundCog}
      button={t('console.operators.changeButton')}
      done={t('console.told.saved')}
      ask={() => api.changeOperator(operatorId, requestOf(typed))}
      isReady={isWhole(typed)}
      testId="change-operator"
    >
      <OperatorFields stores={stores} typed={typed} onTyped={setTyped} />
      <p className="text-sm text-ink-soft">{t('console.operators.roleNote')}</p>
    </DeedDialog>
  );
}

function NewPinDialog({ operator: { operatorId, name }, ...rest }: DialogProps) {
  const { t } = useTranslation();
  const { api } = useConsole();
  const [pin, setPin] = useState(nothingTyped);
  return (
    <DeedDialog
      {...rest}
      title={t('console.operators.newPinTitle', { name: isolated(name) })}
      icon={KeySquare}
      button={t('console.operators.newPinButton')}
      done={t('console.told.newPin', { name: isolated(name) })}
      ask={() => api.newPin(operatorId, { pin: pin.first })}
      isReady={typedPinFault(pin) === undefined}
      testId="new-pin"
    >
      <p>{t('console.operators.newPinWhat')}</p>
      <PinFields typed={pin} onTyped={setPin} hasFocus />
    </DeedDialog>
  );
}

function SuspendDialog({ operator: { operatorId, name }, ...rest }: DialogProps) {
  const { t } = useTranslation();
  const { api } = useConsole();
  return (
    <DeedDialog
      {...rest}
      title={t('console.operators.suspendTitle', { name: isolated(name) })}
      icon={UserRoundX}
      button={t('console.operators.suspend')}
      done={t('console.told.suspend', { name: isolated(name) })}
      ask={() => api.suspendOperator(operatorId)}
      testId="suspend-operator"
    >
      <p>{t('console.operators.suspendWhat')}</p>
    </DeedDialog>
  );
}

function ResumeDialog({ operator: { operatorId, name }, ...rest }: DialogProps) {
  const { t } = useTranslation();
  const { api } = useConsole();
  return (
    <DeedDialog
      {...rest}
      title={t('console.operators.resume')}
      icon={UserRoundCheck}
      button={t('console.operators.resume')}
      done={t('console.told.resume', { name: isolated(name) })}
      ask={() => api.resumeOperator(operatorId)}
      testId="resume-operator"
    >
      <p>
        <bdi className="font-semibold">{name}</bdi>
      </p>
      <p>{t('console.operators.resumeWhat')}</p>
    </DeedDialog>
  );
}
