import type { Expr } from '../../ir/oracle/index.js';
import type { OracleNode } from '../../ir/oracle/node.js';
import type { OwnedUnit } from '../../ir/owned-units.js';
import { contains, nodesOf } from '../../ir/walk.js';
import { hasDirectives } from '../../parse/build/plsql/block-text.js';
import { concatenatedText } from './literal-texts.js';
import { isParseCall, textOf } from './text-branches.js';
import { routineName, type TextRoutine, textRoutine } from './text-routine.js';

/*
 * Blocks that programs hand to DBMS_SQL.PARSE: each whose text stands there and has no bind variables becomes a
 * procedure of its own, which is called in its place. Its name has the hash of the text, by which it is found again.
 */

const blockStart = /^\s*(?:declare|begin)\b/i;

/** The procedures of the blocks. */
export function parsedBlocks<T extends OwnedUnit>(units: readonly T[]): readonly OwnedUnit[] {
  const routines = new Map<string, OwnedUnit>();
  for (const { unit, owner } of units)
    for (const statement of nodesOf(unit, 'CallStatement')) {
      const routine = isParseCall(statement) ? procedureOf(textOf(statement), owner) : undefined;
      if (routine) routines.set(`${owner}.${routine.name}`, { unit: routine.unit, owner });
    }
  return [...routines.values()];
}

/** The name of the procedure that a block is, if it has become one. */
export const procedureName = (block: string, owner: string): string => routineName(written(block), 'SQL', owner);

const written =
  (block: string) =>
  (name: string): string =>
    `PROCEDURE ${name} IS BEGIN\n${block}\nEND;`;

function procedureOf(text: Expr, owner: string): TextRoutine | undefined {
  const block = concatenatedText(text);
  if (block === undefined || !blockStart.test(block) || !/;\s*$/.test(block) || hasDirectives(block)) return undefined;
  const routine = textRoutine(written(block), 'SQL', text, owner);
  return routine && !contains(routine.unit, isOther) ? routine : undefined;
}

/** What needs the statement itself: its bind variables, or a transaction of its own. */
const isOther = (node: OracleNode): boolean =>
  node.kind === 'BindVariable' ||
  node.kind === 'CorrelationName' ||
  (node.kind === 'Pragma' && node.name === 'AUTONOMOUS_TRANSACTION');
