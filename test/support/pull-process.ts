/** Pulls into a folder until it is ended: pages of the next delta are staged and applied, one delta after the other. */

import { openStagedPull } from '#electron/till/cache/staged-pull.ts';
import { sha256, utf8, verifySignature } from '#electron/till/node-signatures.ts';
import { invariant } from '#shared/kernel/invariant.ts';
import { countedPull } from './counted-pull.ts';
import { worldKeys } from './world-keys.ts';

const [dataDir, first] = process.argv.slice(2);
invariant(dataDir !== undefined, 'the folder is named');

const opened = openStagedPull({
  place: { dataDir, key: worldKeys.databaseKey, nativeBinding: null },
  tools: {
    sha256,
    utf8,
    verifySignature,
    log: () => undefined,
    keepVerifier: (sealed) => sealed,
    pinnedPublishers: null,
  },
  isCacheOpenHere: false,
});
invariant(opened.ok, 'the staging file opens');
const pull = opened.value;
process.stdout.write('ready\n');
for (let number = Number(first); ; number += 1) {
  const { manifest, since, pages } = countedPull(number);
  // What an earlier process staged is gone on with.
  if (pull.current()?.manifest.cursor !== manifest.cursor) pull.begin(manifest, since);
  for (const { page, bytes } of pages) {
    if (pull.have(page)) continue;
    const put = pull.put(page, bytes);
    invariant(put.ok, 'a page is staged');
  }
  const applied = pull.apply();
  invariant(applied.ok, 'a delta is applied');
  process.stdout.write(`${number}\n`);
}
