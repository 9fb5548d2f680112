/** What the set-up of a checkout found out about the installed Electron, in `.cache/runtime.json`, for main to read. */

import { z } from 'zod';

export const runtimeFactsSchema = z.object({
  electronVersion: z.string(),
  /** Absolute path for the `nativeBinding` option of the database; null for the part inside the package. */
  sqliteNativeBinding: z.string().nullable(),
  /** A Node under which the card reader's native part loads; null where there is none. */
  nodeForReader: z.string().nullable(),
  /** True where it is worth trying to load that part in this Electron. */
  pcscliteForElectron: z.boolean(),
});

export type RuntimeFacts = z.output<typeof runtimeFactsSchema>;
