import { err, ok, type Result } from '#shared/kernel/result.ts';
import { packagesOf, type SystemPackage } from './debian-packages.ts';
import { buildEnvironment, runCommand } from './run-command.ts';
import type { Report, SetupGroup, SetupProblem, SetupStep } from './step.ts';

const APT_MS_MAX = 30 * 60_000;
const LOCK_WAIT_S = 300;

/** Installs missing Debian packages where that is possible, and otherwise lists what to install. */
export function systemPackagesStep(groups: readonly SetupGroup[]): SetupStep {
  const wanted = packagesOf(groups);
  return {
    thing: groups.includes('test') ? 'System packages for running and testing' : 'System packages',
    doing: 'Looking after system packages (up to three minutes)',
    isThere: async () => (await isDebian()) && (await missingOf(wanted)).length === 0,
    provide: async (report) => {
      if (!(await isDebian())) return adviseOtherSystem(wanted, report);
      const missing = await missingOf(wanted);
      return process.getuid?.() === 0 ? installWithApt(missing, report) : adviseDebianUser(missing, report);
    },
  };
}

async function isDebian(): Promise<boolean> {
  const [dpkg, apt] = await Promise.all([
    runCommand('dpkg-query', ['--version']),
    runCommand('apt-get', ['--version']),
  ]);
  return dpkg.code === 0 && apt.code === 0;
}

async function missingOf(wanted: readonly SystemPackage[]): Promise<readonly SystemPackage[]> {
  const names = wanted.flatMap((entry) => entry.names);
  const format = '${db:Status-Abbrev} ${Package}\n';
  const { stdout } = await runCommand('dpkg-query', ['-W', '-f', format, ...names]);
  const installed = new Set(
    stdout
      .split('\n')
      .filter((line) => line.startsWith('ii '))
      .map((line) => line.slice(3).trim()),
  );
  return wanted.filter((entry) => !entry.names.some((name) => installed.has(name)));
}

async function installWithApt(
  missing: readonly SystemPackage[],
  report: Report,
): Promise<Result<void, SetupProblem>> {
  await apt(['update', '-q']); // an outdated list is often good enough, so its failure alone stops nothing
  const names = await Promise.all(missing.map(knownName));
  report(`installing ${names.join(' ')}`);
  const args = ['install', '-y', '-q', '--no-install-recommends', ...names];
  let installed = await apt(args);
  if (installed.code !== 0) {
    await runCommand('dpkg', ['--configure', '-a'], { env: aptEnvironment(), timeoutMs: APT_MS_MAX });
    installed = await apt(args);
  }
  const left = await missingOf(missing);
  if (left.length === 0) return ok(undefined);
  const reason = installed.stderr.trim().split('\n').slice(-3).join('\n');
  return err({
    code: 'systemPackagesMissing',
    advice: `apt could not install everything.\n${reason}\n${list(left)}`,
  });
}

async function knownName(wanted: SystemPackage): Promise<string> {
  for (const name of wanted.names) {
    const { stdout } = await runCommand('apt-cache', ['policy', name]);
    if (/Candidate: (?!\(none\))/.test(stdout)) return name;
  }
  return wanted.names[0] ?? '';
}

function apt(args: readonly string[]) {
  const options = ['-o', `DPkg::Lock::Timeout=${LOCK_WAIT_S}`, '-o', 'Acquire::Retries=3'];
  return runCommand('apt-get', [...options, ...args], { env: aptEnvironment(), timeoutMs: APT_MS_MAX });
}

function aptEnvironment(): NodeJS.ProcessEnv {
  return buildEnvironment({ DEBIAN_FRONTEND: 'noninteractive', LC_ALL: 'C.UTF-8' });
}

function adviseDebianUser(missing: readonly SystemPackage[], report: Report): Result<void, SetupProblem> {
  const command = `sudo apt-get install -y ${missing.map(({ names }) => names[0]).join(' ')}`;
  const advice = `These system packages are missing, and only an administrator can install them:\n${list(missing)}\nInstall them with\n  ${command}\nand run the same command again.`;
  if (missing.some(({ required }) => required)) return err({ code: 'systemPackagesMissing', advice });
  for (const line of advice.split('\n')) report(line);
  report('Going on without them: they may turn out not to be needed.');
  return ok(undefined);
}

/** Other systems name things differently: say what is used for what, and let the later steps find out. */
function adviseOtherSystem(wanted: readonly SystemPackage[], report: Report): Result<void, SetupProblem> {
  report('This is not a Debian system, so nothing was installed. What is used, by its Debian name:');
  for (const line of list(wanted).split('\n')) report(line);
  if (process.platform === 'darwin')
    report('On macOS: xcode-select --install brings what native builds need.');
  if (process.platform === 'win32') report('On Windows: Visual Studio Build Tools with C++, and Python 3.');
  return ok(undefined);
}

function list(packages: readonly SystemPackage[]): string {
  const purposes = new Map<string, string[]>();
  for (const { purpose, names } of packages) {
    purposes.set(purpose, [...(purposes.get(purpose) ?? []), names[0] ?? '']);
  }
  return [...purposes].map(([purpose, names]) => `  for ${purpose}: ${names.join(', ')}`).join('\n');
}
