/** The page: the link that was opened, signing in, or the work itself. */

import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { I18nProvider } from 'react-aria-components';
import { useStore } from 'zustand';
import { currency } from '#shared/domain/money.ts';
import { FormatProvider } from '#renderer/ui/format/format-context.tsx';
import { localeTag } from '#renderer/ui/format/locale.ts';
import { askWho } from './ask-who.ts';
import { useConsole, useConsoleState } from './console-context.tsx';
import { EnrolmentScreen } from './features/enrolment/enrolment-screen.tsx';
import { ConfirmDialog } from './features/frame/confirm-dialog.tsx';
import { ConsoleFrame } from './features/frame/console-frame.tsx';
import { SetupScreen } from './features/setup/setup-screen.tsx';
import { CodeScreen } from './features/sign-in/code-screen.tsx';
import { SignInScreen } from './features/sign-in/sign-in-screen.tsx';

export function App() {
  const { t } = useTranslation();
  const { looks } = useConsole();
  const language = useStore(looks, (state) => state.language);
  const { timeZone } = Intl.DateTimeFormat().resolvedOptions();
  const settings = {
    language,
    currency: currency('IRR'),
    calendar: language === 'fa' ? ('persian' as const) : ('gregorian' as const),
    timeZone,
    toman: t('units.toman'),
  };
  return (
    <I18nProvider locale={localeTag[language]}>
      <FormatProvider settings={settings}>
        <Screen />
      </FormatProvider>
    </I18nProvider>
  );
}

function Screen() {
  const { store, api } = useConsole();
  const session = useConsoleState((state) => state.session);
  const linkToken = useConsoleState((state) => state.linkToken);
  useEffect(() => {
    void askWho(store, api);
  }, [api, store]);
  if (linkToken !== null) return <SetupScreen key={linkToken} token={linkToken} />;
  if (session === 'unknown') return null;
  if (session === null) return <SignInScreen />;
  switch (session.stage) {
    case 'code':
      return <CodeScreen />;
    case 'enrolment':
      return (
        <>
          <EnrolmentScreen />
          <ConfirmDialog />
        </>
      );
    case 'open':
      return <ConsoleFrame session={session} />;
  }
}
