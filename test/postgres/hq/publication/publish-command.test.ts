import { execFile } from 'node:child_process';
import { readFileSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { generateRuleSet } from '#tools/demo/generate-rule-set.ts';
import { makeKeyFile } from '#tools/commands/publish-key-file.ts';
import { passphraseVariable } from '#tools/commands/publish-passphrase.ts';
import { projectRoot } from '#tools/setup/project-paths.ts';
import { nodeHqPorts } from '#sync/server/node-hq-ports.ts';
import { changePublishers } from '#sync/server/publication/change-publishers.ts';
import { ruleSetViews } from '#sync/server/publication/publish-rule-sets.ts';
import type { RunningHq } from '#sync/server/start-hq.ts';
import { expectOk } from '#test/support/expect-ok.ts';
import { bringChain } from '#test/support/hq/published-chain.ts';
import { startTestHq } from '#test/support/hq/start-test-hq.ts';
import { withEmbeddedPostgres } from '#test/support/hq/with-embedded-postgres.ts';
import { temporaryFolder } from '#test/support/temporary-folder.ts';

const database = withEmbeddedPostgres();
const passphrase = 'a sentence that nobody guesses';

type Run = { readonly exitCode: number; readonly stdout: string; readonly stderr: string };

/** Not waited for by blocking: HQ answers from this very process. */
function publish(args: readonly string[], given: string | null = passphrase): Promise<Run> {
  const env = { ...process.env, [passphraseVariable]: given ?? '' };
  return new Promise((resolve) => {
    const run = execFile(
      process.execPath,
      ['tools/vafa.ts', 'publish', ...args],
      { cwd: projectRoot, env },
      (_failure, stdout, stderr) => resolve({ exitCode: run.exitCode ?? -1, stdout, stderr }),
    );
    run.stdin?.end();
  });
}

/** As keygen makes it. */
function ownKey(file: string) {
  return expectOk(makeKeyFile(file, passphrase, nodeHqPorts.clock.nowMs()));
}

type World = {
  readonly hq: RunningHq;
  readonly folder: string;
  readonly keys: readonly string[];
  readonly people: readonly { readonly publisherId: string; readonly publicKey: string }[];
};

async function world(): Promise<World> {
  const hq = await startTestHq({ databaseUrl: database.url(), parts: { workers: [] } });
  await bringChain(hq.deps, 1);
  const folder = temporaryFolder();
  const keys = ['one', 'two'].map((name) => path.join(folder, `${name}.key`));
  const people = keys.map(ownKey);
  const list = { version: 1, publishers: people, signatures: [], limits: null };
  expectOk(await changePublishers(hq.deps, { list }));
  return { hq, folder, keys, people };
}

describe('vafa publish', () => {
  it('puts a rule set in force when one person proposes it and another approves it', async () => {
    const { hq, folder, keys } = await world();
    const file = path.join(folder, 'rule-set.json');
    writeFileSync(file, JSON.stringify({ ...generateRuleSet(), ruleSetId: 'from-the-command-line' }));
    const as = (key: number) => ['--hq', hq.url, '--key', keys[key] ?? ''];
    const proposed = await publish(['propose', ...as(0), '--rule-set', file]);
    expect([proposed.exitCode, proposed.stderr]).toEqual([0, '']);
    expect(proposed.stdout).toMatch(/^[0-9a-f]{64} proposed: 1 approvals, 1 more needed\n$/);
    const hash = proposed.stdout.slice(0, 64);
    const again = await publish(['approve', ...as(0), '--hash', hash]);
    expect(again.stdout).toBe(`${hash} proposed: 1 approvals, 1 more needed\n`);
    const approved = await publish(['approve', ...as(1), '--hash', hash]);
    expect(approved.stdout).toBe(`${hash} published: 2 approvals\n`);
    const status = await publish(['status', ...as(1)]);
    expect(status.stdout).toContain(`${hash} published: 2 approvals\n`);
    const views = await ruleSetViews(hq.deps);
    expect(views.find(({ ruleSetHash }) => ruleSetHash === hash)?.state).toBe('published');
  });

  it('keeps the private key sealed in a file for its owner alone, which it never writes over', async () => {
    const file = path.join(temporaryFolder(), 'mine.key');
    const made = await publish(['keygen', '--out', file]);
    expect([made.exitCode, Object.keys(JSON.parse(made.stdout))]).toEqual([0, ['publisherId', 'publicKey']]);
    expect(statSync(file).mode & 0o777).toBe(0o600);
    const before = readFileSync(file, 'utf8');
    expect((await publish(['keygen', '--out', file])).exitCode).toBe(5);
    expect(readFileSync(file, 'utf8')).toBe(before);
    expect((await publish(['keygen', '--out', `${file}.2`], 'short')).exitCode).toBe(3);
  });

  it.each([
    ['a wrong passphrase', 'another sentence, a wrong one', 'passphrase_wrong', 3],
    ['no passphrase and no terminal', null, 'passphrase_missing', 3],
    ['an HQ that does not answer', passphrase, 'hq_not_reached', 5],
  ])('ends with a word and a code of its own for %s', async (_what, given, word, exitCode) => {
    const file = path.join(temporaryFolder(), 'mine.key');
    ownKey(file);
    const run = await publish(['status', '--hq', 'http://127.0.0.1:9', '--key', file], given);
    expect([run.exitCode, run.stderr.split(':')[0], run.stdout]).toEqual([exitCode, word, '']);
  });

  it('refuses an address in the clear that is not this machine, before it sends anything', async () => {
    const file = path.join(temporaryFolder(), 'mine.key');
    ownKey(file);
    const run = await publish(['status', '--hq', 'http://hq.example', '--key', file]);
    expect([run.exitCode, run.stderr.split(':')[0]]).toEqual([3, 'address_invalid']);
  });

  it('changes the list of publishers with a list that two of them have signed', async () => {
    const { hq, folder, keys, people } = await world();
    const third = path.join(folder, 'three.key');
    const list = path.join(folder, 'list.json');
    const publishers = [...people, ownKey(third)];
    writeFileSync(list, JSON.stringify({ version: 2, publishers, signatures: [], limits: null }));
    const send = () =>
      publish(['publishers', 'send', '--hq', hq.url, '--key', keys[0] ?? '', '--list', list]);
    await publish(['publishers', 'sign', '--key', keys[0] ?? '', '--list', list]);
    const tooEarly = await send();
    expect([tooEarly.exitCode, tooEarly.stderr.split(':')[0]]).toEqual([3, 'list_refused']);
    const signed = await publish(['publishers', 'sign', '--key', keys[1] ?? '', '--list', list]);
    expect(signed.stdout).toBe('version 2: 2 signatures\n');
    expect((await send()).stdout).toBe('version 2 is in force\n');
  });
});
