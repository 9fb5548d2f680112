/** `node tools/sync-vectors.ts`: writes the vectors of resources/sync-vectors anew, for a change of the protocol. */

import { writeFileSync } from 'node:fs';
import { projectPath } from './setup/project-paths.ts';
import { allVectors } from './sync-vectors/all-vectors.ts';

for (const [name, text] of Object.entries(await allVectors())) {
  writeFileSync(projectPath('resources', 'sync-vectors', name), text);
}
