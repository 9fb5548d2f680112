/** What the tidy rules need to know of one source file, read from its syntax tree. */

import { parseSync, Visitor } from 'vite';
import type { ESTree } from 'vite';
import { findBuiltTexts } from './built-texts.ts';

export type SourceFile = { readonly path: string; readonly text: string };

/** Lines count from 1. */
type Place = { readonly line: number };
export type FunctionFact = Place & { readonly lineCount: number };
export type TextFact = Place & { readonly text: string };
/** A text put together at run time: `parts` are those that are no constant of the module. */
export type BuiltTextFact = TextFact & { readonly parts: readonly string[] };

export type SourceFacts = {
  readonly path: string;
  readonly lineCount: number;
  readonly functions: readonly FunctionFact[];
  readonly defaultExports: readonly Place[];
  /** What the file imports or re-exports from, dynamic imports of plain texts included. */
  readonly importedFrom: readonly TextFact[];
  /** Titles of `it` and `test`; a title put together at run time is left out. */
  readonly testTitles: readonly TextFact[];
  readonly comments: readonly TextFact[];
  /** String and template literals, values put into a template left out. */
  readonly texts: readonly TextFact[];
  readonly builtTexts: readonly BuiltTextFact[];
};

type Node = { readonly start: number; readonly end: number };

/** Throws when the file is not valid TypeScript. */
export function sourceFacts({ path, text }: SourceFile): SourceFacts {
  const { program, comments, errors, module } = parseSync(path, text);
  if (errors.length > 0) throw new Error(`${path}: ${errors[0]?.message ?? 'cannot be parsed'}`);
  const lineAt = createLineFinder(text);
  const place = (node: Node): Place => ({ line: lineAt(node.start) });
  const imports = [
    ...module.staticImports.map((one) => one.moduleRequest),
    ...reExported(module.staticExports),
  ];
  const found = visitTree(program, lineAt);
  const builtTexts = findBuiltTexts(program, text).map(({ start, ...fact }) => ({
    ...fact,
    line: lineAt(start),
  }));
  return {
    path,
    lineCount: text.split('\n').length - (text.endsWith('\n') ? 1 : 0),
    functions: found.functions,
    defaultExports: module.staticExports
      .flatMap((one) => one.entries)
      .filter((entry) => entry.exportName.kind === 'Default' || entry.exportName.name === 'default')
      .map(place),
    importedFrom: [
      ...imports.map((one) => ({ ...place(one), text: one.value })),
      ...module.dynamicImports.map(({ moduleRequest: one }) => ({
        ...place(one),
        text: text.slice(one.start + 1, one.end - 1),
      })),
    ],
    testTitles: found.testTitles,
    comments: comments.map((comment) => ({ ...place(comment), text: comment.value })),
    texts: found.texts,
    builtTexts,
  };
}

type StaticExport = ReturnType<typeof parseSync>['module']['staticExports'][number];
type Requested = Node & { readonly value: string };

function reExported(staticExports: readonly StaticExport[]): readonly Requested[] {
  return staticExports.flatMap((one) => one.entries).flatMap((entry) => entry.moduleRequest ?? []);
}

type TreeFacts = Pick<SourceFacts, 'functions' | 'testTitles' | 'texts'>;

function visitTree(program: ESTree.Program, lineAt: (offset: number) => number): TreeFacts {
  const functions: FunctionFact[] = [];
  const testTitles: TextFact[] = [];
  const texts: TextFact[] = [];
  /** Callbacks of `describe` group tests; they are no functions that someone has to understand at once. */
  const groups = new Set<Node>();
  const addFunction = (node: Node): void => {
    if (groups.has(node)) return;
    functions.push({ line: lineAt(node.start), lineCount: lineAt(node.end) - lineAt(node.start) + 1 });
  };
  new Visitor({
    CallExpression: (node) => {
      const called = calledName(node.callee);
      if (called === 'describe') for (const argument of node.arguments) groups.add(argument);
      const [title] = node.arguments;
      if (
        (called === 'it' || called === 'test') &&
        title?.type === 'Literal' &&
        typeof title.value === 'string'
      ) {
        testTitles.push({ line: lineAt(title.start), text: title.value });
      }
    },
    FunctionDeclaration: addFunction,
    FunctionExpression: addFunction,
    ArrowFunctionExpression: addFunction,
    Literal: (node) => {
      if (typeof node.value === 'string') texts.push({ line: lineAt(node.start), text: node.value });
    },
    TemplateLiteral: (node) => {
      texts.push({ line: lineAt(node.start), text: node.quasis.map((part) => part.value.raw).join(' ? ') });
    },
  }).visit(program);
  return { functions, testTitles, texts };
}

/** `it` of `it(…)`, `it.each(…)(…)` and `it.skipIf(…)(…)`. */
function calledName(callee: ESTree.Expression | ESTree.Super): string | undefined {
  if (callee.type === 'Identifier') return callee.name;
  if (callee.type === 'MemberExpression') return calledName(callee.object);
  return callee.type === 'CallExpression' ? calledName(callee.callee) : undefined;
}

function createLineFinder(text: string): (offset: number) => number {
  const starts = [0];
  for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
  return (offset) => {
    let low = 0;
    let high = starts.length;
    while (high - low > 1) {
      const middle = (low + high) >> 1;
      if ((starts[middle] ?? 0) <= offset) low = middle;
      else high = middle;
    }
    return low + 1;
  };
}
