/** `node tools/complete-lock.ts`: run after every `npm install` that changed the lock; see CONTRIBUTING.md. */
import { readFileSync, writeFileSync } from 'node:fs';
import { completeOptional } from './lock/complete-optional.ts';
import type { PackageLock } from './lock/package-lock.ts';
import { projectPath } from './setup/project-paths.ts';

const file = projectPath('package-lock.json');
// npm writes this file; its shape is npm's documented lock version 3.
const lock = JSON.parse(readFileSync(file, 'utf8')) as PackageLock;
const completed = completeOptional(lock);
writeFileSync(file, `${JSON.stringify(completed, null, 2)}\n`);
const added = Object.keys(completed.packages).length - Object.keys(lock.packages).length;
console.log(`${added} entries for other platforms added.`);
