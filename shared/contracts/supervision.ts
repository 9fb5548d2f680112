/** Between main and the two services that it starts: what they are given, and the signs of life that they give. */

import { z } from 'zod';

const keyBytes = z.string().regex(/^[0-9a-f]{64}$/);

/** Unsealed by main and handed over once, on the service's private port. 32 bytes each, hexadecimal. */
export const tillKeysSchema = z.object({
  databaseKey: keyBytes,
  signingSeed: keyBytes,
  pinPepper: keyBytes,
});

export const tillStartSchema = z.object({
  message: z.literal('start'),
  dataDir: z.string().min(1),
  resourcesDir: z.string().min(1),
  demo: z.boolean(),
  keys: tillKeysSchema,
  keyKeeping: z.enum(['sealed', 'demoFile']),
  /** Path of the SQLite addon built for this runtime; null for the one inside the package. */
  sqliteNativeBinding: z.string().nullable(),
});

/** Main hands the service a port; the port itself travels beside the message. */
export const portFor = z.object({ message: z.literal('port'), peer: z.enum(['screen', 'reader']) });

export const readerStartSchema = z.object({
  message: z.literal('start'),
  /** True in the demo and in tests: also serves scripted cards. */
  scripted: z.boolean(),
});

/** Sent by a service to main. */
export const serviceSignSchema = z.discriminatedUnion('message', [
  z.object({ message: z.literal('alive') }),
  z.object({ message: z.literal('ready') }),
  /** The service cannot run at all for a reason that the cashier must be told. */
  z.object({ message: z.literal('cannotStart'), code: z.string().max(64) }),
]);

export const heartbeatEveryMs = 1_000;
export const heartbeatMissingMs = 3_000;

export type TillKeys = z.output<typeof tillKeysSchema>;
export type TillStart = z.output<typeof tillStartSchema>;
export type ServiceSign = z.output<typeof serviceSignSchema>;

/** What main tells the page through the preload bridge, besides the port itself. */
export const shellNoticeSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('tillRunning') }),
  z.object({ kind: z.literal('tillLost'), attempt: z.int().positive() }),
  z.object({ kind: z.literal('tillCannotStart'), code: z.string().max(64) }),
]);
export type ShellNotice = z.output<typeof shellNoticeSchema>;
