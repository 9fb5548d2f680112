import { expect, test } from 'vitest';
import { readFileSync } from 'node:fs';
import { chainSchema, memberRecordSchema } from '#shared/contracts/chain-schema.ts';
import { ruleSetSchema } from '#shared/contracts/rule-set-schema.ts';
import { expectOk } from '#test/support/expect-ok.ts';
import { present } from '#test/support/present.ts';
import { fileOf, sell } from '#test/support/standing-world.ts';
import type { ChainData } from '#test/support/till-chain.ts';
import { createTillWorld } from '#test/support/till-world.ts';

function demoOf(latinName: string): ChainData {
  const text = (name: string): string => readFileSync(`resources/demo/${name}`, 'utf8');
  const members = text('members.ndjson')
    .trimEnd()
    .split('\n')
    .map((line) => memberRecordSchema.parse(JSON.parse(line)))
    .filter((member) => member.latinName === latinName);
  return {
    members,
    chain: chainSchema.parse(JSON.parse(text('chain.json'))),
    ruleSet: ruleSetSchema.parse(JSON.parse(text('rule-set.json'))),
  };
}

test('the demo’s regular member has points that end soon, and rises to silver with the second purchase', async () => {
  const data = demoOf('Saeed Nouri');
  const world = createTillWorld({ data });
  const run = await world.open();
  const { operatorId, initialPin } = present(data.chain.operators[0]);
  expectOk(await run.screen.signIn({ commandId: world.id(), operatorId, pin: initialPin }));
  const { memberRef } = present(data.members[0]);
  const { glance } = await fileOf(run, memberRef);
  expect(glance.ending).toEqual([{ unit: 'points', on: '2026-12-03', amount: 39 }]);
  expect(glance.tier).toMatchObject({
    tierId: 'bronze',
    measured: 10,
    next: { tierId: 'silver', missing: 2 },
  });
  for (let sale = 0; sale < 2; sale += 1) await sell(world, run, { memberRef, amountMinor: 100_000 });
  expect((await fileOf(run, memberRef)).member.tierId).toBe('silver');
});
