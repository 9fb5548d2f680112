/** Takes the fields of a body one after another, each checked: for bytes that a broken file or a stranger may have written. */

import { isIsoDate } from '../domain/calendar.ts';
import type { IsoDate } from '../domain/calendar.ts';
import { isCurrency, minor } from '../domain/money.ts';
import type { Currency, Minor } from '../domain/money.ts';
import { points } from '../domain/points.ts';
import type { Points } from '../domain/points.ts';
import { uuidFromBytes } from '../kernel/ids.ts';
import type { Uuid } from '../kernel/ids.ts';
import { compareTexts } from '../kernel/order.ts';
import type { CanonicalValue } from './canonical-bytes.ts';

const uuidBytes = 16;

/** Thrown by a field that is not what the schema says; `wellFormed` alone catches it. */
export class MalformedBody extends Error {
  override readonly name = 'MalformedBody';
}

export type BodyFields = {
  readonly integer: () => number;
  readonly flag: () => boolean;
  readonly text: () => string;
  /** A list of plain texts. */
  readonly texts: () => readonly string[];
  readonly bytes: (length: number) => Uint8Array;
  /** Bytes of a length that the field itself says. */
  readonly anyBytes: () => Uint8Array;
  readonly uuid: () => Uuid;
  readonly isoDate: () => IsoDate;
  readonly minor: () => Minor;
  readonly points: () => Points;
  readonly currency: () => Currency;
  /** One of the words listed; the body holds its place in the list. */
  readonly word: <Word extends string>(words: readonly Word[]) => Word;
  readonly orNull: <Value>(read: () => Value) => Value | null;
  /** A list of arrays, each read by `read` to its last field. */
  readonly list: <Item>(read: (fields: BodyFields) => Item) => readonly Item[];
  /** A list of arrays that begin with a key, the keys rising: `read` takes what follows the key. */
  readonly record: <Item>(read: (fields: BodyFields) => Item) => Readonly<Record<string, Item>>;
  /** An array read by `read` to its last field. */
  readonly group: <Item>(read: (fields: BodyFields) => Item) => Item;
};

/** Reads one array with `read`; throws `MalformedBody` for a missing, wrong or left-over field. */
export function readFields<Item>(
  value: CanonicalValue | undefined,
  read: (fields: BodyFields) => Item,
): Item {
  const values = listFrom(value);
  let place = 0;
  const next = (): CanonicalValue | undefined => {
    const taken = values[place];
    place += 1;
    return taken;
  };
  const item = read(fieldsFrom(next, () => values[place]));
  if (place !== values.length) throw new MalformedBody('the number of fields is another');
  return item;
}

/** `undefined` where a field is not what the schema says; any other error is a bug and goes on. */
export function wellFormed<Item>(read: () => Item): Item | undefined {
  try {
    return read();
  } catch (error) {
    if (error instanceof MalformedBody) return undefined;
    throw error;
  }
}

type Next = () => CanonicalValue | undefined;

function fieldsFrom(next: Next, peek: Next): BodyFields {
  return {
    integer: () => integerFrom(next()),
    flag: () => flagFrom(next()),
    text: () => textFrom(next()),
    texts: () => listFrom(next()).map(textFrom),
    bytes: (length) => bytesFrom(next(), length),
    anyBytes: () => anyBytesFrom(next()),
    uuid: () => uuidFromBytes(bytesFrom(next(), uuidBytes)),
    isoDate: () => textWhere(next(), isIsoDate),
    minor: () => minor(integerFrom(next())),
    points: () => points(integerFrom(next())),
    currency: () => textWhere(next(), isCurrency),
    word: (words) => wordAt(words, integerFrom(next())),
    orNull: (read) => {
      if (peek() !== null) return read();
      next();
      return null;
    },
    list: (read) => listFrom(next()).map((item) => readFields(item, read)),
    record: (read) => recordFrom(listFrom(next()), read),
    group: (read) => readFields(next(), read),
  };
}

function recordFrom<Item>(
  values: readonly CanonicalValue[],
  read: (fields: BodyFields) => Item,
): Readonly<Record<string, Item>> {
  const items = values.map((value) => readFields(value, (fields) => [fields.text(), read(fields)] as const));
  const isRising = items.every(([key], index) => {
    const before = items[index - 1];
    return before === undefined || compareTexts(before[0], key) < 0;
  });
  if (!isRising) throw new MalformedBody('keys that rise were expected');
  return Object.fromEntries(items);
}

function integerFrom(value: CanonicalValue | undefined): number {
  if (typeof value !== 'number') throw new MalformedBody('a number was expected');
  return value;
}

function flagFrom(value: CanonicalValue | undefined): boolean {
  if (typeof value !== 'boolean') throw new MalformedBody('yes or no was expected');
  return value;
}

function textFrom(value: CanonicalValue | undefined): string {
  if (typeof value !== 'string') throw new MalformedBody('text was expected');
  return value;
}

function textWhere<Text extends string>(
  value: CanonicalValue | undefined,
  isSuch: (text: string) => text is Text,
): Text {
  const text = textFrom(value);
  if (!isSuch(text)) throw new MalformedBody('text of another form was expected');
  return text;
}

function bytesFrom(value: CanonicalValue | undefined, length: number): Uint8Array {
  if (!(value instanceof Uint8Array) || value.length !== length) {
    throw new MalformedBody('bytes of another length were expected');
  }
  return value;
}

function anyBytesFrom(value: CanonicalValue | undefined): Uint8Array {
  if (!(value instanceof Uint8Array)) throw new MalformedBody('bytes were expected');
  return value;
}

function listFrom(value: CanonicalValue | undefined): readonly CanonicalValue[] {
  if (!isList(value)) throw new MalformedBody('a list was expected');
  return value;
}

/** `Array.isArray` alone does not see through a readonly array. */
function isList(value: CanonicalValue | undefined): value is readonly CanonicalValue[] {
  return Array.isArray(value);
}

function wordAt<Word extends string>(words: readonly Word[], place: number): Word {
  const word = words[place];
  if (word === undefined) throw new MalformedBody('a word of the list was expected');
  return word;
}
