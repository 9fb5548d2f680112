/** The project's manifest: few scripts, exact versions, and nothing that ties it to one network. */

import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { hostViolations } from './registry-hosts.ts';
import { projectFiles, projectText } from './project-files.ts';

const scriptsMax = 15;
const textMap = z.record(z.string(), z.string());
const manifest = z
  .object({
    engines: z.object({ node: z.string() }),
    scripts: textMap,
    dependencies: textMap,
    devDependencies: textMap,
    allowScripts: z.record(z.string(), z.boolean()),
  })
  .parse(JSON.parse(projectText('package.json')));
const lockText = projectText('package-lock.json');
const lock = z
  .object({
    lockfileVersion: z.literal(3),
    packages: z.record(z.string(), z.object({ hasInstallScript: z.boolean().optional() })),
  })
  .parse(JSON.parse(lockText));

describe('package.json', () => {
  it(`has at most ${scriptsMax} scripts, npm start and npm test among them`, () => {
    const names = Object.keys(manifest.scripts);
    expect(names.length).toBeLessThanOrEqual(scriptsMax);
    expect(names).toEqual(expect.arrayContaining(['start', 'test', 'check', 'vafa']));
  });

  it('runs no script of its own at install time', () => {
    const atInstall = ['preinstall', 'install', 'postinstall', 'prepare'];
    expect(Object.keys(manifest.scripts).filter((name) => atInstall.includes(name))).toEqual([]);
  });

  it('pins every dependency exactly', () => {
    const wanted = Object.entries({ ...manifest.dependencies, ...manifest.devDependencies });
    const exact = /^(?:npm:[\w@/.-]+@)?\d+\.\d+\.\d+(?:-[\w.]+)?$/;
    expect(wanted.filter(([, version]) => !exact.test(version))).toEqual([]);
  });

  it('decides for every package with an install script whether it may run', () => {
    const withScript = Object.entries(lock.packages)
      .filter(([, entry]) => entry.hasInstallScript === true)
      .map(([place]) => place.replace(/^.*node_modules\//, ''));
    expect(withScript.filter((name) => !Object.hasOwn(manifest.allowScripts, name))).toEqual([]);
  });
});

describe('package-lock.json', () => {
  it('names no address that packages came from', () => {
    expect(lockText.match(/"resolved"\s*:|https?:\/\/[^"]*\.tgz/g) ?? []).toEqual([]);
  });
});

describe('.ci/run', () => {
  it('calls npm test and nothing else', () => {
    const commands = projectText('.ci/run')
      .split('\n')
      .map((line) => line.trim())
      .filter(
        (line) => line !== '' && !line.startsWith('#') && !line.startsWith('set ') && !line.startsWith('cd '),
      );
    expect(commands).toEqual(['exec npm test']);
  });
});

describe('no file of the project', () => {
  it('names the host of a package registry or carries a token for one', () => {
    const texts = projectFiles()
      .filter((path) => !/\.(?:png|ico|woff2?|wav|ogg|node)$/.test(path))
      .map((path) => ({ path, text: projectText(path) }));
    expect(texts.flatMap(hostViolations)).toEqual([]);
  });

  const dot = '.';
  it.each([
    ['npm', `https://registry${dot}example${dot}com/zod/-/zod-4.6.7.tgz`],
    ['Debian', `deb http://deb${dot}debian${dot}org/debian bookworm main`],
    ['a mirror of npm', `registry=https://npm${dot}example${dot}com/`],
    ['a token', `//npm${dot}example/:_auth${'Token'}=abc`],
  ])('passes with a planted address of %s', (_, text) => {
    expect(hostViolations({ path: 'planted.md', text })).toHaveLength(1);
  });

  it('is blamed for the word registry or for a web address of another kind', () => {
    const text = `only the npm registry is reachable; see https://json-schema${dot}org/draft/2020-12`;
    expect(hostViolations({ path: 'planted.md', text })).toEqual([]);
  });
});
