/** What the database answers when it cannot work, told apart by what may be done about it. */

/** No connection to the database: it is stopped, restarting, or out of connections. Nothing was changed. */
export class DatabaseUnreachableError extends Error {
  override readonly name = 'DatabaseUnreachableError';
}

/**
 * The server follows another one: a balance that is read there may be an older one, and be spent twice. HQ works with
 * the server that is written to, or not at all.
 */
export class DatabaseCopyError extends Error {
  override readonly name = 'DatabaseCopyError';
}

/**
 * The connection was lost while a transaction was being committed: it may or may not have been. Whoever asked must ask
 * again with the same key.
 */
export class CommitUnknownError extends Error {
  override readonly name = 'CommitUnknownError';
}

/** Other transactions were in the way at every try. Nothing was changed. */
export class DatabaseBusyError extends Error {
  override readonly name = 'DatabaseBusyError';
}

/** `conflict`: PostgreSQL asks for the whole transaction again; `connection`: there is none; `other`: neither. */
export type FailureKind = 'conflict' | 'connection' | 'other';

const conflictStates = ['40001', '40P01'];
// 57P01–57P03: it is being stopped or started; 53300: too many connections; class 08: the connection itself.
const connectionStates = ['57P01', '57P02', '57P03', '53300'];
const connectionCodes = [
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
  'ENOENT',
  'ETIMEDOUT',
  'ENOTFOUND',
  'EAI_AGAIN',
];
// The driver gives these no code.
const connectionMessages = [
  'Connection terminated',
  'timeout exceeded when trying to connect',
  'Client has encountered a connection error',
  'Client was closed and is not queryable',
];

export function failureKind(error: unknown): FailureKind {
  if (error instanceof AggregateError) return combinedKind(error.errors);
  if (!(error instanceof Error)) return 'other';
  // Whoever takes over may be a moment away.
  if (error instanceof DatabaseCopyError) return 'connection';
  const code = 'code' in error && typeof error.code === 'string' ? error.code : '';
  if (conflictStates.includes(code)) return 'conflict';
  if (connectionStates.includes(code) || /^08...$/.test(code)) return 'connection';
  // A system call's code counts only where a socket failed: a missing file is no lost database.
  if (connectionCodes.includes(code) && 'syscall' in error && isSocketCall(error.syscall))
    return 'connection';
  return connectionMessages.some((text) => error.message.includes(text)) ? 'connection' : 'other';
}

/** The five letters of SQLSTATE, where the database answered at all. */
export function sqlState(error: unknown): string | undefined {
  if (!(error instanceof Error) || !('code' in error) || typeof error.code !== 'string') return undefined;
  return /^[0-9A-Z]{5}$/.test(error.code) ? error.code : undefined;
}

function isSocketCall(call: unknown): boolean {
  return typeof call === 'string' && ['connect', 'read', 'write', 'getaddrinfo'].includes(call);
}

/** A host name with several addresses fails with one error for each. */
function combinedKind(errors: readonly unknown[]): FailureKind {
  return errors.some((error) => failureKind(error) === 'connection') ? 'connection' : 'other';
}
