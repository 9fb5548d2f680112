/** Since when a folder of a former identity could not be swept: a note in it, which outlives a start of the till. */

import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { epochMs } from '#shared/kernel/clock.ts';
import type { Clock, EpochMs } from '#shared/kernel/clock.ts';
import { diskFailure } from '../journal/file-system.ts';

const noteName = 'not-swept';

/** Writes the note where there is none that can be read. A folder that takes none is held since now, each time. */
export function heldSince(folder: string, { clock }: { readonly clock: Pick<Clock, 'nowMs'> }): EpochMs {
  const file = path.join(folder, noteName);
  const noted = onDisk(() => Number(readFileSync(file, 'utf8')));
  const nowMs = clock.nowMs();
  if (noted !== undefined && Number.isSafeInteger(noted) && noted > 0 && noted <= nowMs)
    return epochMs(noted);
  onDisk(() => writeFileSync(file, String(nowMs), { mode: 0o600 }));
  return nowMs;
}

export function noLongerHeld(folder: string): void {
  onDisk(() => rmSync(path.join(folder, noteName), { force: true }));
}

/** What the disk refuses is `undefined`: the note only says since when, and is written again. */
function onDisk<Value>(work: () => Value): Value | undefined {
  try {
    return work();
  } catch (error) {
    if (diskFailure(error) === undefined) throw error;
    return undefined;
  }
}
