import type { OracleNode, Statement, VariableDeclaration } from '../../../src/ir/oracle/index.js';
import { contains, nodesOf } from '../../../src/ir/walk.js';
import type { Random } from '../../random/random.js';
import { hasHostVariables, looksAtItself, type Rewriting, takesDdl } from '../rewriting.js';
import type { Edit, RunBlock, Script } from '../script.js';

/** Statements of a block that become those of a procedure, which gets the variables that they name. */
interface Outlined {
  readonly block: RunBlock;
  readonly start: number;
  readonly end: number;
  readonly statements: readonly Statement[];
  readonly name: string;
  readonly variables: readonly VariableDeclaration[];
}

/**
 * Statements of a block without handlers and routines of its own, in a procedure whose IN OUT parameters are the
 * variables that they name: an error leaves the block, too, so that nothing sees a variable that was not handed back.
 */
const outlining = (
  name: string,
  allowed: (outlined: Outlined, script: Script) => boolean,
  place: (outlined: Outlined, script: Script) => readonly Edit[],
): Rewriting => ({
  name,
  rewrite: (script, random) => {
    if (looksAtItself(script) || hasHostVariables(script) || /%type|\bpragma\s+autonomous/i.test(script.text))
      return undefined;
    const edits = script.blocks.flatMap((block) => {
      const outlined = chosen(script, block, random);
      if (!outlined || !allowed(outlined, script)) return [];
      const { start, end, variables } = outlined;
      const call = `${outlined.name}${variables.length > 0 ? `(${variables.map(nameOf).join(', ')})` : ''};`;
      return [...place(outlined, script), { start, end, text: call }];
    });
    return edits.length === 0 ? undefined : script.edited(edits);
  },
});

const nameOf = ({ name }: VariableDeclaration): string => name.name;

/** One to four statements in a row, one of which is worth it. */
function chosen(script: Script, block: RunBlock, random: Random): Outlined | undefined {
  const { body, handlers, declarations } = block.block;
  if (
    handlers.length > 0 ||
    declarations.some((d) => d.kind === 'RoutineDefinition' || d.kind === 'RoutineDeclaration')
  )
    return undefined;
  const first = random.below(body.length);
  const statements = body.slice(first, first + 1 + random.below(4));
  const [from] = statements;
  const till = statements.at(-1);
  if (!from || !till || from.span.start < block.begin || !statements.some(isCompound) || statements.some(leaves))
    return undefined;
  const after = /^\s*;/.exec(script.text.slice(till.span.end))?.[0] ?? '';
  return {
    block,
    start: from.span.start,
    end: till.span.end + after.length,
    statements,
    // Names that an earlier rewriting has made stay its own.
    name: `mm_o${block.number + (/\bmm_o/.test(script.text) ? 100 : 0)}`,
    variables: declarations.filter(
      (d): d is VariableDeclaration =>
        d.kind === 'VariableDeclaration' &&
        statements.some((s) => isNamedIn(script, d, s)) &&
        canBeGiven(script, d) &&
        !isReadByCursor(script, d, block),
    ),
  };
}

const isCompound = (s: Statement): boolean => 'body' in s || 'branches' in s;

/** RETURN, GOTO, and labels, which a jump or a qualified name outside may know. */
const leaves = (s: Statement): boolean =>
  contains(s, (node) => node.kind === 'Return' || node.kind === 'Goto' || node.kind === 'LabelledStatement');

const isNamedIn = ({ analysis }: Script, declaration: VariableDeclaration, s: OracleNode): boolean => {
  const variable = analysis.declaredBy(declaration);
  return nodesOf(s, 'Name', 'Call', 'Member').some((name) => {
    const { base } = analysis.resolve(name);
    return base.kind === 'variable' && base.variable === variable;
  });
};

/** A cursor reads the variable itself. */
const isReadByCursor = (script: Script, declaration: VariableDeclaration, { block }: RunBlock): boolean =>
  block.declarations.some((d) => d.kind === 'CursorDeclaration' && isNamedIn(script, declaration, d));

/** Parameters have no sizes, so that only what has none by itself stays the same. */
function canBeGiven(script: Script, { type, constant, notNull, span, name }: VariableDeclaration): boolean {
  if (constant || notNull || script.slice(span).split(/\s/)[0]?.toLowerCase() !== name.name.toLowerCase()) return false;
  const { kind } = script.analysis.typeOfRef(type);
  const text = script.slice(type.span);
  if (['collection', 'record', 'object', 'refCursor', 'clob', 'boolean', 'date'].includes(kind))
    return !/\(/.test(text);
  return /^(number|pls_integer|binary_integer)$/i.test(text);
}

const procedure = (script: Script, { name, variables, start, end }: Outlined): string => {
  const parameters = variables.map((d) => `${nameOf(d)} IN OUT ${script.slice(d.type.span)}`).join(', ');
  return `PROCEDURE ${name}${parameters === '' ? '' : `(${parameters})`} IS\nBEGIN\n${script.slice({ start, end })}\nEND;\n`;
};

/** In a nested procedure; it captures the other variables. */
export const outlinedNested = outlining(
  'outlined-nested',
  ({ block }) => block.block.declarations.length > 0,
  (outlined, script) => [{ start: outlined.block.begin, end: outlined.block.begin, text: procedure(script, outlined) }],
);

/** In a stored procedure, where it names nothing else that the block declares. */
export const outlinedStored = outlining(
  'outlined-stored',
  ({ block, statements, variables }, script) =>
    takesDdl(script) &&
    block.block.declarations.every(
      (d) =>
        d.kind === 'VariableDeclaration' && (variables.includes(d) || !statements.some((s) => isNamedIn(script, d, s))),
    ),
  (outlined, script) => [script.afterSetup(`CREATE OR REPLACE ${procedure(script, outlined)}/`)],
);
