import { spawnSync } from 'node:child_process';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { compileRuleSet } from '#shared/scoring/compile-rule-set.ts';
import { scoreSale } from '#shared/scoring/score-sale.ts';
import { goldenCases } from '#test/support/scoring-reference/golden-case.ts';
import { derivedFacts } from '#test/support/scoring.ts';

const saidSchema = z.strictObject({
  locale: z.string(),
  timeZone: z.string(),
  answers: z.array(z.unknown()),
});

describe('in ten locales and time zones', { timeout: 300_000 }, () => {
  const places = [
    ['en_US', 'America/New_York'],
    ['fa_IR', 'Asia/Tehran'],
    ['ar_SA', 'Asia/Riyadh'],
    ['tr_TR', 'Europe/Istanbul'],
    ['th_TH', 'Asia/Bangkok'],
    ['de_DE', 'Europe/Berlin'],
    ['sv_SE', 'Europe/Stockholm'],
    ['ja_JP', 'Asia/Tokyo'],
    ['hi_IN', 'Asia/Kolkata'],
    ['lt_LT', 'Pacific/Kiritimati'],
  ] as const;

  test('every golden case has the same answer', () => {
    const cases = goldenCases().map(({ ruleSet, inputBy }) => ({ ruleSet, input: inputBy(derivedFacts) }));
    const answers = JSON.stringify(
      cases.map(({ ruleSet, input }) => scoreSale(compileRuleSet(ruleSet, 'hash of the test'), input)),
    );
    const script = new URL('../../../support/scoring-reference/score-cases.ts', import.meta.url).pathname;
    const seen = places.map(([locale, timeZone]) => {
      const run = spawnSync(process.execPath, [script], {
        input: JSON.stringify(cases),
        encoding: 'utf8',
        env: { LC_ALL: `${locale}.UTF-8`, LANG: `${locale}.UTF-8`, TZ: timeZone },
        maxBuffer: 64 * 1024 * 1024,
      });
      const said = saidSchema.parse(JSON.parse(run.stdout));
      expect(JSON.stringify(said.answers)).toBe(answers);
      return `${said.locale} ${said.timeZone}`;
    });
    expect(new Set(seen).size).toBe(places.length);
    expect(seen).toContain('fa-IR Asia/Tehran');
  });
});
