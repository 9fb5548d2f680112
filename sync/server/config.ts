/** What the owner of an HQ can set. Read once at the start from options and environment; nothing else reads those. */

export type HqConfig = {
  /** Address to listen on. */
  readonly host: string;
  /** 0 takes any free port. */
  readonly port: number;
  /** Keys, the embedded database and its log. Absolute. */
  readonly dataFolder: string;
  /** A PostgreSQL of the owner's; `null` runs the embedded one in the data folder. */
  readonly databaseUrl: string | null;
  /** Largest number of connections of this process to the database. */
  readonly connectionsMax: number;
  /** File of HQ's keys; shared by all processes of one HQ. Absolute. */
  readonly keysFile: string;
  /** Passphrase that the keys are sealed under; `null` leaves them to the file's mode. */
  readonly keysPassphrase: string | null;
  /** Certificate chain and private key in PEM, absolute; `null` speaks HTTP without TLS. */
  readonly tls: { readonly certificateFile: string; readonly keyFile: string } | null;
  /** True behind a proxy that sets `X-Forwarded-For`: limits by address then count the client's. */
  readonly isBehindProxy: boolean;
  /** Largest delay of the event loop before requests are answered 503; 0 never refuses. */
  readonly pressureDelayMsMax: number;
  /** Longest that a push may have to wait for its answer before tills are told to come later; 0 takes all of them. */
  readonly pushWaitMsMax: number;
};

export const requestLimits = {
  /** Of a request's body, unless its route allows more. */
  bodyBytesMax: 1024 * 1024,
  headerBytesMax: 16 * 1024,
  /** Until all headers have come. */
  headersMsMax: 10_000,
  /** Until the whole request has come: a till on the slowest line that is borne takes as long for its largest record. */
  requestMsMax: 180_000,
  /** Of a rule set, in bytes a second over each such time: it may take longer while it comes at least as fast. */
  longRequestRateMin: 256,
  /** Those that may take longer at the same time. */
  longRequestsMax: 32,
  /** Whatever it brings: the largest rule set at that rate takes less. */
  longRequestMsMax: 24 * 3_600_000,
  /** Silence on a connection, in both directions, until it is closed. */
  silenceMsMax: 120_000,
  keepAliveMs: 72_000,
  /** For requests in flight once HQ is asked to stop. */
  stopMsMax: 10_000,
  /** What a refused client is told to wait. */
  retryAfterSeconds: 5,
} as const;

export const configDefaults = {
  host: '127.0.0.1',
  port: 7400,
  connectionsMax: 20,
  pressureDelayMsMax: 2_000,
  pushWaitMsMax: 400,
} as const;
