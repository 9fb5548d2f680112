/** Finds texts that are put together at run time, and of what. */

import { Visitor } from 'vite';
import type { ESTree } from 'vite';

export type BuiltText = {
  readonly start: number;
  /** Constant parts, ` ? ` in the place of every other. */
  readonly text: string;
  /** Sources of the parts that are no constant of the module and nothing imported. */
  readonly parts: readonly string[];
};

/** Template literals with values in them but those that make parameters of them, and sums that begin with a text. */
export function findBuiltTexts(program: ESTree.Program, source: string): readonly BuiltText[] {
  const constants = moduleConstants(program);
  const found: BuiltText[] = [];
  const sourceOf = (node: ESTree.Expression): string => source.slice(node.start, node.end);
  const isConstant = (node: ESTree.Expression): boolean =>
    node.type === 'Identifier' && constants.has(node.name);
  const parameterised = new Set<number>();
  new Visitor({
    // What is tagged `sql` becomes parameters of a statement; only `sql.raw` takes a text as it is.
    TaggedTemplateExpression: ({ tag, quasi }) => {
      const name = tag.type === 'TSInstantiationExpression' ? tag.expression : tag;
      if (name.type === 'Identifier' && name.name === 'sql') parameterised.add(quasi.start);
    },
    TemplateLiteral: ({ start, quasis, expressions }) => {
      if (parameterised.has(start)) return;
      const text = quasis.map((part) => part.value.raw).join(' ? ');
      found.push({ start, text, parts: expressions.filter((part) => !isConstant(part)).map(sourceOf) });
    },
    BinaryExpression: ({ start, operator, left, right }) => {
      if (operator !== '+' || left.type !== 'Literal' || typeof left.value !== 'string') return;
      found.push({ start, text: `${left.value} ? `, parts: isConstant(right) ? [] : [sourceOf(right)] });
    },
  }).visit(program);
  return found.filter(({ parts }) => parts.length > 0);
}

/** Imported names, constants of the module, and constants written out wherever they stand. */
function moduleConstants(program: ESTree.Program): ReadonlySet<string> {
  const names = new Set(program.body.flatMap(namesOf));
  new Visitor({
    VariableDeclarator: ({ id, init }) => {
      if (id.type === 'Identifier' && init?.type === 'Literal') names.add(id.name);
    },
  }).visit(program);
  return names;
}

function namesOf(statement: ESTree.Program['body'][number]): readonly string[] {
  if (statement.type === 'ImportDeclaration') return statement.specifiers.map(({ local }) => local.name);
  const declared = statement.type === 'ExportNamedDeclaration' ? statement.declaration : statement;
  if (declared?.type !== 'VariableDeclaration' || declared.kind !== 'const') return [];
  return declared.declarations.flatMap(({ id }) => (id.type === 'Identifier' ? [id.name] : []));
}
