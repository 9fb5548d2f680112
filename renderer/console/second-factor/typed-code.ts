/** A code as it is being typed: digits of an app in any script, or a recovery code. */

import { parseRecoveryCode } from '#shared/domain/recovery-code.ts';
import { asciiDigits } from '#shared/domain/text.ts';

export type CodeKind = 'app' | 'recovery';

const digitsOfApp = 6;
const charactersOfRecovery = 12;

/** What the field shows of what was typed or pasted: of an app's code the digits alone. */
export function shownCode(kind: CodeKind, typed: string): string {
  return kind === 'app'
    ? asciiDigits(typed).replaceAll(/\D/g, '').slice(0, digitsOfApp)
    : typed.toUpperCase().slice(0, 3 * charactersOfRecovery);
}

/** Whether it may be one: whatever else was typed is no try at HQ. */
export function isWholeCode(kind: CodeKind, typed: string): boolean {
  return kind === 'app' ? /^\d{6}$/.test(typed) : parseRecoveryCode(typed) !== undefined;
}

/** True for a recovery code that is typed out and has a slip in it. */
export function hasSlip(kind: CodeKind, typed: string): boolean {
  const characters = typed.replaceAll(/[\s-]/g, '').length;
  return kind === 'recovery' && characters >= charactersOfRecovery && !isWholeCode(kind, typed);
}
