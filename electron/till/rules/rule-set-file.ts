/** The rule set in the folder of a chain: told apart cheaply, read and checked whole. */

import { readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import { err } from '#shared/kernel/result.ts';
import { checkRuleSet } from './check-rule-set.ts';
import type { HashPorts, RuleSetCheck } from './check-rule-set.ts';

export const ruleSetFileName = 'rule-set.json';
/** Optional, beside it: the hash that the rule set was published under, 64 hexadecimal digits. */
export const ruleSetHashFileName = 'rule-set.sha256';

const jsonBytesMax = 256 * 1024 * 1024;

/** Differs when the rule set or its published hash was written again; no content is read. */
export async function ruleSetFileStamp(dir: string): Promise<string> {
  const stamps = await Promise.all([ruleSetFileName, ruleSetHashFileName].map((name) => stampOf(dir, name)));
  return stamps.join(' ');
}

/** Reads, validates and hashes. A file that cannot be read is refused like one that says something wrong. */
export async function readRuleSetFile(dir: string, ports: HashPorts): Promise<RuleSetCheck> {
  const text = await readText(path.join(dir, ruleSetFileName));
  if (text === undefined) return err({ path: '', reason: 'no file that can be read' });
  const published = await readText(path.join(dir, ruleSetHashFileName));
  const json = parseJson(text);
  if (json === undefined) return err({ path: '', reason: 'not JSON' });
  return checkRuleSet(json, published === undefined ? null : published.trim().toLowerCase(), ports);
}

async function stampOf(dir: string, name: string): Promise<string> {
  try {
    const { mtimeMs, size } = await stat(path.join(dir, name));
    return `${mtimeMs}/${size}`;
  } catch {
    return 'none'; // the system throws where there is no such file: exactly what is told apart here
  }
}

async function readText(file: string): Promise<string | undefined> {
  try {
    const { size } = await stat(file);
    return size > jsonBytesMax ? undefined : await readFile(file, 'utf8');
  } catch {
    return undefined; // missing, a folder, or not allowed: each is no file that can be read
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined; // no JSON, which the caller says
  }
}
