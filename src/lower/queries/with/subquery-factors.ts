import { unsupportedClause } from '../../../diagnostics/op2.js';
import { simpleName } from '../../../ir/dotted.js';
import type { Expr, SubqueryFactor, With } from '../../../ir/oracle/index.js';
import type { OracleNode } from '../../../ir/oracle/node.js';
import type { PgCte, PgFromItem, PgSelect, PgSelectItem, PgWith } from '../../../ir/postgres/index.js';
import { contains } from '../../../ir/walk.js';
import { b, pgTypes } from '../../builders.js';
import { type ExprContext, refuse } from '../../context.js';
import { lowerTo } from '../../expressions/index.js';
import { madeUp } from '../../naming/made-names.js';
import { foldName } from '../../naming/naming.js';
import { walkBlock } from '../block-nodes.js';
import { leavesOf } from '../from/leaves.js';
import { lowerQueryAs } from '../index.js';
import { withLeaky } from '../scope.js';
import { cycleOfWindows } from './cycle-of-windows.js';
import { type Search, searchOrder, withSearchPath } from './search-path.js';
import { liftRoutineOfWith } from './with-routines.js';

/**
 * WITH: factors become common table expressions; those that name themselves are recursive. (SQL Language
 * Reference, subquery_factoring_clause)
 */
export function lowerWith(ex: ExprContext, clause: With): { readonly with: PgWith; readonly ex: ExprContext } {
  for (const routine of clause.routines) liftRoutineOfWith(ex, routine);
  const leaky: string[] = [];
  let inner = ex;
  let recursive = false;
  const ctes: PgCte[] = [];
  for (const factor of clause.factors) {
    if (namesItself(factor)) recursive = true;
    ctes.push(wrapped(factor, lowerFactor(inner, factor)));
    if (factor.cycle && !factor.search) {
      leaky.push(factor.name.name);
      inner = withLeaky(ex, leaky);
    }
  }
  return { with: { kind: 'PgWith', span: clause.span, recursive, ctes }, ex: inner };
}

/** What CYCLE sets is a VARCHAR2 of one character, also where it is written as a number. */
const mark = { kind: 'varchar2', length: 1 } as const;

/** What stands on top of a recursive query that has columns of ours: SEARCH and the check for loops. */
interface Made {
  readonly cte: PgCte;
  readonly search?: Search;
  /** The mark of rows that close a loop, where Oracle raises ORA-32044. */
  readonly loopMark?: string;
}

/**
 * The column that SEARCH sets numbers the rows: the query is put below one of its name that does so, by a path that is
 * not shown. So is one whose loops are an error.
 */
function wrapped(factor: SubqueryFactor, { cte, search, loopMark }: Made): PgCte {
  if ((!search && loopMark === undefined) || !cte.columns) return cycleOfWindows(factor, cte);
  const { span, name, columns } = cte;
  const shown = (column: string): PgSelectItem => b.item(span, b.column(span, name, column));
  const items = columns.filter((c) => c !== search?.path).map(shown);
  if (search) {
    const number = b.cast(
      span,
      {
        ...b.call(span, 'row_number'),
        over: {
          kind: 'PgWindow',
          span,
          partitionBy: [],
          orderBy: searchOrder(b.column(span, name, search.path), search),
        },
      },
      pgTypes.numeric,
    );
    items.push(b.item(span, number, search.set));
  }
  if (cte.cycle && loopMark === undefined) items.push(shown(cte.cycle.set));
  const looped = loopMark === undefined ? undefined : b.column(span, name, loopMark);
  const query = b.select(span, {
    with: { kind: 'PgWith', span: factor.span, recursive: true, ctes: [cycleOfWindows(factor, cte)] },
    items,
    from: [{ kind: 'PgTable', span, name: [name] }],
    ...(looped
      ? {
          where: b.caseWhen(
            span,
            [{ when: looped, then: b.ora(span, 'raise', b.num(span, 32044), b.null(span), b.boolean(span, false)) }],
            b.boolean(span, true),
          ),
        }
      : {}),
  });
  return { kind: 'PgCte', span, name, query };
}

/**
 * The columns by which a recursive query without CYCLE is found to loop: those that the conditions of the recursive
 * member name, or all where it has none. None where one of them grows or shrinks from row to row. (SQL Language
 * Reference, subquery_factoring_clause, "cycle_clause")
 */
