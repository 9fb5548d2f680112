/** HQ's keys over their file: opened at the start, made at the first one, rotated on demand. */

import { existsSync } from 'node:fs';
import type { Clock } from '#shared/kernel/clock.ts';
import { invariant } from '#shared/kernel/invariant.ts';
import { err, ok } from '#shared/kernel/result.ts';
import type { Result } from '#shared/kernel/result.ts';
import type { ServiceKeys } from '../service-keys.ts';
import type { StartFailure } from '../start-failure.ts';
import { createServiceKeys } from './create-service-keys.ts';
import { createKeyFile, readKeyFile, replaceKeyFile } from './key-file.ts';
import type { KeyFilePlace } from './key-file.ts';
import { newKeyMaterial, withNextServiceKey } from './key-material.ts';

export type HqKeys = {
  readonly serviceKeys: ServiceKeys;
  /**
   * A new service key takes over, vouched for by the one before, which stays valid beside it until the next rotation.
   * Other processes on the same key file take it up when they start again.
   */
  readonly rotate: () => Result<null, StartFailure>;
};

/** Opens the keys of an HQ that is there already. */
export function openFormerHqKeys(
  place: KeyFilePlace & { readonly clock: Clock },
): Result<HqKeys, StartFailure> {
  if (existsSync(place.file)) return openHqKeys(place);
  return err({
    code: 'keys_missing',
    message: `There is no key file ${place.file}. Put the key file of the HQ there, or name it with --keys.`,
  });
}

/** Makes the keys where there are none. */
export function openHqKeys(place: KeyFilePlace & { readonly clock: Clock }): Result<HqKeys, StartFailure> {
  const first = readKeyFile(place);
  if (!first.ok) return first;
  if (first.value === undefined) createKeyFile(place, newKeyMaterial(place.randomBytes, place.clock.nowMs()));
  const read = first.value === undefined ? readKeyFile(place) : first;
  if (!read.ok) return read;
  invariant(read.value !== undefined, 'the key file is there once it was made');
  const { material, isSealed } = read.value;
  // The owner has given a passphrase since.
  if (place.passphrase !== null && !isSealed) replaceKeyFile(place, material);
  const keys = createServiceKeys(material);
  return ok({
    serviceKeys: keys.serviceKeys,
    rotate: () => {
      // From the file again: another process may have rotated since.
      const present = readKeyFile(place);
      if (!present.ok) return err(present.error);
      invariant(present.value !== undefined, 'nobody takes the key file away under a running HQ');
      const next = withNextServiceKey(present.value.material, place.randomBytes, place.clock.nowMs());
      replaceKeyFile(place, next);
      keys.replace(next);
      return ok(null);
    },
  });
}
