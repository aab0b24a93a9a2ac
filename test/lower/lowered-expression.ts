import type { Diagnostic } from '../../src/diagnostics/diagnostic.js';
import type { Expr, ScriptUnit } from '../../src/ir/oracle/index.js';
import type { PgExpr, PlStatement } from '../../src/ir/postgres/index.js';
import { type AnyNode, walk } from '../../src/ir/walk.js';
import { type ExprContext, Refusal } from '../../src/lower/context.js';
import { lowerExpr } from '../../src/lower/expressions/index.js';
import { BodyBuilder } from '../../src/lower/plsql/body/body-builder.js';
import { printExpression } from '../../src/print/index.js';
import { analyzed } from './analyzed.js';

export interface Surroundings {
  /** Units that declare what the expression uses. */
  readonly schema?: string;
  /** Declarations of the block that the expression stands in. */
  readonly declare?: string;
  /** FROM clause and what follows: the expression is a select item. */
  readonly from?: string;
}

interface LoweredText {
  readonly sql: string;
  readonly diagnostics: readonly Diagnostic[];
  /** Statements that must run before the expression. */
  readonly hoisted: readonly PlStatement[];
  /** The code of the diagnostic that refused the expression. */
  readonly refused?: string;
}

/** Parses, analyzes, lowers and prints one expression: of PL/SQL, or with `from` of SQL. */
export function lowerText(text: string, around: Surroundings = {}): LoweredText {
  const sql = around.from !== undefined;
  const body = sql
    ? `begin for r in (select ${text} from ${around.from}) loop null; end loop; end;`
    : `begin return ${text}; end;`;
  const script = `${around.schema ?? ''}\ndeclare\n${around.declare ?? 'l_unused number;'}\n${body}\n/\n`;
  const { last, unit, diagnostics } = analyzed(script, text);
  const expr = last && expressionIn(last, sql);
  if (!expr) throw new Error(`${text}: no expression found`);
  const hoisted: PlStatement[] = [];
  const routine = BodyBuilder.start(unit, undefined, last, undefined);
  const ex: ExprContext = sql
    ? { unit, sql: true, routine }
    : { unit, sql: false, routine, hoist: (s) => hoisted.push(s) };
  try {
    const lowered: PgExpr = lowerExpr(ex, expr);
    return { sql: printExpression(lowered, { lineWidth: 1000 }), diagnostics, hoisted };
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return { sql: '', diagnostics: [...diagnostics, error.diagnostic], hoisted, refused: error.diagnostic.code };
  }
}

function expressionIn(unit: ScriptUnit, sql: boolean): Expr | undefined {
  let found: Expr | undefined;
  walk(unit as unknown as AnyNode, (node) => {
    if (found) return false;
    if (sql && node.kind === 'SelectItem') found = (node as unknown as { value: Expr }).value;
    if (!sql && node.kind === 'Return') found = (node as unknown as { value: Expr }).value;
    return found === undefined;
  });
  return found;
}
