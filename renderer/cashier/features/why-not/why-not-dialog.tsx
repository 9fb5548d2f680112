/** Why an offer does not apply: a search over the live offers beside the answer of the chosen one. */

import { MessageCircleQuestionMark } from 'lucide-react';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import { Dialog } from '#renderer/ui/dialog.tsx';
import { useBasket, useCashier, useOverlay } from '#renderer/cashier/cashier-context.tsx';
import { OfferAnswerPane } from './offer-answer-pane.tsx';
import { OfferSearch } from './offer-search.tsx';

export function WhyNotDialog() {
  return useOverlay().kind === 'whyNot' ? <OpenDialog /> : null;
}

function OpenDialog() {
  const { t } = useTranslation();
  const { stores, searches } = useCashier();
  const { whyNot } = searches;
  const state = useStore(whyNot.store);
  const basketId = useBasket(({ basket }) => basket?.basketId);
  const revision = useBasket(({ basket }) => basket?.revision);
  // A scan or a tap may change the basket meanwhile: the answers are about the one that is open.
  useEffect(() => whyNot.askAgain(), [whyNot, basketId, revision]);
  useEffect(() => whyNot.clear, [whyNot]);
  return (
    <Dialog
      title={t('whyNot.open')}
      closeLabel={t('common.close')}
      onClose={() => stores.overlay.setState({ overlay: { kind: 'none' } })}
      icon={<MessageCircleQuestionMark aria-hidden="true" size={24} className="text-brand" />}
      className="w-[58rem]"
      testId="why-not-dialog"
    >
      <div className="grid h-[27rem] max-h-[calc(100vh-11rem)] grid-cols-[minmax(0,5fr)_minmax(0,6fr)] gap-4">
        <OfferSearch search={whyNot} state={state} />
        <OfferAnswerPane state={state} onRetry={whyNot.askAgain} />
      </div>
    </Dialog>
  );
}
