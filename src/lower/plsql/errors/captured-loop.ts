import type { Analysis } from '../../../analyze/analysis.js';
import type { RelationSymbol } from '../../../analyze/model/symbols.js';
import { loopReadAtCommit } from '../../../diagnostics/op3.js';
import { decimalDigits } from '../../../ir/decimal-digits.js';
import type { Query } from '../../../ir/oracle/index.js';
import type { PgExpr, PgSelect, PgType, PlStatement } from '../../../ir/postgres/index.js';
import type { PostgresNode } from '../../../ir/postgres/node.js';
import { contains, isQuery } from '../../../ir/walk.js';
import { b, isCall, pgTypes } from '../../builders.js';
import { Refusal, silentUnit, type UnitContext } from '../../context.js';
import { isAggregateCall } from '../../expressions/aggregate-calls.js';
import { failingFunctions, isTotalInQueries } from '../../function-facts.js';
import { lowerQuery } from '../../queries/index.js';
import type { BodyBuilder } from '../body/body-builder.js';
import { seesRowsAhead } from '../effects/cursors/rows-ahead.js';
import { protect } from './capture.js';
import { type QueryLoop, rowsBeforeFailure } from './rows-before-failure.js';
import { rowsInBatches } from './rows-in-batches.js';

/**
 * A loop over the rows of a query in capture mode, where the query itself may fail: FOR would raise past the sub-blocks
 * of its body, so the query is opened and fetched from under protection. A COMMIT in the loop would close that cursor:
 * there the rows are collected before, in either mode. Where the body can tell when they are fetched, they are fetched as
 * many at a time as Oracle does. Undefined where FOR does as well.
 */
export function capturedLoop(
  rc: BodyBuilder,
  loop: QueryLoop & { readonly commits: boolean },
  body: readonly PlStatement[],
): PlStatement[] | undefined {
  const { span, record, query, source, statements } = loop;
  const ahead = seesRowsAhead(rc.unit.analysis, source, statements);
  if (ahead && !loop.commits) {
    const batches = rowsInBatches(rc, loop, body);
    if (batches) return batches;
  }
  const fails = mayFail(query) || readsFailingView(rc.unit, source);
  if (!fails && (loop.commits || !refusesToWait(query))) return undefined;
  if (loop.commits) {
    const collected = rowsBeforeFailure(rc, loop, body);
    if (!collected || ahead) rc.unit.report(loopReadAtCommit(span));
    return collected;
  }
  if (rc.mode.kind !== 'capture') return undefined;
  const cursor = rc.fresh(`${record}_rows`, pgTypes.named('refcursor'));
  return [
    b.assign(span, b.column(span, cursor), b.null(span)),
    protect(rc, span, [{ kind: 'PlOpen', span, cursor, query }]),
    b.loop(
      span,
      [
        protect(rc, span, [{ kind: 'PlFetch', span, cursor, targets: [b.column(span, record)] }]),
        b.exit(span, undefined, b.not(span, b.column(span, 'found'))),
        ...body,
      ],
      loop.label,
    ),
    { kind: 'PlClose', span, cursor },
  ];
}

/** Functions of the runtime that fail for some arguments, and literals with which they do not. */
const harmlessWith: Readonly<Record<string, (...literals: readonly (string | undefined)[]) => boolean>> = {
  sys_context: (namespace, parameter) =>
    namespace !== undefined &&
    parameter !== undefined &&
    (namespace.toUpperCase() !== 'USERENV' || userenv.has(parameter.toUpperCase())),
  regexp_like: (_, pattern) => pattern !== undefined && isPlainPattern(pattern),
  regexp_substr: (_, pattern, ...more) => more.length === 0 && pattern !== undefined && isPlainPattern(pattern),
};

/** Parameters of USERENV that each release knows; another one is ORA-02003. */
const userenv = new Set(
  (
    'CLIENT_IDENTIFIER CLIENT_INFO CURRENT_SCHEMA CURRENT_USER DB_NAME HOST INSTANCE INSTANCE_NAME IP_ADDRESS ISDBA ' +
    'LANG LANGUAGE MODULE OS_USER SERVER_HOST SERVICE_NAME SESSIONID SESSION_USER SID TERMINAL'
  ).split(' '),
);

/** A regular expression of plain characters, anchors, choices and groups: any other may be none. */
function isPlainPattern(pattern: string): boolean {
  if (!/^[\w\s^$.|()-]*$/.test(pattern)) return false;
  let depth = 0;
  for (const c of pattern) {
    if (c === '(') depth += 1;
    if (c === ')') depth -= 1;
    if (depth < 0) return false;
  }
  return depth === 0;
}

/**
 * Can a row of the query raise? Divisions, conversions, scalar subqueries and calls can; columns, comparisons and
 * aggregates cannot.
 */
