/** Command ids that stay the same while the same thing is asked again and nobody knows whether it was done. */

import type { Ids, Uuid } from '#shared/kernel/ids.ts';

export type SteadyCommands = {
  /** The id of the last command of this name, if it asked for the same and was not answered. */
  readonly idOf: (name: string, wish: unknown) => Uuid;
  readonly answered: (name: string) => void;
};

export function createSteadyCommands(ids: Ids): SteadyCommands {
  const openByName = new Map<string, { readonly wish: string; readonly commandId: Uuid }>();
  return {
    idOf: (name, wished) => {
      const wish = JSON.stringify(wished);
      const open = openByName.get(name);
      if (open?.wish === wish) return open.commandId;
      const commandId = ids.uuid();
      openByName.set(name, { wish, commandId });
      return commandId;
    },
    answered: (name) => void openByName.delete(name),
  };
}
