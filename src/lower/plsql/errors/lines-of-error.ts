import type { Analysis } from '../../../analyze/analysis.js';
import type { RoutineSymbol } from '../../../analyze/model/symbols.js';
import { backtraceDiffers } from '../../../diagnostics/op4.js';
import { lastName } from '../../../ir/dotted.js';
import { catchesAll } from '../../../ir/exception-handlers.js';
import { dmlKinds, isAnyOf } from '../../../ir/kinds.js';
import type { Block } from '../../../ir/oracle/index.js';
import type { OracleNode } from '../../../ir/oracle/node.js';
import type { Span } from '../../../ir/span.js';
import { contains, forEachChild } from '../../../ir/walk.js';
import { triggersFired } from '../../ddl/triggers/mutating/fired-triggers.js';
import { remembered } from '../../remembered.js';
import type { BodyBuilder } from '../body/body-builder.js';
import { calleesOf, calleesWithin, reachedFrom } from '../effects/callees.js';
import { dynamicBlock } from '../effects/texts/dynamic-block.js';

/**
 * An error that leaves a trigger, a function that SQL calls, or a block that EXECUTE IMMEDIATE runs, brings lines
 * along: SQLERRM is `ORA-20001: text`, then `ORA-06512: at "OWNER.UNIT", line n` and, of a trigger, ORA-04088. Here it
 * is the first of them. What cuts the text, or looks into it, has no need of the rest, unless it looks for one of them.
 * (PL/SQL Language Reference, "SQLERRM Function"; Database Error Messages, ORA-04088)
 */
export function reportMissingLines(rc: BodyBuilder, block: Block): void {
  const { analysis } = rc.unit;
  for (const handler of block.handlers) {
    const span = wholeText(analysis, handler, new Set());
    if (!span || !block.body.some((s) => raisesBelowSql(analysis, s))) continue;
    rc.unit.report(backtraceDiffers(span, 'SQLERRM'));
  }
}

/**
 * Where SQLERRM is used as it is, or searched for the lines that it has in Oracle: here, or in a routine called from
 * here.
 */
function wholeText(analysis: Analysis, root: OracleNode, seen: Set<OracleNode>): Span | undefined {
  let found: Span | undefined;
  const isReadBelow = (node: OracleNode): boolean =>
    calleesOf(analysis, node).some(({ definition }) => {
      if (!definition || seen.has(definition) || definition.body.kind !== 'Block') return false;
      seen.add(definition);
      return definition.body.body.some((s) => wholeText(analysis, s, seen) !== undefined);
    });
  const visit = (node: OracleNode): void => {
    if (found || node.kind === 'RoutineDefinition') return;
    if (node.kind === 'Like' && !namesLine(node)) return;
    if (node.kind === 'Call') {
      const { callee } = node;
      if (callee.kind === 'Name' && /^(SUBSTR|INSTR|REGEXP_)/.test(lastName(callee))) if (!namesLine(node)) return;
      // SQLERRM(n) is the text of a number.
      if (callee.kind === 'Name' && lastName(callee) === 'SQLERRM') return;
    }
    if (node.kind === 'Name') {
      if (lastName(node) === 'SQLERRM') found = node.span;
    }
    if ((node.kind === 'Name' || node.kind === 'Call') && isReadBelow(node)) found = node.span;
    forEachChild(node, visit);
  };
  visit(root);
  return found;
}

const namesLine = (root: OracleNode): boolean =>
  contains(root, (node) => node.kind === 'StringLiteral' && /0?(6512|4088)/.test(node.value));

/** Does SQL in it fire a trigger, or call a function, that comes to a RAISE_APPLICATION_ERROR? */
function raisesBelowSql(analysis: Analysis, root: OracleNode): boolean {
  let found = false;
  const visit = (node: OracleNode, inSql: boolean): void => {
    if (found || node.kind === 'RoutineDefinition') return;
    if (node.kind === 'Block' && catchesAll(node)) {
      for (const handler of node.handlers) visit(handler, false);
      return;
    }
    // What a dynamic block raises has come through SQL as well.
    const block = node.kind === 'ExecuteImmediate' ? dynamicBlock(analysis, node) : undefined;
    if (block) {
      found = comesToRaise(analysis, block);
      return;
    }
    const isDml = isAnyOf(node.kind, ...dmlKinds);
    if (isDml) found = triggersFired(analysis, node).some(({ definition }) => comesToRaise(analysis, definition));
    const within = inSql || isDml || node.kind === 'Query';
    if (within && (node.kind === 'Call' || node.kind === 'Name'))
      found ||= calleesOf(analysis, node).some((callee) => isRaising(analysis, callee));
    forEachChild(node, (child) => visit(child, within));
  };
  visit(root, false);
  return found;
}

/** Does the code itself, or a routine that it calls? */
const comesToRaise = (analysis: Analysis, code: OracleNode): boolean =>
  raises(code) || calleesWithin(analysis, code).some((callee) => isRaising(analysis, callee));

const isRaising = (analysis: Analysis, routine: RoutineSymbol): boolean =>
  [...reachedFrom(analysis, [routine])].some(({ definition }) => definition !== undefined && raises(definition));

const raises = remembered((root: OracleNode): boolean =>
  contains(root, (node) => {
    if (node.kind !== 'Call') return false;
    const { callee } = node;
    return callee.kind === 'Name' && lastName(callee) === 'RAISE_APPLICATION_ERROR';
  }),
);
