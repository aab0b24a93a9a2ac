import type { VariableSymbol } from '../../../analyze/model/symbols.js';
import { wholeVariable } from '../../../analyze/names/whole-variable.js';
import { literalInteger } from '../../../ir/literals.js';
import type { Expr, ForLoop } from '../../../ir/oracle/index.js';
import type { OracleNode } from '../../../ir/oracle/node.js';
import { contains } from '../../../ir/walk.js';
import type { ExprContext, UnitContext } from '../../context.js';

/**
 * Loop indexes that stand for a character of a text wherever they can be seen, and the variable that holds the text.
 */
const texts = new WeakMap<VariableSymbol, VariableSymbol>();

/** Remembers the index of `FOR i IN 1 .. LENGTH(v) LOOP` where nothing in the loop changes `v`. */
export function noteTextIndex(unit: UnitContext, loop: ForLoop, index: VariableSymbol): void {
  const [control] = loop.controls;
  if (loop.mutable || loop.controls.length !== 1 || control?.kind !== 'SteppedControl' || control.by) return;
  if ((literalInteger(control.low) ?? 0) < 1 || control.high.kind !== 'Call') return;
  const { base, steps } = unit.analysis.resolve(control.high);
  if (base.kind !== 'builtin' || base.name !== 'LENGTH' || steps.length > 0) return;
  const text = wholeVariable(unit.analysis, base.args[0]?.value);
  if (text?.type.kind !== 'varchar2' || (text.storage !== 'local' && text.storage !== 'parameter')) return;
  if (!loop.body.some((statement) => mayChange(unit, statement, text))) texts.set(index, text);
}

/** Is `SUBSTR(text, index, …)` at least one character: one of a loop over the text? */
export function isTextIndex(ex: ExprContext, text: Expr | undefined, index: Expr | undefined): boolean {
  const counted = wholeVariable(ex.unit.analysis, index);
  const looked = counted && texts.get(counted);
  return looked !== undefined && wholeVariable(ex.unit.analysis, text) === looked;
}

/**
 * Assignments, targets of INTO, arguments of all but PostgreSQL's and Oracle's own functions, and calls of routines
 * that change what they capture.
 */
function mayChange(unit: UnitContext, statement: OracleNode, text: VariableSymbol): boolean {
  const isIt = (expr: Expr): boolean => wholeVariable(unit.analysis, expr) === text;
  return contains(statement, (node: OracleNode) => {
    switch (node.kind) {
      case 'Assignment':
        return isIt(node.target);
      case 'IntoClause':
        return node.targets.some(isIt);
      case 'ExecuteImmediate':
        return contains(node, (inner: OracleNode) => inner.kind === 'Name' && isIt(inner));
      case 'Name':
      case 'Call':
      case 'Member': {
        const { base, steps } = unit.analysis.resolve(node);
        if (
          node.kind === 'Call' &&
          (base.kind !== 'builtin' || steps.length > 0) &&
          node.args.some((a) => isIt(a.value))
        )
          return true;
        return (
          base.kind === 'routine' &&
          base.routine.nested &&
          unit.analysis.capturesOf(base.routine).some((c) => c.written && c.variable === text)
        );
      }
      default:
        return false;
    }
  });
}
