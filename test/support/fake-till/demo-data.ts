/** The demo chain, parsed from its own files. */

import { chainSchema } from '#shared/contracts/chain-schema.ts';
import { ruleSetSchema } from '#shared/contracts/rule-set-schema.ts';
import { invariant } from '#shared/kernel/invariant.ts';
import { compileRuleSet } from '#shared/scoring/compile-ruleset.ts';
import chainJson from '../../../resources/demo/chain.json';
import ruleSetJson from '../../../resources/demo/rule-set.json';

export const chain = chainSchema.parse(chainJson);
export const ruleSet = compileRuleSet(ruleSetSchema.parse(ruleSetJson), 'hash of the fake till');

const [ownStore] = chain.stores;
invariant(ownStore !== undefined, 'the demo chain has a store');
export const store = ownStore;
