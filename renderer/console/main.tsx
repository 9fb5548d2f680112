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
import { createConsoleStore, openLink } from './stores/console-store.ts';
import { createLooksStore, followLooks } from './stores/looks-store.ts';

const looks = createLooksStore(window.localStorage);
const words = createWords(looks.getState().language);
followLooks(looks, words, document);

const store = createConsoleStore();
openLink(store, window);
const context = { looks, store, api: createAdminApi(sendToHq) };

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
