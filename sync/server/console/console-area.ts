/** The console's page: `/` leads to it, and every file of it lies below `/console/` and `/assets/`. */

import { readFile } from 'node:fs/promises';
import path from 'node:path';
import fastifyStatic from '@fastify/static';
import type { HqApp, HqArea } from '../hq-area.ts';
import type { HqDeps } from '../hq-deps.ts';
import { consoleHeaders, withNonce } from './console-headers.ts';

/** Where the build leaves every page of the product. */
export const builtPagesFolder = path.resolve(import.meta.dirname, '../../../out/renderer');

const nonceBytes = 18;
const notBuilt = 'The pages of HQ are not built yet: npm run build\n';

/** Of what an area is given it uses chance alone. */
export type ConsoleArea = Pick<HqArea, 'name'> & {
  readonly register: (app: HqApp, deps: Pick<HqDeps, 'randomBytes'>) => Promise<void>;
};

/** Without a built page the rest of HQ works all the same, and the page says so. */
export function createConsoleArea(folder: string = builtPagesFolder): ConsoleArea {
  return {
    name: 'console',
    register: async (app, { randomBytes }) => {
      const newNonce = (): string => Buffer.from(randomBytes(nonceBytes)).toString('base64');
      await app.register(fastifyStatic, {
        root: path.join(folder, 'assets'),
        prefix: '/assets/',
        index: false,
        dotfiles: 'deny',
        // Every name holds a hash of the content.
        immutable: true,
        maxAge: '365d',
        setHeaders: (reply) => {
          for (const [name, value] of Object.entries(consoleHeaders(newNonce()))) reply.header(name, value);
        },
      });
      app.get('/', (_request, reply) => reply.redirect('/console/'));
      app.get('/console/', async (_request, reply) => {
        const html = await readPage(path.join(folder, 'console', 'index.html'));
        const nonce = newNonce();
        void reply.headers({ ...consoleHeaders(nonce), 'cache-control': 'no-store' });
        if (html === undefined) return reply.code(404).type('text/plain; charset=utf-8').send(notBuilt);
        return reply.type('text/html; charset=utf-8').send(withNonce(html, nonce));
      });
    },
  };
}

async function readPage(file: string): Promise<string | undefined> {
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    throw error;
  }
}
