/** Language and appearance, one press each. */

import { Moon, Sun, SunMoon } from 'lucide-react';
import type { LucideIcon } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { Button } from '#renderer/ui/button.tsx';
import { useCashier, usePreference } from '#renderer/cashier/cashier-context.tsx';
import { switchLanguage, switchTheme } from '#renderer/cashier/stores/preferences-store.ts';
import type { Theme } from '#renderer/cashier/stores/preferences-store.ts';

const themes = {
  auto: { icon: SunMoon, words: 'topBar.themeAuto' },
  light: { icon: Sun, words: 'topBar.themeLight' },
  dark: { icon: Moon, words: 'topBar.themeDark' },
} as const satisfies { readonly [Name in Theme]: { readonly icon: LucideIcon; readonly words: string } };

export function PreferenceButtons() {
  const { t } = useTranslation();
  const { preferences } = useCashier().stores;
  const theme = usePreference('theme');
  const { icon: ThemeIcon, words } = themes[theme];
  return (
    <div className="flex items-center">
      <Button
        look="quiet"
        label={t('topBar.switchLanguageLabel')}
        onPress={() => switchLanguage(preferences)}
        className="px-3 font-medium"
        testId="language-button"
      >
        {t('topBar.switchLanguage')}
      </Button>
      <Button
        look="quiet"
        size="icon"
        label={t('topBar.theme', { name: t(words) })}
        onPress={() => switchTheme(preferences)}
        testId="theme-button"
      >
        <ThemeIcon aria-hidden="true" size={21} />
      </Button>
    </div>
  );
}
