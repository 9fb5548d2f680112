/** The demo chain as the text of its files: one record on a line, so that a change shows as the lines it changed. */

import { demoMemberCount, demoSeed } from './demo-facts.ts';
import { generateChain } from './generate-chain.ts';
import { memberAt } from './generate-member.ts';
import type { MemberOptions } from './generate-member.ts';
import { generateRuleSet } from './generate-rule-set.ts';

export type DemoFile = { readonly name: string; readonly lines: () => Iterable<string> };

/** The files of `resources/demo`. */
export function demoFiles(): readonly DemoFile[] {
  return [
    { name: 'chain.json', lines: () => recordPerLine(generateChain()) },
    { name: 'rule-set.json', lines: () => recordPerLine(generateRuleSet()) },
    { name: 'members.ndjson', lines: () => memberLines({ seed: demoSeed }, demoMemberCount) },
  ];
}

/** One JSON line for each member; nothing is kept in memory. */
export function* memberLines(options: MemberOptions, memberCount: number): Iterable<string> {
  for (let index = 0; index < memberCount; index += 1) yield `${JSON.stringify(memberAt(options, index))}\n`;
}

function* recordPerLine(data: object): Iterable<string> {
  const fields = Object.entries(data);
  yield '{\n';
  for (const [index, [name, value]] of fields.entries()) {
    const comma = index === fields.length - 1 ? '' : ',';
    yield `  ${JSON.stringify(name)}: ${fieldText(value)}${comma}\n`;
  }
  yield '}\n';
}

function fieldText(value: unknown): string {
  if (!Array.isArray(value) || value.length === 0) return JSON.stringify(value);
  return `[\n${value.map((item) => `    ${JSON.stringify(item)}`).join(',\n')}\n  ]`;
}
