/** Composition root of the console of HQ. */

import '#shared/contracts/without-eval.ts';
import '#renderer/ui/styles.css';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { I18nextProvider } from 'react-i18next';
import { createWords } from '#renderer/strings/create-words.ts';
import { invariant } from '#shared/kernel/invariant.ts';
import { createAdminApi } from '#shared/contracts/hq/admin-client.ts';
import { sendToHq } from './api/send-to-hq.ts';
import { App } from './app.tsx';
import { ConsoleProvider } from './console-context.tsx';
import { createAttentionStore } from './stores/attention-store.ts';
import { createConsoleStore, followAddress, leave } from './stores/console-store.ts';
import { createLooksStore, followLooks } from './stores/looks-store.ts';

const looks = createLooksStore(window.localStorage);
const words = createWords(looks.getState().language);
followLooks(looks, words, document);

const store = createConsoleStore();
followAddress(store, window);
const api = createAdminApi(sendToHq);
const attention = createAttentionStore(window, {
  nowMs: () => performance.now(),
  every: (ms, tell) => void window.setInterval(tell, ms),
});
attention.subscribe((state) => {
  const { session } = store.getState();
  if (state.attention !== 'gone' || session === null || session === 'unknown') return;
  void api.signOut();
  leave(store, true);
});
const context = { looks, store, attention, api };

const root = document.querySelector('#root');
invariant(root !== null, 'the page has a root element');
createRoot(root).render(
  <StrictMode>
    <I18nextProvider i18n={words}>
      <ConsoleProvider context={context}>
        <App />
      </ConsoleProvider>
    </I18nextProvider>
  </StrictMode>,
);
