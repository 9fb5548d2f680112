/** The other language, in its own letters. */

import { useTranslation } from 'react-i18next';
import { Button } from '#renderer/ui/button.tsx';
import { useConsole } from './console-context.tsx';

export function LanguageButton() {
  const { t } = useTranslation();
  const { looks } = useConsole();
  return (
    <Button
      look="quiet"
      label={t('topBar.switchLanguageLabel')}
      onPress={() => looks.setState(({ language }) => ({ language: language === 'fa' ? 'en' : 'fa' }))}
      testId="switch-language"
    >
      {t('topBar.switchLanguage')}
    </Button>
  );
}
