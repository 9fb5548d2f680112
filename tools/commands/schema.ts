/** `vafa schema`: the form of every file that the program reads, as JSON Schema. */

import { Argument } from 'commander';
import type { Command } from 'commander';
import { z } from 'zod';
import { cardUidSchema, currencySchema, isoDateSchema, uuidSchema } from '#shared/contracts/brands.ts';
import { chainSchema, memberRecordSchema } from '#shared/contracts/chain-schema.ts';
import { historyLineSchema, soldAtTextSchema } from '#shared/contracts/history-file-schema.ts';
import { programmeSchema } from '#shared/contracts/programme-schema.ts';
import { ruleSetV1Schema } from '#shared/contracts/rule-set-v1-schema.ts';
import { ruleSetSchema } from '#shared/contracts/rule-set-schema.ts';
import {
  activityFileSchema,
  basketFileSchema,
  memberFileSchema,
} from '#shared/contracts/score-files-schema.ts';
import { ok } from '#shared/kernel/result.ts';
import { exitCodesHelp } from './exit-codes.ts';
import { runCommand } from './run-command.ts';

type Published = { readonly schema: z.ZodType; readonly says: string };

/** Every input by its name. */
export const publishedSchemas: Readonly<Record<string, Published>> = {
  'rule-set': { schema: ruleSetSchema, says: 'all offers of a chain; docs/offers.md explains each element' },
  'rule-set-1': { schema: ruleSetV1Schema, says: 'a rule set of the first version, still read' },
  basket: { schema: basketFileSchema, says: 'what a customer is about to buy, for vafa score' },
  member: { schema: memberFileSchema, says: 'who buys, for vafa score' },
  activity: { schema: activityFileSchema, says: 'what a member did besides buying, for vafa score' },
  history: { schema: historyLineSchema, says: 'one line of a history of sales, for vafa simulate' },
  chain: { schema: chainSchema, says: 'stores, tiers, products and operators of a chain' },
  programme: { schema: programmeSchema, says: 'what members can be given besides offers; docs/programme.md' },
  'member-record': { schema: memberRecordSchema, says: 'one line of the members of a chain' },
};

/** What a check in code cannot say of itself. */
const forms: ReadonlyMap<z.core.$ZodType, object> = new Map<z.core.$ZodType, object>([
  [uuidSchema, { type: 'string', pattern: '^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$' }],
  [isoDateSchema, { format: 'date', pattern: '^\\d{4}-\\d{2}-\\d{2}$' }],
  [
    soldAtTextSchema,
    {
      pattern: '^\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}(?::\\d{2}(?:\\.\\d{1,3})?)?(?:Z|[+-]\\d{2}:\\d{2})$',
      description: 'Date and time on the wall of the store, and how far it is from UTC.',
    },
  ],
  [currencySchema, { pattern: '^[A-Z]{3}$', description: 'ISO 4217 code of the currency.' }],
  [cardUidSchema, { type: 'string', pattern: '^(?:[0-9A-F]{8}|[0-9A-F]{14}|[0-9A-F]{20})$' }],
]);

/** JSON Schema (2020-12) of what may be written: fields with a default may be left out. */
export function jsonSchemaOf({ schema }: Published): object {
  return z.toJSONSchema(schema, {
    io: 'input',
    unrepresentable: 'any',
    override: ({ zodSchema, jsonSchema }) => Object.assign(jsonSchema, forms.get(zodSchema)),
  });
}

export function registerSchema(program: Command): void {
  program
    .command('schema')
    .description('Print the JSON Schema of an input; without a name, the names.')
    .addArgument(new Argument('[name]', 'input').choices(Object.keys(publishedSchemas)))
    .addHelpText(
      'after',
      '\nAn editor that knows the schema of rule sets completes and checks them while typing.',
    )
    .addHelpText('after', exitCodesHelp(['ok', 'bug', 'usage']))
    .action((name: string | undefined) => runCommand(() => ok(schemaText(name))));
}

function schemaText(name: string | undefined): string {
  const published = name === undefined ? undefined : publishedSchemas[name];
  if (published !== undefined) return `${JSON.stringify(jsonSchemaOf(published), undefined, 2)}\n`;
  const width = Math.max(...Object.keys(publishedSchemas).map((each) => each.length));
  const rows = Object.entries(publishedSchemas).map(([each, { says }]) => `${each.padEnd(width)}  ${says}`);
  return `${rows.join('\n')}\n`;
}
