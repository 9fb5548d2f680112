import { existsSync, readFileSync, truncateSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { historyLineSchema } from '#shared/contracts/history-file-schema.ts';
import { plainSimulation } from '#test/support/plain-simulation.ts';
import { runVafa } from '#test/support/run-vafa.ts';
import { ruleSetOf } from '#test/support/scoring.ts';
import { temporaryFolder } from '#test/support/temporary-folder.ts';

const discount = (basisPoints: number) => [{ kind: 'discountPercent', basisPoints }];

const inForce = ruleSetOf({
  ruleSetId: 'in-force',
  offers: [
    { offerId: 'points', effects: [{ kind: 'pointsPerAmount', points: 1, perMinor: 100_000 }] },
    {
      offerId: 'large',
      effects: discount(500),
      conditions: [{ kind: 'amount', bound: 'above', amountMinor: 9_000_000 }],
    },
  ],
});
const draft = ruleSetOf({
  ruleSetId: 'draft',
  offers: [
    {
      offerId: 'large',
      effects: discount(1_000),
      conditions: [{ kind: 'amount', bound: 'above', amountMinor: 9_000_000 }],
      limits: [{ scope: 'chain', costMinor: 500_000_000 }],
    },
    {
      offerId: 'silver',
      effects: [{ kind: 'walletCreditPercent', basisPoints: 800 }],
      conditions: [{ kind: 'tier', anyOf: ['silver'] }],
      limits: [
        { scope: 'store', period: 'week', uses: 20 },
        { scope: 'member', period: 'month', uses: 1 },
      ],
    },
  ],
});

function files() {
  const folder = temporaryFolder();
  const at = (name: string) => path.join(folder, name);
  writeFileSync(at('draft.json'), JSON.stringify(draft));
  writeFileSync(at('in-force.json'), JSON.stringify(inForce));
  const made = runVafa('history', 'demo', '--sales', '800', '--seed', '7', '--out', at('history'));
  expect([made.exitCode, made.stdout]).toEqual([0, `800 sales of 2000 members in ${at('history')}.\n`]);
  return at;
}

function simulate(at: (name: string) => string, ...more: readonly string[]) {
  const ruleSets = ['--ruleset', at('draft.json'), '--against', at('in-force.json')];
  return runVafa('simulate', ...ruleSets, '--history', at('history'), ...more);
}

describe('vafa simulate', () => {
  test('prints the same with any number of workers, and what one sale after the other comes to', () => {
    const at = files();
    const one = simulate(at, '--workers', '1', '--json');
    expect(one.exitCode).toBe(0);
    for (const workers of ['2', '3'])
      expect(simulate(at, '--workers', workers, '--json').stdout).toBe(one.stdout);
    const report = JSON.parse(one.stdout);
    const lines = readFileSync(at('history'), 'utf8')
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line));
    for (const [side, ruleSet] of [
      ['draft', draft],
      ['against', inForce],
    ] as const) {
      const results = plainSimulation(lines, ruleSet).map(({ result }) => result);
      const applied = results
        .flatMap(({ offers }) => offers)
        .filter(({ verdict }) => verdict.kind === 'applied');
      expect(report.given[side]).toMatchObject({
        discountMinor: results.reduce((sum, { discountMinor }) => sum + discountMinor, 0),
        payableMinor: results.reduce((sum, { payableMinor }) => sum + payableMinor, 0),
        costMinor: applied.reduce((sum, { costMinor }) => sum + costMinor, 0),
      });
      for (const offer of report.offers) {
        if (offer[side] === null) continue;
        expect(offer[side].uses).toBe(applied.filter(({ offerId }) => offerId === offer.offerId).length);
      }
    }
    expect(report).toMatchObject({
      currency: 'IRR',
      history: { sales: 800, members: 2_000, firstDate: '2026-08-15', lastDate: '2026-11-14', days: 92 },
      unsettled: { draft: 0, against: 0 },
      budgets: { against: [] },
    });
    expect(report.given.difference.costMinor).toBe(
      report.given.draft.costMinor - report.given.against.costMinor,
    );
    expect(report.largestChanges).toHaveLength(10);
    expect(report.budgets.draft[0]).toMatchObject({
      offerId: 'large',
      scope: 'chain',
      usedBasisPoints: 10_000,
    });
    expect(report.budgets.draft[0].runsOutAt).toMatch(/^2026-\d\d-\d\dT\d\d:\d\d$/);
  });

  test('prints tables for people, amounts in Rial and Toman, and progress beside them', () => {
    const { exitCode, stdout, stderr } = simulate(files());
    expect(exitCode).toBe(0);
    expect(stdout).toMatch(/^Draft {4}draft \([0-9a-f]{12}\)\nAgainst {2}in-force /);
    expect(stdout).toMatch(/cost in all +[\d,]+ IRR \([\d,.]+ Toman\)/);
    expect(stdout).toMatch(
      /large +chain, 500,000,000 IRR \(50,000,000 Toman\) +runs out on 2026-\d\d-\d\d at \d\d:\d\d\n/,
    );
    expect(stdout).toMatch(/silver +store hafezieh, 20 uses in each week +/);
    expect(stdout).not.toMatch(/[ \t]$/m);
    expect(stderr).toMatch(/800 sales: read in [\d.]+ s, scored under both rule sets in [\d.]+ s/);
  });

  test('names file, line and field of a history that is wrong, and prints no figure', () => {
    const at = files();
    truncateSync(at('history'), readFileSync(at('history')).length - 30);
    const torn = simulate(at, '--workers', '2');
    expect([torn.exitCode, torn.stdout]).toEqual([3, '']);
    expect(torn.stderr).toMatch(/^history_invalid: .*line: 2800; .*ends in the middle of this line/m);
    writeFileSync(at('history'), '{"kind":"sale"}\n');
    expect(simulate(at).stderr).toMatch(/^history_invalid: .*line: 1; field: soldAt/m);
  });

  test.each([
    [['--history', 'none.ndjson'], 3, /^file_unreadable: .*none\.ndjson/m],
    [['--history', '.'], 3, /^file_unreadable: .*no plain file/m],
    [['--ruleset', 'package.json'], 3, /^rule_set_invalid: /m],
    [['--workers', '0'], 2, /^usage: /m],
  ])('refuses %j', (options, exitCode, said) => {
    const ended = simulate(files(), ...options);
    expect([ended.exitCode, ended.stdout]).toEqual([exitCode, '']);
    expect(ended.stderr).toMatch(said);
  });

  test('does not compare amounts of two currencies', () => {
    const at = files();
    writeFileSync(at('draft.json'), JSON.stringify({ ...draft, currency: 'EUR' }));
    const ended = simulate(at);
    expect([ended.exitCode, ended.stderr]).toEqual([
      3,
      expect.stringMatching(/^rule_set_invalid: .*currency/),
    ]);
  });
});

