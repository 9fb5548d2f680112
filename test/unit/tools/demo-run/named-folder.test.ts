import path from 'node:path';
import { expect, it } from 'vitest';
import { namedFolder } from '#tools/demo-run/open-till.ts';

const typedIn = path.resolve('/shop');

it('opens the folder that was named last, as seen from where the command was typed', () => {
  const args = ['--lang=fa', '--data-dir=/elsewhere', '--data-dir=till', '--no-reader'];
  expect(namedFolder(args, typedIn)).toEqual({
    folder: path.join(typedIn, 'till'),
    others: ['--lang=fa', '--no-reader'],
  });
});

it('opens the demo where no folder was named', () => {
  expect(namedFolder(['--lang=fa'], typedIn)).toEqual({ folder: undefined, others: ['--lang=fa'] });
});
