/** Between main and the two services that it starts: what they are given, and the signs of life that they give. */

import { z } from 'zod';
import { uuidSchema } from './brands.ts';

const keyBytes = z.string().regex(/^[0-9a-f]{64}$/);

/** Unsealed by main and handed over once, on the service's private port. 32 bytes each, hexadecimal. */
export const tillKeysSchema = z.object({
  databaseKey: keyBytes,
  signingSeed: keyBytes,
  pinPepper: keyBytes,
});

/**
 * Who works at the till, and for how long nobody did anything. Main holds it while it runs, so that a till service
 * which had to be started again asks nobody for a PIN in the middle of a sale. It is never written down.
 */
export const heldSessionSchema = z
  .object({ operatorId: uuidSchema, idleMs: z.number().nonnegative() })
  .nullable();
export type HeldSession = z.output<typeof heldSessionSchema>;

export const tillStartSchema = z.object({
  message: z.literal('start'),
  dataDir: z.string().min(1),
  /** Outside of the data folder: where the till remembers its newest entry. Left out, an older image is not noticed. */
  witnessDir: z.string().min(1).exactOptional(),
  /** Another disk for the journal; left out, it lies in the data folder. */
  journalDir: z.string().min(1).exactOptional(),
  resourcesDir: z.string().min(1),
  demo: z.boolean(),
  keys: tillKeysSchema,
  keyKeeping: z.enum(['sealed', 'demoFile']),
  /** Path of the SQLite addon built for this runtime; null for the one inside the package. */
  sqliteNativeBinding: z.string().nullable(),
  session: heldSessionSchema,
});

/** Main hands the service a port; the port itself travels beside the message. */
export const portFor = z.object({ message: z.literal('port'), peer: z.enum(['screen', 'reader']) });

/**
 * The till service runs as a utility process, or for tests and the command line as a Node child process, with the
 * same messages.
 *
 * Utility process. Control messages travel over `process.parentPort`: main posts `tillControlSchema`, and with `port`
 * the MessagePort itself as the only transferred port; the service posts `serviceSignSchema`.
 *
 * Child process under Node (IPC channel, serialization `json`). Everything is wrapped in `tillIpcSchema`: on
 * `control` the same messages, on `screen` and `reader` the frames of `tillContract` and `readerContract`. A `port`
 * message (without a port) opens the channel of that name; sent again, it stands for a new page or reader service.
 *
 * Order, in both places: main sends `start` once; the service answers `ready` or `cannotStart`. Both sides send
 * `alive` every `heartbeatEveryMs` from then on. Without a sign of main for `mainMissingMs` the service closes its
 * files and ends, and it ends in the same way when the channel to main closes. No `alive` of a service that was ready
 * for `tillSilentMs`: main kills it and starts it again.
 */
export const tillControlSchema = z.discriminatedUnion('message', [
  tillStartSchema,
  portFor,
  /** Main lives. */
  z.object({ message: z.literal('alive') }),
  /** Close the files and end. */
  z.object({ message: z.literal('stop') }),
]);

export const tillIpcSchema = z.object({
  channel: z.enum(['control', 'screen', 'reader']),
  message: z.unknown(),
});

/**
 * How long the till service may give no sign of life. It writes to its files before it answers, and one that waits for
 * a slow disk, or for a file that another program holds, is no better off for being killed: longer than several such
 * waits in a row, each of which is at most two seconds for a held file.
 */
export const tillSilentMs = 12_000;

/** How long the till service goes on without a sign of main. */
export const mainMissingMs = 5_000;

/** Exit codes of the till service that mean something to main; every other end is a crash: start it again. */
export const tillExitCodes = {
  /** Told to stop, or main went away. */
  stopped: 0,
  /** Joined to HQ, or set back: start it again at once, for it goes on with other files. */
  startOver: 75,
  /** A bug: the files are closed, start it again. */
  bug: 70,
  /** `cannotStart` said why: starting it again at once will not help. */
  cannotStart: 78,
} as const;

