/** Who is in, where they can go, and the place itself. */

import { LogOut, MonitorSmartphone, Store } from 'lucide-react';
import type { LucideIcon } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { SessionAnswer } from '#shared/contracts/hq/admin-session.ts';
import { Button } from '#renderer/ui/button.tsx';
import { cx } from '#renderer/ui/cx.ts';
import { Mark } from '#renderer/ui/mark.tsx';
import { useConsole, useConsoleState } from '#renderer/console/console-context.tsx';
import { LanguageButton } from '#renderer/console/language-button.tsx';
import { places } from '#renderer/console/stores/console-store.ts';
import type { Place } from '#renderer/console/stores/console-store.ts';
import { PlaceView } from '#renderer/console/place-view.tsx';
import { ConfirmDialog } from './confirm-dialog.tsx';

const icons: { readonly [Name in Place]: LucideIcon } = { tills: MonitorSmartphone, stores: Store };

export function ConsoleFrame({ session }: { readonly session: SessionAnswer }) {
  const { t } = useTranslation();
  const { api, store } = useConsole();
  const place = useConsoleState((state) => state.place);
  return (
    <div className="flex h-full flex-col">
      <header className="flex h-16 shrink-0 items-center gap-3 border-b border-hairline bg-surface px-4">
        <Mark size={40} />
        <h1 className="font-bold">{t('console.title')}</h1>
        <nav aria-label={t('console.places.label')} className="ms-4 flex flex-1 gap-1">
          {places.map((name) => {
            const Icon = icons[name];
            return (
              <button
                key={name}
                type="button"
                aria-current={name === place ? 'page' : undefined}
                data-testid={`place-${name}`}
                onClick={() => store.setState({ place: name })}
                className={cx(
                  'inline-flex min-h-11 items-center gap-2 rounded-xl px-4 font-medium',
                  name === place ? 'bg-brand-soft text-brand-ink' : 'text-ink-soft hover:bg-sunken',
                )}
              >
                <Icon aria-hidden="true" size={19} />
                {t(`console.places.${name}`)}
              </button>
            );
          })}
        </nav>
        <LanguageButton />
        <bdi className="hidden text-ink-soft sm:block">{session.account.name}</bdi>
        <Button
          look="quiet"
          size="icon"
          label={t('console.signOut')}
          onPress={() => void api.signOut().then(() => store.setState({ session: null }))}
          testId="sign-out"
        >
          <LogOut aria-hidden="true" size={20} className="rtl:-scale-x-100" />
        </Button>
      </header>
      <main className="min-h-0 flex-1 overflow-auto p-5">
        <PlaceView role={session.account.role} />
      </main>
      <ConfirmDialog />
    </div>
  );
}