export const mayFail = (query: PgSelect): boolean => contains(query, canRaise);

/**
 * Can a later row of the query raise, or one of a view that it reads? What knows no column fails with the first row.
 * `query`: with parameters for its variables; `source`: what it was made of.
 */
export const laterRowsMayFail = (unit: UnitContext, query: PgSelect, source: Query): boolean =>
  !isOneRow(unit, source) &&
  (contains(query, (node) => canRaise(node) && contains(node, ofRow)) || readsFailingView(unit, source));

/** Is it aggregates of all rows? */
const isOneRow = ({ analysis }: UnitContext, { body }: Query): boolean =>
  body.kind === 'Select' &&
  body.groupBy === undefined &&
  body.items.some(({ value }) => contains(value, (node) => isAggregateCall(analysis, node), isQuery));

// `(select ora.sysdate())` reads no rows.
const ofRow = (node: PostgresNode): boolean =>
  node.kind === 'PgColumn' || (node.kind === 'PgSelectCore' && (node.from ?? []).length > 0);

/** Is a view read whose own query may fail? */
const readsFailingView = (unit: UnitContext, source: Query): boolean =>
  contains(source, (node) => {
    const relation = node.kind === 'TableRef' ? unit.analysis.sourceOf(node)?.relation : undefined;
    return relation !== undefined && relation.supplied !== true && isFailingView(unit, relation);
  });

const views = new WeakMap<Analysis, Map<RelationSymbol, boolean>>();

function isFailingView(unit: UnitContext, relation: RelationSymbol): boolean {
  const { definition } = relation;
  if (definition?.kind !== 'CreateView') return false;
  let known = views.get(unit.analysis);
  if (!known) views.set(unit.analysis, (known = new Map()));
  const before = known.get(relation);
  if (before !== undefined) return before;
  // A view that reads itself is invalid.
  known.set(relation, false);
  const found = fails(unit, definition.query);
  known.set(relation, found);
  return found;
}

function fails(unit: UnitContext, query: Query): boolean {
  try {
    return mayFail(lowerQuery({ unit: silentUnit(unit), sql: true }, query)) || readsFailingView(unit, query);
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    // What stands in the view's place raises.
    return true;
  }
}

/** With NOWAIT a row that another session has locked is an error of the query, which programs handle. */
const refusesToWait = (query: PgSelect): boolean =>
  contains(query, (node) => node.kind === 'PgSelect' && node.locking?.wait === 'nowait');

/** The node itself, not what it works on. */
function canRaise(node: PostgresNode): boolean {
  switch (node.kind) {
    case 'PgCall': {
      const last = node.name.at(-1) ?? '';
      if (node.name.length === 1) return failingFunctions.has(last);
      if (node.name[0] !== 'ora') return true;
      return !isTotalInQueries(node) && harmlessWith[last]?.(...node.args.map(textOf)) !== true;
    }
    case 'PgScalarSubquery':
      // `(select ora.sysdate())` reads no rows.
      return node.query.body.kind !== 'PgSelectCore' || (node.query.body.from ?? []).length > 0;
    case 'PgBinary':
      return node.op === '/' || node.op === '%';
    case 'PgSpecialCall':
      return node.name === 'xmlparse';
    case 'PgCast':
      // The parts of a row are looked at themselves.
      if (isLiteral(unsigned(node.operand))) return !fitsDigits(unsigned(node.operand), node.type);
      // What a variable hands over has its type already.
      if (node.operand.kind === 'PgParameter') return false;
      return node.operand.kind !== 'PgRow' && !isCount(node.operand) && !isText(node.type);
    default:
      return false;
  }
}

const textOf = (expr: PgExpr): string | undefined => (expr.kind === 'PgString' ? expr.value : undefined);

const isLiteral = (expr: PgExpr): boolean =>
  expr.kind === 'PgNull' || expr.kind === 'PgNumber' || expr.kind === 'PgString' || expr.kind === 'PgBoolean';

const unsigned = (expr: PgExpr): PgExpr => (expr.kind === 'PgUnary' && expr.op === '-' ? expr.operand : expr);

/** Has a literal no more digits in front of the point than a number's type takes? */
function fitsDigits(literal: PgExpr, { modifiers }: PgType): boolean {
  const [precision, scale = 0] = modifiers?.match(/-?\d+/g)?.map(Number) ?? [];
  if (literal.kind !== 'PgNumber' || precision === undefined) return true;
  const digits = decimalDigits(literal.text);
  return digits !== undefined && digits.whole.length <= precision - scale;
}

const isCount = (expr: PgExpr): boolean => isCall(expr, 'count', 'row_number', 'rank');

const isText = (type: PgType): boolean =>
  type.name.length === 1 && ['text', 'varchar', 'bpchar'].includes(type.name[0] ?? '') && !type.array;
