/** What comes before there is a request: bytes that are no HTTP, headers that are too large, a client too slow. */

import type { Socket } from 'node:net';
import { httpFailures } from './http-failure.ts';
import type { HttpFailureCode } from './http-failure.ts';

/** Answers in a few bytes and closes. A connection that the client has already cut gets no answer. */
export function answerBrokenRequests(error: NodeJS.ErrnoException, socket: Socket): void {
  if (error.code === 'ECONNRESET' || socket.destroyed) return;
  if (socket.writable) {
    const code = codeOf(error);
    const body = JSON.stringify({ error: { code, details: {} } });
    socket.write(
      `HTTP/1.1 ${httpFailures[code]} ${code}\r\nContent-Type: application/json; charset=utf-8\r\n` +
        `Content-Length: ${body.length}\r\nConnection: close\r\n\r\n${body}`,
    );
  }
  socket.destroySoon();
}

function codeOf({ code }: NodeJS.ErrnoException): HttpFailureCode {
  if (code === 'ERR_HTTP_REQUEST_TIMEOUT') return 'request_timeout';
  return code === 'HPE_HEADER_OVERFLOW' ? 'headers_too_large' : 'malformed';
}
