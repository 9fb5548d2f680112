/** Why a backup was not made or not put back. Nothing was changed then. */

export type BackupFailureCode =
  | 'backup_exists'
  | 'backup_unreadable'
  | 'backup_damaged'
  | 'backup_newer'
  | 'backup_other_keys'
  | 'backup_unwritable'
  | 'database_not_empty'
  | 'database_blank';

export type BackupFailure = { readonly code: BackupFailureCode; readonly message: string };
