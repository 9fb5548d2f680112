/** Composition root of the cashier's page. */

import '#shared/contracts/without-eval.ts';
import '#renderer/ui/styles.css';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { I18nextProvider } from 'react-i18next';
import { invariant } from '#shared/kernel/invariant.ts';
import { pageIds } from './bridge/page-ids.ts';
import { App } from './app.tsx';
import { CashierProvider } from './cashier-context.tsx';
import { connectTill } from './connect-till.ts';
import { createWords } from '#renderer/strings/create-words.ts';
import { followPreferences } from './follow-preferences.ts';
import { createCashierActions, createSearches } from './stores/cashier-actions.ts';
import { createCashierStores } from './stores/cashier-stores.ts';

const stores = createCashierStores(window.localStorage);
const asked = new URLSearchParams(window.location.search).get('lang');
if (asked === 'fa' || asked === 'en') stores.preferences.setState({ language: asked });
const words = createWords(stores.preferences.getState().language);
followPreferences(stores.preferences, words, document);

const caller = connectTill(stores, window);
const cashier = {
  stores,
  actions: createCashierActions(stores, caller, pageIds),
  searches: createSearches(caller, pageIds),
};

const root = document.querySelector('#root');
invariant(root !== null, 'the page has a root element');
createRoot(root).render(
  <StrictMode>
    <I18nextProvider i18n={words}>
      <CashierProvider cashier={cashier}>
        <App />
      </CashierProvider>
    </I18nextProvider>
  </StrictMode>,
);
