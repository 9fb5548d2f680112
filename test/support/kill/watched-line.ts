/** A line between a till and HQ that tells when a push is on its way, and holds it or HQ's answer back until told to go on. */

import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { pipeline } from 'node:stream';
import { onTestFinished } from 'vitest';
import { pushContentType } from '#shared/contracts/sync/protocol.ts';

export type PushWatch = {
  /** HQ has not seen it yet, and does not before this resolves. */
  readonly asked: (push: Buffer) => void | Promise<void>;
  /** HQ has committed it, and the till has not heard of it yet. */
  readonly answered: (status: number) => Promise<void>;
  /** HQ has said where it stands, and the till has not heard of it yet. */
  readonly contacted: () => Promise<void>;
};

/** Answers with the line's address; it ends with the test. */
export async function startWatchedLine(hqUrl: string, watch: PushWatch): Promise<string> {
  const server = http.createServer((request, response) => {
    void pass({ request, response, hqUrl, watch });
  });
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const { port } = server.address() as AddressInfo; // a server that listens on a port has such an address
  return `http://127.0.0.1:${port}`;
}

type Passing = {
  readonly request: http.IncomingMessage;
  readonly response: http.ServerResponse;
  readonly hqUrl: string;
  readonly watch: PushWatch;
};

async function pass({ request, response, hqUrl, watch }: Passing): Promise<void> {
  const { method, url, headers } = request;
  const isPush = headers['content-type'] === pushContentType;
  const body = await bodyOf(request);
  if (body === undefined) return; // the till has gone away before it had asked
  if (isPush) await watch.asked(body);
  const further = http.request(new URL(url ?? '/', hqUrl), { method, headers }, (answer) => {
    const tell = async (): Promise<void> => {
      if (isPush) await watch.answered(answer.statusCode ?? 0);
      if (url?.endsWith('/contact') === true) await watch.contacted();
      // Whoever asked may have been killed meanwhile.
      if (response.destroyed) return void answer.resume();
      response.writeHead(answer.statusCode ?? 502, answer.headers);
      response.flushHeaders();
      // Either end may be gone by now.
      pipeline(answer, response, () => undefined);
    };
    void tell();
  });
  further.on('error', () => response.destroy());
  // HQ keeps a line for hints open for as long as it is listened to.
  response.on('close', () => void (isPush || further.destroy()));
  further.end(body);
}

function bodyOf(request: http.IncomingMessage): Promise<Buffer | undefined> {
  return new Promise((resolve) => {
    const parts: Buffer[] = [];
    request.on('data', (part: Buffer) => void parts.push(part));
    request.once('end', () => resolve(Buffer.concat(parts)));
    request.once('close', () => resolve(undefined));
  });
}
