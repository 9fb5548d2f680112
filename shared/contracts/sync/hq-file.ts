/** What a till keeps of the HQ that it belongs to, or is about to. Sealed under the key of the till's files. */

import { z } from 'zod';
import { epochMsSchema, localTextSchema, uuidSchema } from '../brands.ts';
import { hqKeySchema } from './sync-schemas.ts';

export const hqFileSteps = [
  /** HQ was asked; a person there has to approve it. */
  'waiting',
  /** Approved; the first snapshot is on its way. */
  'receiving',
  /** The snapshot is there; at the next start the files of before make way. */
  'moving',
  'joined',
  /** Ended without a till; kept so that the screen can say so. */
  'refused',
  'expired',
  'cancelled',
] as const;

export const hqFileSchema = z.object({
  format: z.literal(1),
  step: z.enum(hqFileSteps),
  url: z.string().max(300),
  hqId: uuidSchema,
  /** Keys that HQ's answers are believed by, the preferred one first. */
  keys: z.array(hqKeySchema).min(1).max(3),
  /** X25519. */
  escrowKey: z.string().regex(/^[0-9a-f]{64}$/),
  joinId: uuidSchema,
  fingerprint: z.string().max(40),
  deviceId: uuidSchema,
  tillName: z.string().max(60),
  storeName: localTextSchema,
  chainName: localTextSchema,
  /** Folder, in the data folder, that files of another device make way to. */
  former: z
    .string()
    .regex(/^[0-9a-z-]*$/)
    .max(80),
  /** When HQ was asked. */
  askedAtMs: epochMsSchema,
});
export type HqFile = z.output<typeof hqFileSchema>;
