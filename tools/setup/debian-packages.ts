import type { SetupGroup } from './step.ts';

/** A Debian package that the project uses, under the names it has in different releases. */
export interface SystemPackage {
  /** The name to install; a later Debian may know it only by the second one. */
  readonly names: readonly string[];
  readonly group: SetupGroup;
  readonly purpose: string;
  /** Without it the group cannot work at all; otherwise a part of it stays unavailable. */
  readonly required: boolean;
}

type Names = readonly (readonly string[])[];

const needed = (group: SetupGroup, purpose: string, ...packages: Names): readonly SystemPackage[] =>
  packages.map((names) => ({ names, group, purpose, required: true }));

/** Whether these are truly needed shows later, when a part that is not in the cache has to be built. */
const perhapsNeeded = (purpose: string, ...packages: Names): readonly SystemPackage[] =>
  packages.map((names) => ({ names, group: 'run', purpose, required: false }));

/** Everything the set-up asks the system for; nothing else is ever installed on the machine. */
export const systemPackages: readonly SystemPackage[] = [
  ...needed(
    'run',
    'the window',
    ['libnss3'],
    ['libgtk-3-0', 'libgtk-3-0t64'],
    ['libasound2', 'libasound2t64'],
    ['libgbm1'],
    ['libxss1'],
    ['libatk-bridge2.0-0', 'libatk-bridge2.0-0t64'],
  ),
  ...perhapsNeeded('a display where there is none', ['xvfb'], ['xauth']),
  ...perhapsNeeded('a card service with a virtual reader for the demo', ['pcscd'], ['vsmartcard-vpcd']),
  ...perhapsNeeded('building native parts', ['build-essential'], ['python3'], ['unzip']),
  ...perhapsNeeded('building the card reader part', ['libpcsclite-dev']),
  ...needed('test', 'the card service and a virtual reader', ['pcscd'], ['vsmartcard-vpcd']),
  ...needed('test', 'pages in a browser', ['chromium']),
  ...needed('test', 'counting writes to disk', ['strace']),
  ...needed('test', 'a key store', ['dbus'], ['gnome-keyring'], ['libsecret-1-0']),
];

/** The packages of the given groups. */
export function packagesOf(groups: readonly SetupGroup[]): readonly SystemPackage[] {
  return systemPackages.filter((wanted) => groups.includes(wanted.group));
}
