/** Hands the stores and the way to HQ to the components of this page. */

import { createContext, use } from 'react';
import type { ReactNode } from 'react';
import { useStore } from 'zustand';
import { invariant } from '#shared/kernel/invariant.ts';
import type { AdminApi } from '#shared/contracts/hq/admin-client.ts';
import type { AttentionStore } from './stores/attention-store.ts';
import type { ConsoleState, ConsoleStore } from './stores/console-store.ts';
import type { LooksStore } from './stores/looks-store.ts';

export type ConsoleParts = {
  readonly store: ConsoleStore;
  readonly looks: LooksStore;
  readonly attention: AttentionStore;
  readonly api: AdminApi;
};

const ConsoleContext = createContext<ConsoleParts | null>(null);

export function ConsoleProvider({
  context,
  children,
}: {
  readonly context: ConsoleParts;
  readonly children: ReactNode;
}) {
  return <ConsoleContext value={context}>{children}</ConsoleContext>;
}

export function useConsole(): ConsoleParts {
  const context = use(ConsoleContext);
  invariant(context !== null, 'the console is used inside its provider');
  return context;
}

export function useConsoleState<Slice>(select: (state: ConsoleState) => Slice): Slice {
  return useStore(useConsole().store, select);
}
