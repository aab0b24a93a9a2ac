import type { Analysis } from '../../../analyze/analysis.js';
import type { RelationSymbol, RoutineSymbol } from '../../../analyze/model/symbols.js';
import { lastName } from '../../../ir/dotted.js';
import type { ScriptUnit } from '../../../ir/oracle/index.js';
import type { OracleNode } from '../../../ir/oracle/node.js';
import { renamedBy } from '../../../ir/renaming.js';
import type { Span } from '../../../ir/span.js';
import { nodesOf, walk } from '../../../ir/walk.js';
import { ordersByKind, type UnitContext } from '../../context.js';
import { remembered } from '../../remembered.js';
import { calleesOf } from './callees.js';

/** A table or routine that the block, or a routine that it calls, needs when Oracle compiles the block. */
interface Needed {
  readonly needed: RelationSymbol | RoutineSymbol;
  /** The routine that the block names, which is invalid without it. */
  readonly through?: RoutineSymbol;
}

/**
 * The tables and routines that a block needs to be compiled, but that something before it may have dropped or renamed,
 * and tables that only a text creates, in the block itself or behind it.
 * What only the body of a package needs is no hindrance to who calls the package. (PL/SQL Language Reference, "Schema
 * Object Dependency"; Database Error Messages, ORA-06550, PLS-00905)
 */
export function goneNeeds(unit: UnitContext, block: OracleNode & { readonly span: Span }): readonly Needed[] {
  if (ordersByKind(unit.options)) return [];
  const { analysis } = unit;
  const gone = new Set([...namesGone(analysis, block.span), ...namesToCome(analysis, block.span)]);
  if (gone.size === 0) return [];
  const found = new Map<Needed['needed'], Needed>();
  const add = (needed: Needed['needed'], through: RoutineSymbol | undefined): void => {
    if (gone.has(needed.name) && !found.has(needed)) found.set(needed, { needed, ...(through && { through }) });
  };
  const look = (node: OracleNode, through: RoutineSymbol | undefined): void => {
    for (const ref of compiledIn(node)) {
      if (ref.kind !== 'TableRef') continue;
      const relation = analysis.sourceOf(ref)?.relation;
      if (!relation || relation.supplied || relation.temporary || relation.relation !== 'table') continue;
      if (lastName(ref.name) === relation.name && ref.name.link === undefined) add(relation, through);
    }
  };
  look(block, undefined);
  const calls = (node: OracleNode) => [...compiledIn(node)].flatMap((inner) => calleesOf(analysis, inner));
  for (const first of calls(block)) {
    const reached = new Set([first]);
    for (const routine of reached) {
      if (routine.container || !routine.definition) continue;
      add(routine, routine === first ? undefined : first);
      look(routine.definition, first);
      for (const callee of calls(routine.definition)) reached.add(callee);
    }
  }
  return [...found.values()];
}

/** What is compiled with the node: not the texts in it, which are compiled when they run. */
function compiledIn(node: OracleNode): readonly OracleNode[] {
  const found: OracleNode[] = [];
  walk(node, (inner) => {
    if (inner.kind === 'ExecuteImmediate' || inner.kind === 'OpenFor') return false;
    found.push(inner);
    return true;
  });
  return found;
}

interface Going {
  readonly name: string;
  readonly span: Span;
  /** In a program that may run at any time. */
  readonly stored: boolean;
}

/** The names that are taken from tables and routines before a place. */
function namesGone(analysis: Analysis, { file, start }: Span): ReadonlySet<string> {
  const before = goings(analysis).filter(({ stored, span }) => stored || (span.file === file && span.start < start));
  return new Set(before.map(({ name }) => name));
}

/** The names of tables that are not there before a text has created them, which does not stand in front of the place. */
function namesToCome(analysis: Analysis, { file, start }: Span): readonly string[] {
  const { byTexts, byStatements } = creations(analysis);
  return byTexts
    .filter(
      ({ name, span, stored }) => !byStatements.has(name) && (stored || span.file !== file || span.start >= start),
    )
    .map(({ name }) => name);
}

const creations = remembered((analysis: Analysis) => {
  const byTexts = analysis.units.flatMap((unit) => namesInTexts(unit, creating));
  // What texts create is among the units, at the place of the text.
  const isOfText = ({ file, start }: Span): boolean =>
    byTexts.some(({ span }) => span.file === file && span.start <= start && start < span.end);
  const tables = analysis.units.filter((unit) => unit.kind === 'CreateTable');
  const byStatements = new Set(tables.flatMap(({ name, span }) => (isOfText(span) ? [] : (lastName(name) ?? []))));
  return { byTexts, byStatements };
});

const creating = /^\s*create\s+table\s+(?:if\s+not\s+exists\s+)?(?:[\w$#]+\.)?(?:"([^"]+)"|([\w$#]+))/i;

const goings = remembered((analysis: Analysis): readonly Going[] => analysis.units.flatMap(goingsOf));

const dropping =
  /^\s*(?:drop\s+(?:table|procedure|function)|rename|alter\s+table(?=[^']*\srename\s+to\s))\s+(?:[\w$#]+\.)?(?:"([^"]+)"|([\w$#]+))/i;

function goingsOf(unit: ScriptUnit): readonly Going[] {
  const { span } = unit;
  if (unit.kind === 'DropObject') {
    const name = lastName(unit.name);
    return /^(TABLE|PROCEDURE|FUNCTION)$/.test(unit.objectKind) && name !== undefined
      ? [{ name, span, stored: false }]
      : [];
  }
  const renamed = renamedBy(unit);
  if (renamed) return [{ name: renamed.from, span, stored: false }];
  return namesInTexts(unit, dropping);
}

/** What texts of the unit drop or create, by the pattern for their beginning. */
function namesInTexts(unit: ScriptUnit, pattern: RegExp): readonly Going[] {
  const stored = unit.kind !== 'AnonymousBlock';
  return nodesOf(unit, 'StringLiteral').flatMap((literal) => {
    const [, quoted, plain] = pattern.exec(literal.value) ?? [];
    const name = quoted ?? plain?.toUpperCase();
    return name === undefined ? [] : [{ name, span: literal.span, stored }];
  });
}
