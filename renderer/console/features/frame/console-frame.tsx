/** Who is in, where they can go, and the place itself. */

import { LogOut, Moon, ShieldCheck } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import type { OpenSession } from '#shared/contracts/hq/admin-session.ts';
import { Button } from '#renderer/ui/button.tsx';
import { Chip } from '#renderer/ui/chip.tsx';
import { Mark } from '#renderer/ui/mark.tsx';
import { useConsole, useConsoleState } from '#renderer/console/console-context.tsx';
import { LanguageButton } from '#renderer/console/language-button.tsx';
import { PlaceView } from '#renderer/console/place-view.tsx';
import { leave } from '#renderer/console/stores/console-store.ts';
import { ConfirmDialog } from './confirm-dialog.tsx';
import { OwnSignIn } from './own-sign-in.tsx';
import { ToldNote } from './told-note.tsx';
import { PlaceTabs } from './place-tabs.tsx';

export function ConsoleFrame({ session }: { readonly session: OpenSession }) {
  const { t } = useTranslation();
  const { api, store, attention } = useConsole();
  const { account } = session;
  const [isOwnOpen, setIsOwnOpen] = useState(false);
  const isHere = useStore(attention, (state) => state.attention === 'here');
  const place = useConsoleState((state) => state.place);
  return (
    <div className="flex h-full flex-col">
      <header className="shrink-0 border-b border-hairline bg-surface">
        <div className="flex h-16 items-center gap-3 px-5">
          <Mark size={40} />
          <h1 className="flex-1 text-lg font-bold">{t('console.title')}</h1>
          {isHere ? null : (
            <Chip icon={Moon} isLive>
              {t('console.asleep')}
            </Chip>
          )}
          <p className="min-w-0 truncate text-end leading-tight" data-testid="signed-in">
            <bdi className="font-medium">{account.name}</bdi>
            <span className="block text-sm text-ink-soft">{t(`console.roles.${account.role}`)}</span>
          </p>
          <Button
            look="quiet"
            size="icon"
            label={t('console.factor.title')}
            onPress={() => setIsOwnOpen(true)}
            testId="own-sign-in"
          >
            <ShieldCheck aria-hidden="true" size={20} />
          </Button>
          <LanguageButton />
          <Button
            look="quiet"
            size="icon"
            label={t('console.signOut')}
            onPress={() => void api.signOut().then(() => leave(store))}
            testId="sign-out"
          >
            <LogOut aria-hidden="true" size={20} className="rtl:-scale-x-100" />
          </Button>
        </div>
        <PlaceTabs role={account.role} />
      </header>
      {/* Anew for each place, so that one begins at its top wherever the one before was left. */}
      <main key={place} className="min-h-0 flex-1 overflow-auto p-5">
        {account.role === 'administrator' ? null : (
          <p
            className="mx-auto mb-4 max-w-6xl rounded-2xl bg-sunken px-4 py-2 text-sm"
            data-testid="look-only"
          >
            {t('console.lookOnly')}
          </p>
        )}
        <PlaceView account={account} />
      </main>
      {isOwnOpen ? <OwnSignIn onClose={() => setIsOwnOpen(false)} /> : null}
      <ConfirmDialog />
      <ToldNote />
    </div>
  );
}
