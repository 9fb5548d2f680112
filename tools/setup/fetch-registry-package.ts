import { createHash } from 'node:crypto';
import { mkdir, readdir, readFile, rm } from 'node:fs/promises';
import path from 'node:path';
import { err, ok, type Result } from '#shared/kernel/result.ts';
import { runCommand } from './run-command.ts';

/** A package of the npm registry, pinned to a version and, where we run what is inside, to its content. */
export interface RegistryPackage {
  readonly name: string;
  readonly version: string;
  /** The registry's own form, `sha512-…`. npm checks what the registry says; this checks what we say. */
  readonly integrity?: string;
}

const PACK_MS_MAX = 15 * 60_000;

/** Downloads a package with npm and unpacks it to `folder/package`; the error is a sentence. */
export async function fetchRegistryPackage(
  wanted: RegistryPackage,
  folder: string,
): Promise<Result<string, string>> {
  const download = path.join(folder, 'download');
  await mkdir(download, { recursive: true });
  const spec = `${wanted.name}@${wanted.version}`;
  const packed = await runCommand('npm', ['pack', spec, '--loglevel=error', '--ignore-scripts'], {
    cwd: download,
    timeoutMs: PACK_MS_MAX,
  });
  const file = (await readdir(download)).find((name) => name.endsWith('.tgz'));
  if (packed.code !== 0 || file === undefined) {
    return err(`npm could not fetch ${spec}:\n${npmReason(packed.stderr)}`);
  }
  const archive = path.join(download, file);
  if (wanted.integrity !== undefined && (await integrityOf(archive)) !== wanted.integrity) {
    return err(`${spec} is not the package that was pinned; it was thrown away.`);
  }
  const unpacked = await runCommand('tar', ['-xzf', archive, '-C', folder]);
  await rm(download, { recursive: true });
  if (unpacked.code !== 0) return err(`${spec} could not be unpacked: ${lastLine(unpacked.stderr)}`);
  return ok(path.join(folder, 'package'));
}

async function integrityOf(file: string): Promise<string> {
  return `sha512-${createHash('sha512')
    .update(await readFile(file))
    .digest('base64')}`;
}

/** npm's first lines name the cause; what follows is advice about proxies and log files. */
function npmReason(text: string): string {
  return text
    .split('\n')
    .filter((line) => line.startsWith('npm error'))
    .slice(0, 3)
    .join('\n');
}

function lastLine(text: string): string {
  return text.trim().split('\n').at(-1) ?? '';
}
