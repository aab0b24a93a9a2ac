import type { Analysis } from '../../../analyze/analysis.js';
import { overridersOf } from '../../../analyze/model/overriders.js';
import { isDeterministic, isPipelined, type RoutineSymbol } from '../../../analyze/model/symbols.js';
import type { OracleType } from '../../../analyze/model/types.js';
import type { Expr, ScriptUnit } from '../../../ir/oracle/index.js';
import type { PgExpr, PlStatement } from '../../../ir/postgres/index.js';
import type { PostgresNode } from '../../../ir/postgres/node.js';
import { walk } from '../../../ir/walk.js';
import type { UnitContext } from '../../context.js';
import { checksLength, immutableCall } from '../../ddl/tables/immutability.js';
import { remembered } from '../../remembered.js';
import { calleesOf } from '../effects/callees.js';
import { plainBody } from './routine-body.js';

/*
 * Oracle takes a function into an index or a virtual column when it is declared DETERMINISTIC, and believes it.
 * PostgreSQL asks for IMMUTABLE: converted functions are so where their text shows it, and only those that an index or
 * a virtual column calls, because the planner works calls with constants out beforehand, errors included. (PostgreSQL
 * manual, 38.7 "Function Volatility Categories")
 */

const proven = new WeakMap<RoutineSymbol, boolean>();

/** A function that has to be IMMUTABLE because an index or a virtual column calls it, and provably is. */
export function servesIndex(unit: UnitContext, symbol: RoutineSymbol): boolean {
  return usedInIndexes(unit.analysis).has(symbol) && isProvenImmutable(unit, symbol);
}

/** The functions that are created IMMUTABLE among those that an expression calls, by name. */
export function immutableCallees(unit: UnitContext, expr: Expr): ReadonlySet<string> {
  const names = new Set<string>();
  walk(expr, (node) => {
    for (const callee of calleesOf(unit.analysis, node))
      if (servesIndex(unit, callee)) names.add(unit.naming.of(callee).join('.'));
  });
  return names;
}

const usedInIndexes = remembered((analysis: Analysis): ReadonlySet<RoutineSymbol> => {
  const found = new Set<RoutineSymbol>();
  const note = (expr: Expr): void =>
    walk(expr, (node) => {
      for (const callee of calleesOf(analysis, node)) if (isDeterministic(callee)) found.add(callee);
    });
  for (const unit of analysis.units) for (const expr of indexed(unit)) note(expr);
  return found;
});

function indexed(unit: ScriptUnit): readonly Expr[] {
  if (unit.kind === 'CreateIndex') return unit.columns.map((c) => c.value);
  if (unit.kind !== 'CreateTable' && unit.kind !== 'AlterTable') return [];
  const found: Expr[] = [];
  walk(unit, (node) => {
    const { virtual } = node as { readonly virtual?: unknown };
    if (node.kind === 'ColumnDefinition' && virtual) found.push(virtual as Expr);
  });
  return found;
}

function isProvenImmutable(unit: UnitContext, symbol: RoutineSymbol): boolean {
  const known = proven.get(symbol);
  if (known !== undefined) return known;
  // A function that calls itself is not looked into again.
  proven.set(symbol, false);
  const result = prove(unit, symbol);
  proven.set(symbol, result);
  return result;
}

function prove(unit: UnitContext, symbol: RoutineSymbol): boolean {
  const { definition } = symbol;
  const effects = unit.analysis.effectsOf(symbol);
  if (definition?.body.kind !== 'Block' || symbol.routine !== 'FUNCTION' || isPipelined(symbol)) return false;
  // Its name belongs to what chooses by the object's type.
  if (overridersOf(symbol).length > 0) return false;
  if (symbol.parameters.some((p) => p.mode !== 'IN' || inZone(p.variable.type)) || symbol.nested) return false;
  if (effects.writesTables.size > 0 || effects.readsTables.size > 0 || effects.dynamicSql) return false;
  if (effects.autonomous || effects.transactionControl) return false;
  if (effects.readsState || effects.writesState || effects.output) return false;
  if (![...effects.calls].every((callee) => isProvenImmutable(unit, callee))) return false;
  let reported = false;
  const before: never[] = [];
  const report = (): void => {
    reported = true;
  };
  const { body } = plainBody({ ...unit, before, report }, symbol, definition.body);
  if (reported || before.length > 0) return false;
  const own = new Set([...effects.calls].map((callee) => unit.naming.of(callee).join('.')));
  return isPure(body, own);
}

const statements: ReadonlySet<PlStatement['kind'] | 'PlHandler' | 'PlVariable'> = new Set([
  'PlBlock',
  'PlHandler',
  'PlVariable',
  'PlNull',
  'PlAssign',
  'PlIf',
  'PlCase',
  'PlLoop',
  'PlWhile',
  'PlForRange',
  'PlExit',
  'PlReturn',
  'PlRaise',
  'PlComment',
]);

const expressions: ReadonlySet<PgExpr['kind']> = new Set([
  'PgNull',
  'PgBoolean',
  'PgNumber',
  'PgString',
  'PgTypedLiteral',
  'PgColumn',
  'PgCall',
  'PgCast',
  'PgCollate',
  'PgUnary',
  'PgBinary',
  'PgAnd',
  'PgOr',
  'PgNot',
  'PgIs',
  'PgIsDistinct',
  'PgBetween',
  'PgIn',
  'PgLike',
  'PgCase',
  'PgArray',
  'PgSubscript',
  'PgSlice',
  'PgField',
  'PgRow',
  'PgExtract',
] satisfies PgExpr['kind'][]);

/**
 * Functions of PostgreSQL that are immutable over what a body without time zones hands them: text, numbers, DATE and
 * TIMESTAMP.
 */
const overPlainTypes: ReadonlySet<string> = new Set([
  'concat',
  'concat_ws',
  'date_trunc',
  'cardinality',
  'array_append',
]);

function isPure(body: PostgresNode, own: ReadonlySet<string>): boolean {
  let pure = true;
  walk(body, (node) => {
    if (node.kind === 'PgCall') {
      const { name } = node;
      const whole = name.join('.');
      pure &&=
        immutableCall(name) ||
        checksLength(node) ||
        overPlainTypes.has(whole) ||
        own.has(whole) ||
        whole === 'ora.raise';
    } else if (node.kind === 'PgTypedLiteral') {
      pure &&= !/now|today|tomorrow|yesterday/i.test(node.value);
    } else if (node.kind.startsWith('Pl')) {
      pure &&= statements.has(node.kind as PlStatement['kind']);
    } else if (node.kind.startsWith('Pg')) {
      pure &&= expressions.has(node.kind as PgExpr['kind']);
    }
    if (hasZone(node)) pure = false;
    return pure;
  });
  return pure;
}

const inZone = (type: OracleType): boolean => type.kind === 'timestamp' && type.zone !== 'none';

/** What is converted to or from it depends on the zone of the session. */
function hasZone(node: PostgresNode): boolean {
  const { type } = node as { readonly type?: { readonly name?: unknown } };
  return Array.isArray(type?.name) && /^(timestamptz|timestamp with|time with)/.test(String(type.name[0]));
}
