/** Hashes of the shapes that go over the wire, whatever the order in which they are written down. */

import { createHash } from 'node:crypto';
import { z } from 'zod';
import { chainSchema, memberRecordSchema } from '#shared/contracts/chain-schema.ts';
import { readerContract } from '#shared/contracts/reader-contract.ts';
import type { Contract } from '#shared/contracts/rpc-contract.ts';
import { ruleSetSchema } from '#shared/contracts/rule-set-schema.ts';
import { tillContract } from '#shared/contracts/till-contract.ts';
import { syncForms, syncSchemas } from './sync-shapes.ts';

/** Hexadecimal SHA-256 of each contract, of each file that a chain ships, and of all that till and HQ say to each other. */
export function wireHashes(): Readonly<Record<string, string>> {
  return {
    till: hashOf(contractShape(tillContract)),
    reader: hashOf(contractShape(readerContract)),
    chain: hashOf(shapeOf(chainSchema)),
    memberRecord: hashOf(shapeOf(memberRecordSchema)),
    ruleSet: hashOf(shapeOf(ruleSetSchema)),
    ...Object.fromEntries(
      Object.entries(syncSchemas).map(([name, schema]) => [name, hashOf(shapeOf(schema))]),
    ),
    ...Object.fromEntries(Object.entries(syncForms()).map(([name, form]) => [name, hashOf(form)])),
  };
}

/** Brands are checked by code, which a JSON schema cannot hold: they stand in it as anything. */
export function shapeOf(schema: z.ZodType): unknown {
  return [
    z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }),
    z.toJSONSchema(schema, { io: 'output', unrepresentable: 'any' }),
  ];
}

/** All that two processes may say to each other, as JSON schemas with the error codes and deadlines. */
export function contractShape({ operations, events }: Contract): unknown {
  return {
    operations: Object.entries(operations)
      .toSorted(byName)
      .map(([name, { input, output, errors, deadlineMs }]) => [
        name,
        { input: shapeOf(input), output: shapeOf(output), errors: errors.toSorted(), deadlineMs },
      ]),
    events: Object.entries(events)
      .toSorted(byName)
      .map(([name, payload]) => [name, shapeOf(payload)]),
  };
}

/** Hexadecimal SHA-256 of the shape as JSON. */
export function hashOf(shape: unknown): string {
  return createHash('sha256').update(JSON.stringify(shape)).digest('hex');
}

function byName([left]: readonly [string, unknown], [right]: readonly [string, unknown]): number {
  return left < right ? -1 : 1;
}
