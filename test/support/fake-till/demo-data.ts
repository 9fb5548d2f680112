/** The demo chain, parsed from its own files. */

import { chainSchema } from '#shared/contracts/chain-schema.ts';
import { invariant } from '#shared/kernel/invariant.ts';

/** By path from the root of the project, which is also the root of the bundler. */
const files = import.meta.glob<unknown>('/resources/demo/*.json', { eager: true, import: 'default' });

export const chain = chainSchema.parse(files['/resources/demo/chain.json']);

const [ownStore] = chain.stores;
invariant(ownStore !== undefined, 'the demo chain has a store');
export const store = ownStore;
