import { once } from 'node:events';
import { expect, it } from 'vitest';
import { startOwnProcess } from '#tools/launch/own-process.ts';

/** The inner process holds the same output, so the output closes only when both are gone. */
const childThatStartsAnother = `
  const { spawn } = require('node:child_process');
  const options = { stdio: ['ignore', 'inherit', 'ignore'] };
  spawn(process.execPath, ['-e', 'console.log("inner"); setInterval(() => {}, 1000)'], options);
  setInterval(() => {}, 1000);
`;

it('ends a process together with everything that it started', async () => {
  const own = startOwnProcess(process.execPath, ['-e', childThatStartsAnother], {
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  const closed = once(own.child, 'close');
  await once(own.child.stdout ?? own.child, 'data');
  await own.stop();
  await expect(closed).resolves.toBeDefined();
});

it('answers a command that does not exist with a failure instead of throwing', async () => {
  const own = startOwnProcess('no-such-command-here', [], { stdio: 'ignore' });
  expect(await own.ended).toBe(-1);
  await own.stop();
});
