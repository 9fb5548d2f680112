/** HQ as its owner runs it: started, killed, started again, stopped, and refused for a reason. */

import { spawn } from 'node:child_process';
import { chmodSync, existsSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { once } from 'node:events';
import { connect } from 'node:net';
import path from 'node:path';
import pg from 'pg';
import { describe, expect, it, onTestFinished } from 'vitest';
import { z } from 'zod';
import { runningDatabaseUrl } from '#sync/server/embedded-postgres/database-url.ts';
import { clusterFolder, isAlive } from '#sync/server/embedded-postgres/cluster.ts';
import { readPostmaster } from '#sync/server/embedded-postgres/postmaster-file.ts';
import { nodeHqPorts } from '#sync/server/node-hq-ports.ts';
import { takeOver } from '#sync/server/embedded-postgres/take-over.ts';
import { serverUser } from '#sync/server/embedded-postgres/server-user.ts';
import { expectCode } from '#test/support/expect-ok.ts';
import { hqDataFolder, preparedHqDataFolder } from '#test/support/hq/hq-data-folder.ts';
import { runHqCommand, startHqProcess, untilReady } from '#test/support/hq/hq-process.ts';

const identity = z.object({ event: z.literal('started'), hqId: z.uuid(), hqEpoch: z.uuid() });

function identityIn(log: string): z.output<typeof identity> {
  return identity.parse(JSON.parse(log.split('\n').find((line) => line.includes('"started"')) ?? '{}'));
}

async function withClient<Value>(url: string, work: (client: pg.Client) => Promise<Value>): Promise<Value> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

function urlOf(folder: string): string {
  const url = runningDatabaseUrl(folder);
  expect(url).toBeDefined();
  return url ?? '';
}

/** `undefined` while it does not answer. */
function doesItFollow(folder: string): Promise<boolean | undefined> {
  const ask = (client: pg.Client) => client.query<{ f: boolean }>('SELECT pg_is_in_recovery() AS f');
  return withClient(urlOf(folder), ask).then(
    ({ rows }) => rows[0]?.f,
    () => undefined,
  );
}

describe('an HQ with a data folder of its own', () => {
  it('is ready at once, with durable settings, and is the same HQ at its next start', async () => {
    const folder = hqDataFolder();
    const first = await startHqProcess(['--data', folder]);
    await untilReady(first.url);
    const settings = await withClient(urlOf(folder), async (client) => {
      const found = await client.query(
        `SELECT name, setting FROM pg_settings WHERE name IN ('fsync', 'synchronous_commit', 'full_page_writes') ORDER BY name`,
      );
      return found.rows;
    });
    expect(settings).toEqual([
      { name: 'fsync', setting: 'on' },
      { name: 'full_page_writes', setting: 'on' },
      { name: 'synchronous_commit', setting: 'on' },
    ]);
    first.kill('SIGTERM');
    expect(await first.ended).toBe(0);
    expect(existsSync(path.join(clusterFolder(folder), 'postmaster.pid'))).toBe(false);
    const second = await startHqProcess(['--data', folder]);
    expect(identityIn(second.log())).toEqual(identityIn(first.log()));
  });

  it('keeps its files from every other user', async () => {
    const folder = hqDataFolder();
    const hq = await startHqProcess(['--data', folder]);
    const modes = ['hq-keys.json', 'database', 'database.log'].map(
      (name) => statSync(path.join(folder, name)).mode & 0o077,
    );
    expect(modes).toEqual([0, 0, 0]);
    const socketFolder = readPostmaster(clusterFolder(folder))?.socketFolder ?? '';
    expect(statSync(socketFolder).mode & 0o077).toBe(0);
    hq.kill('SIGTERM');
    await hq.ended;
    expect(existsSync(socketFolder)).toBe(false);
  });

  it('that was killed is started again over what PostgreSQL it left running, and loses no commit', async () => {
    const folder = preparedHqDataFolder();
    const first = await startHqProcess(['--data', folder]);
    await withClient(urlOf(folder), (client) =>
      client.query(`INSERT INTO hq_meta (name, value) VALUES ('kept', 'yes')`),
    );
    const left = readPostmaster(clusterFolder(folder))?.pid ?? 0;
    first.kill('SIGKILL');
    expect(await first.ended).toBe('SIGKILL');
    expect(isAlive(left)).toBe(true);
    const second = await startHqProcess(['--data', folder]);
    expect(isAlive(left)).toBe(false);
    const kept = await withClient(urlOf(folder), (client) =>
      client.query(`SELECT value FROM hq_meta WHERE name = 'kept'`),
    );
    expect(kept.rows).toEqual([{ value: 'yes' }]);
    expect(identityIn(second.log())).toEqual(identityIn(first.log()));
  });

  it('is refused to a second HQ while the first one runs', async () => {
    const folder = preparedHqDataFolder();
    const first = await startHqProcess(['--data', folder]);
    const second = await runHqCommand(['--data', folder, '--port', '0']);
    expect(second).toMatchObject({ code: 5, stderr: expect.stringContaining('data_folder_in_use') });
    await untilReady(first.url);
  });

  it('is refused to a second HQ also while its PostgreSQL is too busy to answer at once', async () => {
    const folder = preparedHqDataFolder();
    const first = await startHqProcess(['--data', folder]);
    const askForFolder = async () => expectCode(await takeOver(folder, nodeHqPorts));
    expect(await askForFolder()).toBe('data_folder_in_use');
    const pid = readPostmaster(clusterFolder(folder))?.pid ?? 0;
    const goOn = (): void => void process.kill(pid, 'SIGCONT');
    onTestFinished(goOn);
    process.kill(pid, 'SIGSTOP');
    nodeHqPorts.timers.setTimer(4_000, goOn);
    expect(await askForFolder()).toBe('data_folder_in_use');
    await untilReady(first.url);
  });

  it('starts although a file of a stopped PostgreSQL names the number of a stranger', async () => {
    const folder = preparedHqDataFolder();
    const first = await startHqProcess(['--data', folder]);
    const file = path.join(clusterFolder(folder), 'postmaster.pid');
    const text = readFileSync(file, 'utf8');
    first.kill('SIGTERM');
    await first.ended;
    // Of the same user: PostgreSQL knows by itself that another user's process is no server of its own.
    const stranger = spawn('sleep', ['600'], { ...serverUser(folder), stdio: 'ignore' });
    onTestFinished(() => void stranger.kill('SIGKILL'));
    writeFileSync(file, text.replace(/^\d+/, String(stranger.pid)));
    const second = await startHqProcess(['--data', folder]);
    await untilReady(second.url);
    expect(isAlive(stranger.pid ?? 0)).toBe(true);
  });

  it('gets its PostgreSQL back when that dies, and says that it is not ready until then', async () => {
    const folder = preparedHqDataFolder();
    const hq = await startHqProcess(['--data', folder]);
    const settings = path.join(clusterFolder(folder), 'postgresql.conf');
    // It cannot come up again without them: however late anybody looks, it is away.
    renameSync(settings, `${settings}.away`);
    process.kill(readPostmaster(clusterFolder(folder))?.pid ?? 0, 'SIGKILL');
    await expect.poll(async () => (await fetch(`${hq.url}/ready`)).status).toBe(503);
    expect((await fetch(`${hq.url}/health`)).status).toBe(200);
    renameSync(`${settings}.away`, settings);
    await untilReady(hq.url);
  });

  it('reads nothing from a server that follows another one, says so, and goes on once the server leads', async () => {
    const folder = preparedHqDataFolder();
    const hq = await startHqProcess(['--data', folder]);
    await untilReady(hq.url);
    const signal = path.join(clusterFolder(folder), 'standby.signal');
    const endServer = () => process.kill(readPostmaster(clusterFolder(folder))?.pid ?? 0, 'SIGKILL');
    writeFileSync(signal, '');
    endServer();
    await expect.poll(() => doesItFollow(folder)).toBe(true);
    expect((await fetch(`${hq.url}/ready`)).status).toBe(503);
    const hello = await fetch(`${hq.url}/sync/1/hello`, { headers: { 'vafa-request': 'ab'.repeat(16) } });
    expect([hello.status, await hello.json()]).toEqual([503, { error: { code: 'busy', details: {} } }]);
    const another = await runHqCommand(['--data', hqDataFolder(), '--port', '0'], {
      HQ_DATABASE_URL: urlOf(folder),
    });
    expect(another).toMatchObject({ code: 5, stderr: expect.stringContaining('database_copy') });
    rmSync(signal);
    endServer();
    await untilReady(hq.url);
  });
});

describe('an HQ that is asked to stop twice', () => {
  it('ends at once although a client keeps it waiting, takes PostgreSQL with it, and starts again', async () => {
    const folder = preparedHqDataFolder();
    const hq = await startHqProcess(['--data', folder]);
    const socket = connect(Number(new URL(hq.url).port), '127.0.0.1', () =>
      socket.write('GET / HTTP/1.1\r\nHost:'),
    );
    socket.on('error', () => {});
    await once(socket, 'connect');
    // One whole request later HQ has read the half one too.
    await fetch(`${hq.url}/health`);
    hq.kill('SIGTERM');
    await expect.poll(() => hq.errors()).toContain('once more');
    hq.kill('SIGTERM');
    expect(await hq.ended).toBe(5);
    await expect.poll(() => readPostmaster(clusterFolder(folder))).toBeUndefined();
    const again = await startHqProcess(['--data', folder]);
    await untilReady(again.url);
  });
});

describe.runIf(process.getuid?.() === 0)('an HQ that root starts', () => {
  it('runs PostgreSQL as another user', async () => {
    const folder = hqDataFolder();
    await startHqProcess(['--data', folder]);
    const pid = readPostmaster(clusterFolder(folder))?.pid ?? 0;
    expect(statSync(`/proc/${pid}`).uid).not.toBe(0);
    expect(statSync(clusterFolder(folder)).uid).toBe(statSync(`/proc/${pid}`).uid);
  });

  it('names the folder that this user may not enter', async () => {
    const closed = hqDataFolder();
    chmodSync(closed, 0o700);
    const run = await runHqCommand(['--data', path.join(closed, 'hq'), '--port', '0']);
    expect(run).toMatchObject({ code: 5, stderr: expect.stringContaining('data_folder_closed') });
    expect(run.stderr).toContain(closed);
  });
});

describe('an HQ that cannot start', () => {
  it('says that the port is taken, and leaves no PostgreSQL behind', async () => {
    const first = await startHqProcess(['--data', preparedHqDataFolder()]);
    const folder = preparedHqDataFolder();
    const second = await runHqCommand(['--data', folder, '--port', new URL(first.url).port]);
    expect(second).toMatchObject({ code: 5, stderr: expect.stringContaining('port_taken') });
    expect(readPostmaster(clusterFolder(folder))).toBeUndefined();
  });

  it('says that its own database cannot be reached, without showing the password', async () => {
    const url = 'postgres://hq:canary-password@127.0.0.1:1/hq';
    const run = await runHqCommand(['--data', hqDataFolder(), '--port', '0'], { HQ_DATABASE_URL: url });
    expect(run).toMatchObject({ code: 5, stderr: expect.stringContaining('database_unreachable') });
    expect(run.stdout + run.stderr).not.toContain('canary-password');
  });

  it('says that the passphrase is missing or wrong, and sealed the keys under the right one', async () => {
    const folder = preparedHqDataFolder();
    const first = await startHqProcess(['--data', folder], { HQ_KEY_PASSPHRASE: 'a sentence' });
    first.kill('SIGTERM');
    await first.ended;
    expect(readFileSync(path.join(folder, 'hq-keys.json'), 'utf8')).toContain('"sealed": true');
    const missing = await runHqCommand(['--data', folder, '--port', '0']);
    const wrong = await runHqCommand(['--data', folder, '--port', '0'], { HQ_KEY_PASSPHRASE: 'another' });
    expect([missing.code, wrong.code]).toEqual([3, 3]);
    expect(missing.stderr).toContain('keys_passphrase_missing');
    expect(wrong.stderr).toContain('keys_passphrase_wrong');
    const again = await startHqProcess(['--data', folder], { HQ_KEY_PASSPHRASE: 'a sentence' });
    expect(identityIn(again.log())).toEqual(identityIn(first.log()));
  });
});
