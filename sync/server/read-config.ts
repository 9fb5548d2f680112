/** From options and environment to the configuration; options win. */

import { homedir } from 'node:os';
import path from 'node:path';
import { configDefaults } from './config.ts';
import type { HqConfig } from './config.ts';

/** What the command line or a caller sets; everything else has a default. */
export type ConfigOptions = {
  readonly dataFolder?: string;
  readonly host?: string;
  readonly port?: number;
  readonly keysFile?: string;
  readonly connectionsMax?: number;
  readonly tls?: HqConfig['tls'];
  readonly isBehindProxy?: boolean;
  readonly pressureDelayMsMax?: number;
  readonly pushWaitMsMax?: number;
};

type Environment = Readonly<Record<string, string | undefined>>;

/** Reads `HQ_DATABASE_URL` and `HQ_KEY_PASSPHRASE`: secrets do not belong on a command line, where others see them. */
export function readConfig(options: ConfigOptions, environment: Environment = process.env): HqConfig {
  const dataFolder = path.resolve(options.dataFolder ?? defaultDataFolder(environment));
  return {
    host: options.host ?? configDefaults.host,
    port: options.port ?? configDefaults.port,
    dataFolder,
    databaseUrl: nonEmpty(environment['HQ_DATABASE_URL']),
    connectionsMax: options.connectionsMax ?? configDefaults.connectionsMax,
    keysFile: path.resolve(options.keysFile ?? path.join(dataFolder, 'hq-keys.json')),
    keysPassphrase: nonEmpty(environment['HQ_KEY_PASSPHRASE']),
    tls: options.tls
      ? {
          certificateFile: path.resolve(options.tls.certificateFile),
          keyFile: path.resolve(options.tls.keyFile),
        }
      : null,
    isBehindProxy: options.isBehindProxy ?? false,
    pressureDelayMsMax: options.pressureDelayMsMax ?? configDefaults.pressureDelayMsMax,
    pushWaitMsMax: options.pushWaitMsMax ?? configDefaults.pushWaitMsMax,
  };
}

/** Where programs of this user, or of the system, keep their data on this platform. */
export function defaultDataFolder(environment: Environment): string {
  if (process.platform === 'win32') {
    return path.join(environment['LOCALAPPDATA'] ?? path.join(homedir(), 'AppData', 'Local'), 'Vafa HQ');
  }
  if (process.platform === 'darwin') return path.join(homedir(), 'Library', 'Application Support', 'Vafa HQ');
  if (process.getuid?.() === 0) return '/var/lib/vafa-hq';
  return path.join(environment['XDG_DATA_HOME'] ?? path.join(homedir(), '.local', 'share'), 'vafa-hq');
}

function nonEmpty(text: string | undefined): string | null {
  return text === undefined || text === '' ? null : text;
}
