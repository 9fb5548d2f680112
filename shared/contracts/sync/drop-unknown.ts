/**
 * Fields of a later version are no mistake of the other side: they are dropped before a schema looks at what came. The
 * schemas of files stay strict, for there an unknown field is a slip of somebody's hand.
 */

import type { z } from 'zod';

/** Takes fields that the schema does not know out of a value, in place, however deep they are. */
export type DropUnknown = (value: unknown) => void;

type Type = z.core.$ZodTypes;

/** Made once for a schema; what it makes costs no more than looking at each key. */
export function createDropUnknown(schema: z.core.$ZodType): DropUnknown {
  // Every schema of this library is one of these: the type of its parts alone does not say so.
  const { def } = (schema as Type)._zod;
  if (def.type === 'object') return inObject(def.shape);
  if (def.type === 'array') return inItems([], createDropUnknown(def.element));
  if (def.type === 'tuple')
    return inItems(def.items.map(createDropUnknown), def.rest && createDropUnknown(def.rest));
  if (def.type === 'record') return inValues(createDropUnknown(def.valueType));
  if (def.type === 'pipe') return createDropUnknown(def.in);
  if (def.type === 'union') {
    return inUnion(def.options, 'discriminator' in def ? String(def.discriminator) : undefined);
  }
  // Optional, nullable, with a default and the like; anything else has no fields.
  return 'innerType' in def ? createDropUnknown(def.innerType) : nothing;
}

const nothing: DropUnknown = () => undefined;

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function inObject(shape: Readonly<Record<string, z.core.$ZodType>>): DropUnknown {
  const drops = new Map(Object.entries(shape).map(([name, field]) => [name, createDropUnknown(field)]));
  return (value) => {
    if (!isObject(value)) return;
    for (const name of Object.keys(value)) {
      const drop = drops.get(name);
      if (drop === undefined) delete value[name];
      else if (drop !== nothing) drop(value[name]);
    }
  };
}

function inItems(first: readonly DropUnknown[], rest: DropUnknown | null): DropUnknown {
  return (value) => {
    if (Array.isArray(value)) for (const [index, item] of value.entries()) (first[index] ?? rest)?.(item);
  };
}

function inValues(drop: DropUnknown): DropUnknown {
  return (value) => {
    if (isObject(value)) for (const item of Object.values(value)) drop(item);
  };
}

/** By the field that tells the options apart; where there is none, nothing is taken for unknown. */
function inUnion(options: readonly z.core.$ZodType[], discriminator: string | undefined): DropUnknown {
  if (discriminator === undefined) return nothing;
  const drops = new Map<unknown, DropUnknown>();
  for (const option of options) {
    const drop = createDropUnknown(option);
    for (const word of option._zod.propValues?.[discriminator] ?? []) drops.set(word, drop);
  }
  return (value) => {
    if (isObject(value)) drops.get(value[discriminator])?.(value);
  };
}
