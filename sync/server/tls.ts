/** TLS of HQ's own, for those who run it without a proxy. */

import { readFileSync } from 'node:fs';
import { createServer } from 'node:https';
import type { ServerOptions } from 'node:https';
import { createSecureContext } from 'node:tls';
import type { FastifyServerFactory } from 'fastify';
import { err, ok } from '#shared/kernel/result.ts';
import type { Result } from '#shared/kernel/result.ts';
import { requestLimits } from './config.ts';
import type { HqConfig } from './config.ts';
import type { StartFailure } from './start-failure.ts';

/** Certificate chain and private key in PEM. */
export type TlsMaterial = { readonly certificate: Buffer; readonly key: Buffer };

/** `null` when HQ is to speak HTTP. Files that are missing, or that do not belong together, stop the start. */
export function readTls({ tls }: HqConfig): Result<TlsMaterial | null, StartFailure> {
  if (tls === null) return ok(null);
  const { certificateFile, keyFile } = tls;
  try {
    const material = { certificate: readFileSync(certificateFile), key: readFileSync(keyFile) };
    createSecureContext({ cert: material.certificate, key: material.key });
    return ok(material);
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown';
    return err({
      code: 'tls_unreadable',
      message: `The certificate ${certificateFile} and the key ${keyFile} cannot be used together (${code}). Name the chain and its private key, both in PEM, with --tls-cert and --tls-key.`,
    });
  }
}

/** A server with the same limits that HQ has without TLS. */
export function tlsServerFactory({ certificate, key }: TlsMaterial): FastifyServerFactory {
  const options: ServerOptions = {
    cert: certificate,
    key,
    minVersion: 'TLSv1.2',
    maxHeaderSize: requestLimits.headerBytesMax,
    headersTimeout: requestLimits.headersMsMax,
    requestTimeout: requestLimits.longRequestMsMax,
    keepAliveTimeout: requestLimits.keepAliveMs,
  };
  return (handler) => {
    const server = createServer(options, handler);
    server.setTimeout(requestLimits.silenceMsMax);
    return server;
  };
}
