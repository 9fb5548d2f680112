/** Every test vector of the sync protocol but the segments, by the name of its file in resources/sync-vectors. */

import { canonicalVectors } from './canonical-vectors.ts';
import { boxVectors, operatorVectors, pushVectors } from './sealed-vectors.ts';
import { chainVectors, keyVectors, publisherVectors, requestVectors } from './signed-vectors.ts';

/** The text of each file, as it stands in the project. */
export async function allVectors(): Promise<Readonly<Record<string, string>>> {
  const vectors = {
    canonical: canonicalVectors(),
    chain: chainVectors(),
    requests: requestVectors(),
    keys: keyVectors(),
    publishers: publisherVectors(),
    boxes: boxVectors(),
    operators: await operatorVectors(),
    pushes: pushVectors(),
  };
  const texts = Object.entries(vectors).map(([name, vector]) => [
    `${name}.json`,
    `${JSON.stringify(vector, null, 2)}\n`,
  ]);
  return Object.fromEntries(texts);
}
