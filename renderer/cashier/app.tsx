/** The page: formats for the present language, then whichever screen the state of the till asks for. */

import { useTranslation } from 'react-i18next';
import { I18nProvider } from 'react-aria-components';
import { useStore } from 'zustand';
import { currency } from '#shared/domain/money.ts';
import { FormatProvider } from '#renderer/ui/format/format-context.tsx';
import { localeTag } from '#renderer/ui/format/locale.ts';
import { useCashier, usePreference } from './cashier-context.tsx';
import { StartingScreen } from './features/banners/starting-screen.tsx';
import { SaleScreen } from './sale-screen.tsx';
import { SignInScreen } from './sign-in-screen.tsx';

/** Before the till has said which currency it sells in, nothing shows an amount. */
const tillLess = { currency: currency('IRR'), calendar: 'persian', timeZone: 'UTC' } as const;

export function App() {
  const { t } = useTranslation();
  const language = usePreference('language');
  const till = useStore(useCashier().stores.session, (state) => state.till);
  const { currency: money, calendar, timeZone } = till ?? tillLess;
  const settings = { language, currency: money, calendar, timeZone, toman: t('units.toman') };
  return (
    <I18nProvider locale={localeTag[language]}>
      <FormatProvider settings={settings}>
        {till === null ? <StartingScreen /> : till.signedIn === null ? <SignInScreen /> : <SaleScreen />}
      </FormatProvider>
    </I18nProvider>
  );
}
