/** The place of the console that was chosen. */

import type { Role } from '#shared/contracts/hq/admin-common.ts';
import { useConsoleState } from './console-context.tsx';
import { StoresPlace } from './features/stores/stores-place.tsx';
import { TillsPlace } from './features/tills/tills-place.tsx';

export function PlaceView({ role }: { readonly role: Role }) {
  const place = useConsoleState((state) => state.place);
  const mayChange = role === 'administrator';
  return place === 'tills' ? <TillsPlace mayChange={mayChange} /> : <StoresPlace mayChange={mayChange} />;
}
