/**
 * Tells at one look at the columns of a block that none of its records has a field of a later version, so that records
 * need not be looked through one by one: see `drop-unknown.ts`.
 */

import type { z } from 'zod';

/**
 * True only where `createDropUnknown` of the same schema would take nothing out of any record that these columns say.
 * False says nothing: the records may be as they should all the same.
 */
export type HasOnlyKnown = (column: unknown) => boolean;

type Type = z.core.$ZodTypes;
type Fields = Readonly<Record<string, unknown>>;

/** Made once for a schema. */
export function createHasOnlyKnown(schema: z.core.$ZodType): HasOnlyKnown {
  // Every schema of this library is one of these: the type of its parts alone does not say so.
  const { def } = (schema as Type)._zod;
  if (def.type === 'object') return ofObjects(def.shape);
  if (def.type === 'array') return ofLists(createHasOnlyKnown(def.element));
  if (def.type === 'record') return ofAnyNames(createHasOnlyKnown(def.valueType));
  if (def.type === 'pipe') return createHasOnlyKnown(def.in);
  if (def.type === 'union') {
    return 'discriminator' in def ? ofOneKind(def.options, String(def.discriminator)) : whatever;
  }
  if (def.type === 'tuple') return withoutAny;
  return 'innerType' in def ? createHasOnlyKnown(def.innerType) : whatever;
}

/** Of a value that has no fields by its schema, none is ever taken. */
const whatever: HasOnlyKnown = () => true;

/** Nothing that could have a field. */
const withoutAny: HasOnlyKnown = (column) => isPlain(column);

function ofObjects(shape: Readonly<Record<string, z.core.$ZodType>>): HasOnlyKnown {
  const known = new Map(Object.entries(shape).map(([name, field]) => [name, createHasOnlyKnown(field)]));
  return whereThereAre((column) => {
    const fields = fieldsIn(column);
    if (fields === undefined) return isPlain(column);
    return Object.entries(fields).every(([name, field]) => known.get(name)?.(field) === true);
  });
}

function ofLists(hasOnlyKnown: HasOnlyKnown): HasOnlyKnown {
  if (hasOnlyKnown === whatever) return whatever;
  return whereThereAre((column) => {
    return formOf(column) === 'items' && isObject(column) ? hasOnlyKnown(column['items']) : isPlain(column);
  });
}

function ofAnyNames(hasOnlyKnown: HasOnlyKnown): HasOnlyKnown {
  if (hasOnlyKnown === whatever) return whatever;
  return whereThereAre((column) => {
    const fields = fieldsIn(column);
    return fields === undefined ? isPlain(column) : Object.values(fields).every(hasOnlyKnown);
  });
}

/** Where all are of one kind, which a column of their own says. */
function ofOneKind(options: readonly z.core.$ZodType[], discriminator: string): HasOnlyKnown {
  const kinds = new Map<unknown, HasOnlyKnown>();
  for (const option of options) {
    const hasOnlyKnown = createHasOnlyKnown(option);
    for (const word of option._zod.propValues?.[discriminator] ?? []) kinds.set(word, hasOnlyKnown);
  }
  return (column) => {
    const kind = fieldsIn(column)?.[discriminator];
    const word = isObject(kind) && formOf(kind) === 'same' ? kind['same'] : undefined;
    return kinds.get(word)?.(column) === true;
  };
}

/** Some have no such value: those that have it are a column of their own. */
function whereThereAre(hasOnlyKnown: HasOnlyKnown): HasOnlyKnown {
  const ofPresent: HasOnlyKnown = (column) =>
    formOf(column) === 'present' && isObject(column) ? ofPresent(column['present']) : hasOnlyKnown(column);
  return ofPresent;
}

/** In the order in which `sync/core/columns/from-columns.ts` looks for them: a column that says two things is read as the first. */
const forms = ['same', 'uuids', 'values', 'steps', 'items', 'fields', 'present'] as const;

function formOf(column: unknown): (typeof forms)[number] | undefined {
  return isObject(column) ? forms.find((form) => form in column) : undefined;
}

function fieldsIn(column: unknown): Fields | undefined {
  if (formOf(column) !== 'fields' || !isObject(column)) return undefined;
  const { fields } = column;
  return isObject(fields) ? fields : undefined;
}

/** Values without fields, whatever they should have been: a schema refuses them where it must. */
function isPlain(column: unknown): boolean {
  if (Array.isArray(column)) return column.every((value) => typeof value !== 'object' || value === null);
  const form = formOf(column);
  return form === 'same' || form === 'uuids' || form === 'values' || form === 'steps';
}

function isObject(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