describe('vafa history demo', () => {
  test('writes the same lines for the same seed, all of them sound and in time order', () => {
    const folder = temporaryFolder();
    const history = (name: string, seed: string): readonly string[] => {
      const file = path.join(folder, name);
      expect(runVafa('history', 'demo', '--sales', '300', '--seed', seed, '--out', file).exitCode).toBe(0);
      return readFileSync(file, 'utf8').trimEnd().split('\n');
    };
    const lines = history('first', '1');
    expect(history('again', '1')).toEqual(lines);
    expect(history('other', '2')).not.toEqual(lines);
    const sales = lines
      .map((line) => historyLineSchema.parse(JSON.parse(line)))
      .filter(({ kind }) => kind === 'sale');
    expect(sales).toHaveLength(300);
    const instants = sales.map((sale) => (sale.kind === 'sale' ? sale.soldAt.atMs : 0));
    expect(instants).toEqual(instants.toSorted((left, right) => left - right));
  });

  test('says when the file cannot be written', () => {
    const file = path.join(temporaryFolder(), 'missing', 'history');
    const ended = runVafa('history', 'demo', '--sales', '5', '--out', file);
    expect([ended.exitCode, ended.stderr]).toEqual([5, expect.stringMatching(/^file_unwritable: /m)]);
    expect(existsSync(file)).toBe(false);
  });
});
