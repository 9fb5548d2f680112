import { expect, test } from 'vitest';
import { nodeHqPorts } from '#sync/server/node-hq-ports.ts';
import { createPasswords, passwordCost, passwordWeakness } from '#sync/server/people/passwords.ts';
import { expectOk } from '#test/support/expect-ok.ts';

const quick = { memoryKiB: 8, passes: 1 };

test('a password is what was chosen, and nothing else', async () => {
  const passwords = await createPasswords(nodeHqPorts.randomBytes, quick);
  const verifier = expectOk(await passwords.verifierOf('a long enough secret'));
  expect(verifier).toMatch(/^\$argon2id\$v=19\$m=8,t=1,p=1\$/);
  expect(await passwords.isPassword('a long enough secret', verifier)).toEqual({ ok: true, value: true });
  expect(await passwords.isPassword('a long enough secreT', verifier)).toEqual({ ok: true, value: false });
});

test('a password may be typed in either of two forms that look the same', async () => {
  const passwords = await createPasswords(nodeHqPorts.randomBytes, quick);
  const verifier = expectOk(await passwords.verifierOf('caf\u00e9 in the morning'));
  expect(await passwords.isPassword('cafe\u0301 in the morning', verifier)).toEqual({
    ok: true,
    value: true,
  });
});

test('without a verifier nothing is the password, and it is worked out all the same', async () => {
  const passwords = await createPasswords(nodeHqPorts.randomBytes, quick);
  const answers = await Promise.all(
    Array.from({ length: 60 }, async () => passwords.isPassword('a long enough secret', undefined)),
  );
  expect(answers.filter(({ ok }) => ok)).toHaveLength(52);
  expect(answers.every((answer) => !answer.ok || !answer.value)).toBe(true);
});

test('more passwords than may wait are refused, and the queue is open again behind them', async () => {
  const passwords = await createPasswords(nodeHqPorts.randomBytes, quick);
  const answers = await Promise.all(
    Array.from({ length: 53 }, async () => passwords.verifierOf('a long enough secret')),
  );
  expect(answers.filter(({ ok }) => !ok)).toEqual([{ ok: false, error: 'busy' }]);
  expectOk(await passwords.verifierOf('a long enough secret'));
});

test('a real sign-in costs at least 64 MiB and three passes', () => {
  expect(passwordCost.memoryKiB).toBeGreaterThanOrEqual(64 * 1024);
  expect(passwordCost.passes).toBeGreaterThanOrEqual(3);
});

test.each([
  ['elevenchars', 'somebody', 'short'],
  ['aaaabbbbccccdddd', 'somebody', 'simple'],
  ['SOMEBODY was here', 'somebody', 'login'],
  ['twelve chars', 'somebody', undefined],
  ['گذرواژه‌ی بلند', 'somebody', undefined],
])('the password %j of %s is weak as %s', (password, login, weakness) => {
  expect(passwordWeakness(password, login)).toBe(weakness);
});
