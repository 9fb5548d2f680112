import { spawn } from 'node:child_process';
import { readFileSync, readdirSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { scoreResultSchema } from '#shared/contracts/score-result-schema.ts';

const root = path.resolve(import.meta.dirname, '../../..');
const examples = path.join(root, 'resources/examples');
const example = (name: string) => path.join(examples, name);
const at = '2026-11-21T18:30:00+03:30';

type Ended = { readonly exitCode: number | null; readonly stdout: string; readonly stderr: string };

function vafa(...args: readonly string[]): Promise<Ended> {
  return new Promise((resolve, reject) => {
    const command = spawn(process.execPath, [path.join(root, 'tools/vafa.ts'), ...args], { cwd: root });
    let stdout = '';
    let stderr = '';
    command.stdout.setEncoding('utf8').on('data', (text: string) => (stdout += text));
    command.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text));
    command.on('error', reject);
    command.on('close', (exitCode) => resolve({ exitCode, stdout, stderr }));
  });
}

const score = (files: Readonly<Record<string, string>>) =>
  vafa('score', ...Object.entries(files).flatMap(([option, value]) => [`--${option}`, value]));

const sound = {
  ruleset: example('rule-set.json'),
  basket: example('basket.json'),
  member: example('member.json'),
  at,
};

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'vafa-score-'));
});
afterAll(async () => {
  await rm(folder, { recursive: true });
});

async function writtenFile(name: string, content: string | Uint8Array): Promise<string> {
  const file = path.join(folder, name);
  await writeFile(file, content);
  return file;
}

describe('vafa score on the worked example', () => {
  test('credits the birthday with 120,000 Toman and lists all five offers', async () => {
    const { exitCode, stdout, stderr } = await score(sound);
    expect([exitCode, stderr]).toEqual([0, '']);
    const result = scoreResultSchema.parse(JSON.parse(stdout));
    expect(
      result.offers.map(({ offerId, worthMinor, verdict }) => [offerId, worthMinor, verdict.kind]),
    ).toEqual([
      ['birthday', 1_200_000, 'applied'],
      ['silver', 900_000, 'beaten'],
      ['over-500-thousand', 600_000, 'beaten'],
      ['eleventh-visit', 300_000, 'beaten'],
      ['nuts-week', 210_000, 'beaten'],
    ]);
    expect(result.walletCreditMinor).toBe(1_200_000);
  });

  test('takes 60,000 Toman off when credit counts at 40 percent', async () => {
    const { stdout } = await score({ ...sound, ruleset: example('rule-set-credit-at-40-percent.json') });
    const result = scoreResultSchema.parse(JSON.parse(stdout));
    expect(result.offers.map(({ offerId, worthMinor }) => [offerId, worthMinor])).toEqual([
      ['over-500-thousand', 600_000],
      ['birthday', 480_000],
      ['silver', 360_000],
      ['nuts-week', 210_000],
      ['eleventh-visit', 120_000],
    ]);
    expect(result.payableMinor).toBe(5_400_000);
  });

  test('judges the day by the time zone of the store', async () => {
    const lateEvening = await score({ ...sound, at: '2026-11-21T20:29:59Z' });
    const afterMidnight = await score({ ...sound, at: '2026-11-21T20:30:00Z' });
    expect(lateEvening.stdout).toContain('"offerId": "birthday"');
    expect(afterMidnight.stdout).not.toContain('"offerId": "birthday"');
  });

  test('scores an anonymous sale when no member is given', async () => {
    const { stdout } = await score({ ruleset: sound.ruleset, basket: sound.basket, at });
    const result = scoreResultSchema.parse(JSON.parse(stdout));
    expect(result.offers.map(({ offerId }) => offerId)).toEqual(['over-500-thousand', 'nuts-week']);
  });
});

describe('vafa score beyond the best', () => {
  test('prices the combination that the customer asked for, beside what the best is worth', async () => {
    const { stdout } = await score({ ...sound, with: 'nuts-week' });
    const result = scoreResultSchema.parse(JSON.parse(stdout));
    expect([result.discountMinor, result.worthMinor, result.bestWorthMinor]).toEqual([
      210_000, 210_000, 1_200_000,
    ]);
  });

  test('leaves out what the customer does not want', async () => {
    const { stdout } = await score({ ...sound, without: 'birthday' });
    const result = scoreResultSchema.parse(JSON.parse(stdout));
    const verdicts = result.offers.map(({ offerId, verdict }) => [offerId, verdict.kind]);
    expect(verdicts.slice(0, 2)).toEqual([
      ['silver', 'applied'],
      ['birthday', 'declined'],
    ]);
  });

  test('says of one offer which condition fails, and by how much', async () => {
    const small = await writtenFile('small.json', '{ "lines": [{ "unitPriceMinor": 4580000 }] }');
    const { stdout } = await score({ ...sound, basket: small, why: 'over-500-thousand' });
    expect(JSON.parse(stdout)).toMatchObject({
      kind: 'failing',
      failing: { condition: { kind: 'amount' }, have: 4_580_000, need: 5_000_000 },
    });
  });

  test('rewards an activity by the offers of that activity alone', async () => {
    const { ruleset, activity } = {
      ruleset: example('rule-set-activities.json'),
      activity: example('activity.json'),
    };
    const { stdout } = await score({ ruleset, activity, member: sound.member, at });
    const result = scoreResultSchema.parse(JSON.parse(stdout));
    expect(result.offers.map(({ offerId, pointsEarned }) => [offerId, pointsEarned])).toEqual([
      ['survey', 50],
    ]);
  });

  test('refuses to answer for an offer that the rule set does not have', async () => {
    const { exitCode, stderr } = await score({ ...sound, why: 'no-such-offer' });
    expect([exitCode, stderr.split(':')[0]]).toEqual([3, 'offer_unknown']);
  });

  test('asks for a basket or an activity, and not for both', async () => {
    const { ruleset } = sound;
    const neither = await score({ ruleset, at });
    const both = await score({ ruleset, at, basket: sound.basket, activity: example('activity.json') });
    expect([neither.exitCode, both.exitCode]).toEqual([2, 2]);
  });
});

