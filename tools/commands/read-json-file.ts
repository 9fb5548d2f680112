/** Reads a file given by hand into a checked value, and says which field is wrong when it cannot. */

import { createReadStream } from 'node:fs';
import type { z } from 'zod';
import { appError } from '#shared/contracts/error-codes.ts';
import type { AppError, ErrorCode } from '#shared/contracts/error-codes.ts';
import { err, ok } from '#shared/kernel/result.ts';
import type { Result } from '#shared/kernel/result.ts';

/** The largest rule set allowed (100,000 offers) is about half of this. */
const jsonFileBytesMax = 128 * 1024 * 1024;

type JsonFileForm<Value> = {
  readonly schema: z.ZodType<Value>;
  /** Given when the file can be read but does not hold what it should. */
  readonly invalidCode: ErrorCode;
};

/** A failure names the file and, for a malformed one, the `field` (such as `offers[2].effect.kind`) and the problem. */
export async function readJsonFile<Value>(
  file: string,
  form: JsonFileForm<Value>,
): Promise<Result<Value, AppError>> {
  const text = await readText(file);
  if (!text.ok) return text;
  const invalid = (field: string, problem: string) =>
    err(appError(form.invalidCode, { file, field, problem }));
  let json: unknown;
  try {
    json = JSON.parse(text.value.replace(/^\ufeff/, ''));
  } catch (notJson) {
    return invalid('the whole file', notJson instanceof Error ? notJson.message : 'not JSON');
  }
  const parsed = form.schema.safeParse(json);
  if (parsed.success) return ok(parsed.data);
  const [issue] = parsed.error.issues;
  return issue === undefined
    ? invalid('the whole file', 'not as expected')
    : invalid(fieldOf(issue), issue.message);
}

async function readText(file: string): Promise<Result<string, AppError>> {
  const unreadable = (problem: string) => err(appError('file_unreadable', { file, problem }));
  try {
    const chunks: Buffer[] = [];
    let size = 0;
    // Counted as it comes: what is no plain file, such as a pipe, does not say its size.
    for await (const chunk of createReadStream(file)) {
      const bytes = Buffer.from(chunk);
      size += bytes.length;
      if (size > jsonFileBytesMax) return unreadable(`it has more than ${jsonFileBytesMax} bytes`);
      chunks.push(bytes);
    }
    return ok(new TextDecoder('utf-8', { fatal: true }).decode(Buffer.concat(chunks)));
  } catch (failure) {
    return unreadable(failure instanceof Error ? failure.message : String(failure));
  }
}

function fieldOf(issue: z.core.$ZodIssue): string {
  const path = issue.code === 'unrecognized_keys' ? [...issue.path, ...issue.keys.slice(0, 1)] : issue.path;
  const text = path.map((part) => (typeof part === 'number' ? `[${part}]` : `.${String(part)}`)).join('');
  return text === '' ? 'the whole file' : text.replace(/^\./, '');
}
