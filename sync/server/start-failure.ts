/** Why HQ does not start: what the owner can cause or mend. Each has a sentence of its own for the command line. */

export type StartFailureCode =
  | 'data_folder_closed'
  | 'data_folder_in_use'
  | 'data_folder_unwritable'
  | 'database_copy'
  | 'database_newer'
  | 'database_unreachable'
  | 'database_version'
  | 'postgres_missing'
  | 'postgres_failed'
  | 'port_taken'
  | 'hq_missing'
  | 'keys_missing'
  | 'keys_unreadable'
  | 'keys_passphrase_wrong'
  | 'keys_passphrase_missing'
  | 'tls_unreadable';

/** `message` says what is wrong and what to do, in whole sentences. */
export type StartFailure = { readonly code: StartFailureCode; readonly message: string };
