/** Pulls into a folder until it is ended: pages of the next delta are staged and applied, one delta after the other. */

import { invariant } from '#shared/kernel/invariant.ts';
import { countedPull } from './counted-pull.ts';
import { openTestPull } from './open-test-pull.ts';

const [dataDir, first] = process.argv.slice(2);
invariant(dataDir !== undefined, 'the folder is named');

const pull = openTestPull(dataDir, false);
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
