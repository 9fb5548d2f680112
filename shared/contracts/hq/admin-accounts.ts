/** Accounts of people at HQ. */

import { z } from 'zod';
import { uuidSchema } from '../brands.ts';
import { instantSchema, roleSchema } from './admin-common.ts';

export const accountView = z.object({
  accountId: uuidSchema,
  login: z.string(),
  name: z.string(),
  role: roleSchema,
  state: z.enum(['active', 'suspended']),
  createdAtMs: instantSchema,
  /** Whether a code is asked for besides the password. */
  hasFactor: z.boolean(),
});
export const accountsAnswer = z.object({ accounts: z.array(accountView) });

export const linkRequest = z.object({ role: roleSchema });
/** The token is told this once; it belongs behind the `#` of an address, where no server sees it. */
export const linkAnswer = z.object({ token: z.string(), expiresAtMs: instantSchema });

export const roleRequest = z.object({ role: roleSchema });

export type AccountView = z.output<typeof accountView>;
export type LinkAnswer = z.output<typeof linkAnswer>;