describe('vafa score on bad input', () => {
  test('ends with 3 and names the file when there is none', async () => {
    const { exitCode, stdout, stderr } = await score({ ...sound, basket: path.join(folder, 'none.json') });
    expect([exitCode, stdout]).toEqual([3, '']);
    expect(stderr).toMatch(/^file_unreadable: .*none\.json/);
    expect(stderr).toContain('\nNext step: ');
  });

  test.each([
    [
      'rule set with an unknown effect',
      'ruleset',
      (text: string) => text.replace('"walletCreditPercent"', '"gold"'),
      'rule_set_invalid',
      'offers[0].effects[0].kind',
    ],
    [
      'rule set that ends too early',
      'ruleset',
      (text: string) => text.slice(0, 100),
      'rule_set_invalid',
      'the whole file',
    ],
    [
      'basket with a fraction of a Rial',
      'basket',
      (text: string) => text.replace('2400000', '0.5'),
      'basket_invalid',
      'lines[1].unitPriceMinor',
    ],
    [
      'basket with an unknown field',
      'basket',
      (text: string) => text.replace('"quantity"', '"count"'),
      'basket_invalid',
      'lines[0].count',
    ],
    [
      'basket of an unknown time zone',
      'basket',
      (text: string) => text.replace('Asia/Tehran', 'Asia/Nowhere'),
      'basket_invalid',
      'storeTimeZone',
    ],
    [
      'member born on no day',
      'member',
      (text: string) => text.replace('1989-11-21', '1989-02-30'),
      'member_invalid',
      'birthDate',
    ],
  ] as const)('refuses a %s, naming the field', async (_what, option, change, code, field) => {
    const file = await writtenFile(`${option}.json`, change(readFileSync(sound[option], 'utf8')));
    const { exitCode, stdout, stderr } = await score({ ...sound, [option]: file });
    expect([exitCode, stdout]).toEqual([3, '']);
    expect(stderr.startsWith(`${code}: `)).toBe(true);
    expect(stderr).toContain(`field: ${field};`);
  });

  test('gives up on a file that never ends', async () => {
    const { exitCode, stderr } = await score({ ...sound, basket: '/dev/zero' });
    expect([exitCode, stderr.split(':')[0]]).toEqual([3, 'file_unreadable']);
  });

  test('refuses bytes that are not UTF-8', async () => {
    const { exitCode, stderr } = await score({
      ...sound,
      basket: await writtenFile('bytes.json', Uint8Array.of(0xff, 0xfe)),
    });
    expect([exitCode, stderr.split(':')[0]]).toEqual([3, 'file_unreadable']);
  });

  test('refuses an instant that does not exist', async () => {
    const { exitCode, stdout, stderr } = await score({ ...sound, at: '2026-02-30T18:30:00Z' });
    expect([exitCode, stdout, stderr.split(':')[0]]).toEqual([3, '', 'instant_invalid']);
  });

  test('touches nothing', async () => {
    const before = readdirSync(examples).map((name) => readFileSync(example(name), 'utf8'));
    await score({ ...sound, member: sound.basket });
    expect(readdirSync(examples).map((name) => readFileSync(example(name), 'utf8'))).toEqual(before);
  });
});

describe('wrong use and help', () => {
  test.each([
    [['score'], 'usage: required option'],
    [['--colour'], 'usage: unknown option'],
    [['dance'], 'usage: unknown command'],
  ])('vafa %j ends with 2 and says what is wrong', async (args, message) => {
    const { exitCode, stdout, stderr } = await vafa(...args);
    expect([exitCode, stdout]).toEqual([2, '']);
    expect(stderr).toContain(message);
    expect(stderr).toContain('--help');
  });

  test.each([[['--help']], [['score', '--help']]])(
    'vafa %j documents the exit codes and ends with 0',
    async (args) => {
      const { exitCode, stdout, stderr } = await vafa(...args);
      expect([exitCode, stderr]).toEqual([0, '']);
      expect(stdout).toContain('Exit codes:');
      expect(stdout).toMatch(/3 {2}a given file or instant is unreadable or malformed/);
    },
  );
});
