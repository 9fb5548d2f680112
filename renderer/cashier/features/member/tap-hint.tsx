/** No member yet: what to ask the customer for. */

import { Nfc, UserPlus, UserSearch } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { Button } from '#renderer/ui/button.tsx';
import { useCashier, useTill } from '#renderer/cashier/cashier-context.tsx';

export function TapHint() {
  const { t } = useTranslation();
  const { overlay } = useCashier().stores;
  // In the demo the tray stands in for the reader.
  const isReady = useTill((till) => till.reader.kind === 'ready' || till.demo !== null);
  const Icon = isReady ? Nfc : UserSearch;
  return (
    <div className="flex items-center gap-3 rounded-2xl border border-dashed border-edge/60 px-4 py-3.5">
      <span className="flex size-12 shrink-0 items-center justify-center rounded-full bg-brand-soft text-brand">
        <Icon aria-hidden="true" size={26} />
      </span>
      <div className="min-w-0 flex-1 leading-snug">
        <p className="font-bold">{t(isReady ? 'member.tapHint' : 'member.tapHintNoReader')}</p>
        <p className="text-[0.8125rem] text-ink-soft">
          {t(isReady ? 'member.tapSub' : 'member.tapSubNoReader')}
        </p>
      </div>
      <Button
        look="quiet"
        size="icon"
        label={t('member.enrolNew')}
        onPress={() => overlay.setState({ overlay: { kind: 'enrol', cardUid: null, text: '' } })}
        className="-me-2"
        testId="enrol-button"
      >
        <UserPlus aria-hidden="true" size={22} />
      </Button>
    </div>
  );
}