export const readerStartSchema = z.object({
  message: z.literal('start'),
  /** True in the demo and in tests: also serves scripted cards. */
  scripted: z.boolean(),
  /**
   * True when no other runtime is left to try. A native reader module that cannot be loaded then leaves the service
   * running in the state `noService`; otherwise the service ends with `readerExitCodes.nativeUnusable`.
   */
  lastResort: z.boolean().default(false),
  /** How many times in a row the service has been started without getting ready; shown as `starting`. */
  attempt: z.int().positive().default(1),
});

/**
 * The reader service runs in one of two places, with the same messages.
 *
 * Utility process. Control messages travel over `process.parentPort`: main posts `readerControlSchema`, and with
 * `tillPort` the MessagePort itself as the only transferred port; the service posts `serviceSignSchema`. Frames of
 * `readerContract` travel over that MessagePort.
 *
 * Child process under Node (spawned with an IPC channel, serialization `json`). A port cannot be handed over, so
 * everything is wrapped in `readerIpcSchema`: main sends `{channel: 'control', message}` (`readerControlSchema`) and
 * `{channel: 'till', message}` (a frame that came from the till service, unread); the service sends
 * `{channel: 'control', message}` (`serviceSignSchema`) and `{channel: 'till', message}` (a frame for the till
 * service). Main relays `till` frames to and from its end of a MessagePort whose other end the till service holds.
 *
 * Order, in both places: main sends `start` once; the service answers `ready`, then `alive` every `heartbeatEveryMs`.
 * Main sends `tillPort` for each till service that it has connected, also before `ready`; a new one replaces the last.
 * `tillPortClosed` tells a child process what a utility process sees by itself: the till service went away. The
 * service ends by itself when the channel to main closes. No heartbeat for `readerSilentMs`: kill it and start it
 * again (the native library can block its event loop for ever).
 */
export const readerControlSchema = z.discriminatedUnion('message', [
  readerStartSchema,
  z.object({ message: z.literal('tillPort') }),
  z.object({ message: z.literal('tillPortClosed') }),
]);

export const readerIpcSchema = z.object({ channel: z.enum(['control', 'till']), message: z.unknown() });

/** Exit codes of the reader service that mean something to main; every other end is a crash. */
export const readerExitCodes = {
  /** The card service went away or the native library is stuck: start again at once, without counting a failure. */
  startOver: 75,
  /** The native module cannot be loaded in this runtime: try the other place, or the same with `lastResort`. */
  nativeUnusable: 78,
} as const;

/** Sent by a service to main. */
export const serviceSignSchema = z.discriminatedUnion('message', [
  z.object({ message: z.literal('alive') }),
  z.object({ message: z.literal('ready') }),
  /** The service cannot run at all for a reason that the cashier must be told. */
  z.object({ message: z.literal('cannotStart'), code: z.string().max(64) }),
  /** The till service: somebody signed in, did something, or is not signed in any more. */
  z.object({ message: z.literal('session'), session: heldSessionSchema }),
]);

export const heartbeatEveryMs = 1_000;
export const readerSilentMs = 3_000;

export type TillKeys = z.output<typeof tillKeysSchema>;
export type TillStart = z.output<typeof tillStartSchema>;
export type TillControl = z.output<typeof tillControlSchema>;
export type TillIpc = z.output<typeof tillIpcSchema>;
export type ReaderStart = z.output<typeof readerStartSchema>;
export type ReaderControl = z.output<typeof readerControlSchema>;
export type ReaderIpc = z.output<typeof readerIpcSchema>;
export type ServiceSign = z.output<typeof serviceSignSchema>;

/** What main tells the page through the preload bridge, besides the port itself. */
export const shellNoticeSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('tillRunning') }),
  z.object({ kind: z.literal('tillLost'), attempt: z.int().positive() }),
  z.object({ kind: z.literal('tillCannotStart'), code: z.string().max(64) }),
]);
export type ShellNotice = z.output<typeof shellNoticeSchema>;
