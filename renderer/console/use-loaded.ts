/** What HQ says, asked again every few seconds while somebody is here, and whenever something was changed. */

import { useEffect, useMemo } from 'react';
import { useStore } from 'zustand';
import type { Answer } from '#shared/contracts/hq/admin-client.ts';
import { askWho, isShut } from './ask-who.ts';
import { useConsole } from './console-context.tsx';
import { leave } from './stores/console-store.ts';
import { createLoadedStore } from './stores/loaded-store.ts';
import type { LoadedState } from './stores/loaded-store.ts';

export type Loaded<Value> = LoadedState<Value> & { readonly load: () => void };

const everyMs = 3_000;

/** `ask` has to stay the same function. */
export function useLoaded<Value>(ask: () => Answer<Value>, often: 'once' | 'often' = 'often'): Loaded<Value> {
  const { store: consoleStore, attention, api } = useConsole();
  const isHere = useStore(attention, (state) => state.attention === 'here');
  const loaded = useMemo(() => createLoadedStore(ask), [ask]);
  const state = useStore(loaded.store);
  const isSignedOut = state.failure?.code === 'not_authentic';
  useEffect(() => {
    if (isSignedOut) leave(consoleStore);
  }, [isSignedOut, consoleStore]);
  const hasToEnrol = state.failure !== null && isShut(state.failure.code);
  useEffect(() => {
    if (hasToEnrol) void askWho(consoleStore, api);
  }, [hasToEnrol, consoleStore, api]);
  useEffect(() => {
    if (!isHere) return undefined;
    void loaded.load();
    if (often === 'once') return undefined;
    const timer = window.setInterval(() => {
      if (!document.hidden) void loaded.load();
    }, everyMs);
    return () => window.clearInterval(timer);
  }, [loaded, often, isHere]);
  return { ...state, load: () => void loaded.load() };
}
