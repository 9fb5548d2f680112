import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { ruleSetProblems as english } from '#renderer/strings/en/rule-set-problems.ts';
import { ruleSetProblems as persian } from '#renderer/strings/fa/rule-set-problems.ts';
import { ruleSetProblemCodes } from '#shared/contracts/offer-checks/rule-set-problem.ts';
import { offerFile, ruleSetFile } from '#test/support/rule-set-file.ts';
import { runVafa } from '#test/support/run-vafa.ts';
import type { VafaRun } from '#test/support/run-vafa.ts';
import { temporaryFolder } from '#test/support/temporary-folder.ts';

function checked(json: unknown, ...options: readonly string[]): VafaRun {
  const file = path.join(temporaryFolder(), 'rule-set.json');
  writeFileSync(file, JSON.stringify(json));
  return runVafa('rules', 'check', file, ...options);
}

const golden = offerFile({ conditions: [{ kind: 'tier', anyOf: ['golld'] }], countdown: true });

describe('a check of a rule set', () => {
  test('ends well for one that fits, older ones included', () => {
    expect(checked(ruleSetFile())).toEqual({ exitCode: 0, stdout: 'The rule set fits.\n', stderr: '' });
    const old = runVafa('rules', 'check', 'test/fixtures/scoring/five-offers.rule-set.json');
    expect(old).toEqual({ exitCode: 0, stdout: 'The rule set fits.\n', stderr: '' });
  });

  test('tells warnings, and ends well', () => {
    const { exitCode, stdout } = checked(ruleSetFile([golden]));
    expect(exitCode).toBe(0);
    expect(stdout).toMatch(/^warning: offers\[0\]\.countdown: .*\nThe rule set fits\.\n$/);
  });

  test('tells the place, the reason and the nearest name of the chain, and ends as bad input', () => {
    const { exitCode, stdout, stderr } = checked(
      ruleSetFile([golden]),
      '--chain',
      'resources/demo/chain.json',
    );
    expect(exitCode).toBe(3);
    expect(stdout).toContain(
      'refused: offers[0].conditions[0].anyOf[0]: There is no tier golld. Did you mean gold?\n',
    );
    expect(stderr).toMatch(/^rule_set_invalid: /);
  });

  test('speaks Persian too', () => {
    const { stdout } = checked({ ...ruleSetFile(), offers: [offerFile(), offerFile()] }, '--language', 'fa');
    expect(stdout).toBe(
      'رد شد: offers[1].offerId: پیشنهاد offer برای بار دوم آمده است. به هر کدام شناسه‌ای جدا بدهید.\n',
    );
  });

  test('refuses a file that is missing or no JSON', () => {
    const missing = runVafa('rules', 'check', 'no-such-file.json');
    expect([missing.exitCode, missing.stdout]).toEqual([3, '']);
    expect(missing.stderr).toMatch(/^file_unreadable: /);
  });
});

test('every problem is told with the same values in both languages', () => {
  const values = (text: string): readonly string[] =>
    [...new Set([...text.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => name))].toSorted();
  for (const code of ruleSetProblemCodes) {
    const [en, fa] = [english.problems[code], persian.problems[code]];
    expect([code, values(fa.sentence + fa.nextStep)]).toEqual([code, values(en.sentence + en.nextStep)]);
  }
});