function loopColumns(ex: ExprContext, factor: SubqueryFactor): readonly string[] {
  const { body } = factor.query;
  if (!factor.columns || factor.cycle || body.kind !== 'SetOperation' || body.op !== 'UNION ALL') return [];
  const { left, right } = body;
  if (left.kind !== 'Select' || right.kind !== 'Select') return [];
  const { analysis } = ex.unit;
  const [own] = leavesOf(right.from).filter((leaf) => leaf.kind === 'TableRef' && mentions(leaf, factor.name.name));
  const source = own && analysis.sourceOf(own);
  if (!source) return [];
  const found = new Set<string>();
  const columnOf = (e: Expr): string | undefined => {
    if (e.kind !== 'Name') return undefined;
    const { base } = analysis.resolve(e);
    return base.kind === 'column' && base.source === source ? base.column.name : undefined;
  };
  walkBlock([right.where, ...right.from], (e) => {
    const column = columnOf(e);
    if (column !== undefined) found.add(column);
  });
  if (found.size === 0 && !right.where && right.from.length === 1)
    for (const { name } of factor.columns) found.add(name);
  const moves = factor.columns.some(({ name }, i) => {
    const value = right.items[i]?.value;
    return (
      found.has(name) &&
      value?.kind === 'Binary' &&
      (value.op === '+' || value.op === '-') &&
      columnOf(value.left) === name &&
      value.right.kind === 'NumberLiteral' &&
      Number(value.right.text) > 0
    );
  });
  return moves ? [] : [...found];
}

function lowerFactor(ex: ExprContext, factor: SubqueryFactor): Made {
  const { analysis } = ex.unit;
  const recursive = namesItself(factor);
  const use = recursive ? { types: analysis.columnsOf(factor.query).map((c) => c.type), exact: true } : {};
  const name = foldName(factor.name.name);
  const set = factor.search ? foldName(factor.search.set.name) : undefined;
  const columns = factor.columns?.map((c) => foldName(c.name)) ?? [];
  const loops = recursive ? loopColumns(ex, factor) : [];
  // SEARCH alone orders the rows of a recursive query; PostgreSQL takes no ORDER BY there.
  const ordered = !recursive || factor.query.limit !== undefined;
  const query = lowerQueryAs(ex, ordered ? factor.query : { ...factor.query, orderBy: undefined }, use);
  if ((factor.cycle || loops.length > 0) && !readsItselfAtTheTop(query, name))
    return refuse(unsupportedClause(factor.span, 'ROWNUM, or what stands above the rows, in a recursive member'));
  const search = factor.search && set ? { ...factor.search, set, path: madeUp(`${set}_path`) } : undefined;
  const cte: PgCte = {
    kind: 'PgCte',
    span: factor.span,
    name,
    ...(factor.columns ? { columns: search ? [...columns, search.path] : columns } : {}),
    query: search ? withSearchPath(ex, factor, query, search) : query,
    ...(factor.cycle
      ? {
          cycle: {
            columns: factor.cycle.columns.map((c) => foldName(c.name)),
            set: foldName(factor.cycle.set.name),
            to: lowerTo(ex, factor.cycle.to, mark),
            otherwise: lowerTo(ex, factor.cycle.otherwise, mark),
            using: madeUp(`${foldName(factor.cycle.set.name)}_path`),
          },
        }
      : {}),
    ...(loops.length > 0
      ? {
          cycle: {
            columns: loops.map(foldName),
            set: madeUp('is_cycle'),
            to: b.boolean(factor.span, true),
            otherwise: b.boolean(factor.span, false),
            using: madeUp('cycle_path'),
          },
        }
      : {}),
  };
  return { cte, ...(search ? { search } : {}), ...(loops.length > 0 ? { loopMark: madeUp('is_cycle') } : {}) };
}

/**
 * Does the recursive member read the query in its own FROM, as PostgreSQL's CYCLE wants
 * it, and not in a subquery there?
 */
function readsItselfAtTheTop({ body }: PgSelect, name: string): boolean {
  if (body.kind !== 'PgSetOperation' || body.right.kind !== 'PgSelectCore') return true;
  const reads = (item: PgFromItem): boolean =>
    item.kind === 'PgJoin'
      ? reads(item.left) || reads(item.right)
      : item.kind === 'PgTable' && item.name.length === 1 && item.name[0] === name;
  return body.right.from.some(reads);
}

function namesItself(factor: SubqueryFactor): boolean {
  return mentions(factor.query, factor.name.name);
}

const mentions = (query: OracleNode, name: string): boolean =>
  contains(query, (n) => n.kind === 'TableRef' && simpleName(n.name) === name);
