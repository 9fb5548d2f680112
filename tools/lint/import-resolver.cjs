/**
 * Tells the import border rules which file an import means: the `#module/…` names of package.json, relative
 * paths with their extension, and packages. CommonJS, because the lint plugin loads resolvers by `require`.
 */
const { existsSync } = require('node:fs');
const { isBuiltin } = require('node:module');
const path = require('node:path');

const root = path.resolve(__dirname, '..', '..');

exports.interfaceVersion = 2;

exports.resolve = function resolve(source, file) {
  if (isBuiltin(source)) return { found: true, path: null };
  const target = locate(source, file);
  return existsSync(target) ? { found: true, path: target } : { found: false };
};

function locate(source, file) {
  if (source.startsWith('#')) return path.join(root, source.slice(1));
  if (source.startsWith('.')) return path.resolve(path.dirname(file), source);
  const name = source.split('/').slice(0, source.startsWith('@') ? 2 : 1);
  return path.join(root, 'node_modules', ...name, 'package.json');
}
