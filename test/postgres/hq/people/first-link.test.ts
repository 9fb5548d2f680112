import { expect, test } from 'vitest';
import { adminHeader, adminRoot } from '#shared/contracts/hq/admin-common.ts';
import { preparedHqDataFolder } from '#test/support/hq/hq-data-folder.ts';
import { runHqCommand, startHqProcess } from '#test/support/hq/hq-process.ts';
import { goodPassword } from '#test/support/hq/test-person.ts';

function tokenIn(text: string): string {
  return /\/console\/#setup=([0-9a-f]{64})\n/.exec(text)?.[1] ?? '';
}

async function setUp(url: string, token: string, login: string): Promise<number> {
  const answer = await fetch(`${url}${adminRoot}/setup`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', [adminHeader]: '1' },
    body: JSON.stringify({ token, login, name: 'The owner', password: goodPassword }),
  });
  return answer.status;
}

test('an HQ without an account prints a link that works once, keeps it out of its log, and is silent afterwards', async () => {
  const folder = preparedHqDataFolder();
  const first = await startHqProcess(['--data', folder]);
  await expect.poll(() => tokenIn(first.errors())).not.toBe('');
  const token = tokenIn(first.errors());
  expect(first.log()).not.toContain(token);
  const again = await runHqCommand(['link', '--data', folder, '--url', `${first.url}/`]);
  expect(again.code).toBe(0);
  expect(again.stdout).toContain(`${first.url}/console/#setup=`);
  expect(await setUp(first.url, token, 'too-late')).toBe(410);
  expect(await setUp(first.url, tokenIn(again.stdout), 'owner')).toBe(200);
  expect(await setUp(first.url, tokenIn(again.stdout), 'second')).toBe(410);
  expect(first.log()).not.toContain(tokenIn(again.stdout));
  first.kill('SIGTERM');
  expect(await first.ended).toBe(0);
  const second = await startHqProcess(['--data', folder]);
  for (let asked = 0; asked < 5; asked += 1) await fetch(`${second.url}/ready`);
  second.kill('SIGTERM');
  expect(await second.ended).toBe(0);
  expect(tokenIn(second.errors())).toBe('');
});

test('half of a certificate is wrong use', async () => {
  const refused = await runHqCommand(['--tls-cert', 'certificate.pem']);
  expect(refused.code).toBe(2);
  expect(refused.stderr).toContain('--tls-cert and --tls-key belong together');
});
