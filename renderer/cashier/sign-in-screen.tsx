/** Nobody is signed in: whose till this is, and who is about to work on it. */

import { useState } from 'react';
import type { OperatorView } from '#shared/contracts/till-views.ts';
import { Banners } from './features/banners/banners.tsx';
import { OperatorTiles } from './features/sign-in/operator-tiles.tsx';
import { PinPad } from './features/sign-in/pin-pad.tsx';
import { StorePanel } from './features/sign-in/store-panel.tsx';
import { PreferenceButtons } from './features/top-bar/preference-buttons.tsx';
import { ReaderChip } from './features/top-bar/reader-chip.tsx';

export function SignInScreen() {
  const [chosen, setChosen] = useState<OperatorView | null>(null);
  return (
    <div className="flex h-full flex-col">
      <Banners />
      <main className="grid min-h-0 flex-1 grid-cols-[22rem_minmax(0,1fr)] wide:grid-cols-[32rem_minmax(0,1fr)]">
        <StorePanel />
        <section className="flex min-h-0 flex-col">
          <div className="flex h-16 items-center justify-end gap-2 px-4">
            <ReaderChip />
            <PreferenceButtons />
          </div>
          <div className="flex min-h-0 flex-1 items-center justify-center px-10 pb-16">
            {chosen === null ? (
              <OperatorTiles onChoose={setChosen} />
            ) : (
              <PinPad key={chosen.operatorId} operator={chosen} onBack={() => setChosen(null)} />
            )}
          </div>
        </section>
      </main>
    </div>
  );
}
