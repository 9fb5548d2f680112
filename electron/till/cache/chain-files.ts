/** A chain's files: `chain.json`, `rule-set.json` and `members.ndjson`, checked as they are read. */

import { createHash } from 'node:crypto';
import { accessSync, constants, createReadStream, statSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { chainSchema, memberRecordSchema } from '#shared/contracts/chain-schema.ts';
import type { Chain, MemberRecord } from '#shared/contracts/chain-schema.ts';
import { appError } from '#shared/contracts/error-codes.ts';
import type { AppError } from '#shared/contracts/error-codes.ts';
import { err, ok } from '#shared/kernel/result.ts';
import type { Result } from '#shared/kernel/result.ts';
import type { RuleSet } from '#shared/scoring/language/rule-set.ts';
import type { HashPorts } from '../rules/check-rule-set.ts';
import type { ChainAtTill } from '../db/stores/chain-store.ts';
import { readRuleSetFile, ruleSetFileName } from '../rules/rule-set-file.ts';

export type ChainFiles = {
  readonly chain: Chain;
  readonly ruleSet: RuleSet;
  /** Throws `InvalidMember` at the first line that is no member. */
  readonly members: AsyncIterable<MemberRecord>;
};

export type ChainFileCode = 'file_unreadable' | 'rule_set_invalid';

/** Thrown through the iterator of members, which has no other way to say it; `buildFromFiles` makes it a value. */
export class InvalidMember extends Error {
  override readonly name = 'InvalidMember';
  readonly line: number;
  constructor(line: number) {
    super(`line ${line} is no member`);
    this.line = line;
  }
}

const fileNames = ['chain.json', ruleSetFileName, 'members.ndjson'] as const;
const jsonBytesMax = 256 * 1024 * 1024;
const memberLineLengthMax = 65_536;
const noFile = 'no file that can be read';

/** Where the program's own chain lies. */
export function chainDir(resourcesDir: string): string {
  return path.join(resourcesDir, 'demo');
}

/** SHA-256 over the three files, in hexadecimal; `undefined` when one cannot be read. */
export async function chainFilesHash(dir: string): Promise<string | undefined> {
  const hash = createHash('sha256');
  for (const name of fileNames) {
    const file = path.join(dir, name);
    if (!isReadable(file)) return undefined;
    for await (const chunk of createReadStream(file)) hash.update(chunk);
    hash.update('\0');
  }
  return hash.digest('hex');
}

export async function readChainFiles(
  dir: string,
  ports: HashPorts,
): Promise<Result<ChainFiles, AppError<ChainFileCode>>> {
  const chain = await readJson(path.join(dir, 'chain.json'), chainSchema);
  if (!chain.ok) return err(appError('file_unreadable', { file: 'chain.json', reason: chain.error }));
  const ruleSet = await readRuleSetFile(dir, ports);
  if (!ruleSet.ok) return err(appError('rule_set_invalid', { file: ruleSetFileName, ...ruleSet.error }));
  const membersFile = path.join(dir, 'members.ndjson');
  if (!isReadable(membersFile)) {
    return err(appError('file_unreadable', { file: 'members.ndjson', reason: noFile }));
  }
  return ok({ chain: chain.value, ruleSet: ruleSet.value.ruleSet, members: memberRecords(membersFile) });
}

/** Cards of the tray, and everybody's PIN; nothing where the file cannot be read. */
export async function demoOf(dir: string): Promise<Pick<ChainAtTill, 'demoCards' | 'demoPins'>> {
  const chain = await readJson(path.join(dir, 'chain.json'), chainSchema);
  if (!chain.ok) return { demoCards: [], demoPins: [] };
  const { demoCards, operators } = chain.value;
  return {
    demoCards,
    demoPins: operators.map(({ operatorId, initialPin }) => ({ operatorId, pin: initialPin })),
  };
}

async function* memberRecords(file: string): AsyncIterable<MemberRecord> {
  const lines = createInterface({ input: createReadStream(file), crlfDelay: Infinity });
  let line = 0;
  for await (const text of lines) {
    line += 1;
    if (text === '') continue;
    const record = text.length > memberLineLengthMax ? undefined : parseJson(text);
    const parsed = memberRecordSchema.safeParse(record);
    if (!parsed.success) throw new InvalidMember(line);
    yield parsed.data;
  }
}

/** The part of a schema that is needed here. */
type Parser<Value> = {
  readonly safeParse: (data: unknown) => { readonly success: true; readonly data: Value } | Refused;
};
type Refused = {
  readonly success: false;
  readonly error: {
    readonly issues: readonly { readonly path: readonly PropertyKey[]; readonly message: string }[];
  };
};

async function readJson<Value>(file: string, schema: Parser<Value>): Promise<Result<Value, string>> {
  if (!isReadable(file)) return err(noFile);
  if (statSync(file).size > jsonBytesMax) return err('too long');
  const parsed = schema.safeParse(parseJson(await readFile(file, 'utf8')));
  if (parsed.success) return ok(parsed.data);
  const [issue] = parsed.error.issues;
  return err(`${issue?.path.map(String).join('.') ?? ''}: ${issue?.message ?? 'invalid'}`);
}

/** False where there is no file, a folder in its place, or no permission to read. */
function isReadable(file: string): boolean {
  try {
    accessSync(file, constants.R_OK);
    return statSync(file).isFile();
  } catch {
    return false; // the system throws for exactly the cases that are asked about
  }
}

/** `undefined` for text that is no JSON, which no schema accepts. */
function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined; // not JSON: the schema refuses `undefined` and names the place
  }
}
