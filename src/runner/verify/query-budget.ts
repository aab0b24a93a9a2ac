import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { splitPostgresStatements } from '../plan/statements/postgres-statements.js';
import { foldIdentifier } from '../sql/quoting.js';
import { tokensOf } from '../sql/statement-tokens.js';
import { DatabaseError } from '../target/database-error.js';
import type { Target } from '../target/target.js';

/** What a query may cost, by PostgreSQL's own estimate. */
export interface QueryBudget {
  readonly file: string;
  readonly line: number;
  readonly sql: string;
  /** Limits of the plan's total cost and number of rows. */
  readonly cost?: number;
  readonly rows?: number;
  /** Tables that must not be read whole; `*` for any. */
  readonly noSeqScan: readonly string[];
  /** Indexes that have to be used. */
  readonly indexes: readonly string[];
  /** Parts of the mark that say nothing we know. */
  readonly unknown: readonly string[];
}

const mark = /^\s*--\s*budget:\s*(.*)$/i;

/**
 * Queries of `*.sql` files in a folder (or of one file) that are marked: a line
 * `-- budget: cost <= 500; rows <= 20; no seq scan on app.t; index t_pk` before the statement. What is not marked is
 * not looked at. Throws what the file system throws.
 */
export function readBudgets(path: string): readonly QueryBudget[] {
  const files = statSync(path).isDirectory()
    ? readdirSync(path)
        .filter((name) => name.endsWith('.sql'))
        .sort()
        .map((name) => join(path, name))
    : [path];
  return files.flatMap((file) => (existsSync(file) ? budgetsOf(file, readFileSync(file, 'utf8')) : []));
}

function budgetsOf(file: string, text: string): readonly QueryBudget[] {
  const lines = text.split('\n');
  let last = 0;
  return splitPostgresStatements(text).flatMap(({ text: sql, line }) => {
    // The comments between the statement before and this one.
    const marks = lines.slice(last, line - 1).flatMap((one) => mark.exec(one)?.[1] ?? []);
    last = line - 1 + sql.split('\n').length;
    return marks.length === 0 ? [] : [{ file, line, sql, ...limitsOf(marks.join(';')) }];
  });
}

function limitsOf(text: string): Pick<QueryBudget, 'cost' | 'rows' | 'noSeqScan' | 'indexes' | 'unknown'> {
  const limits: { cost?: number; rows?: number } = {};
  const noSeqScan: string[] = [];
  const indexes: string[] = [];
  const unknown: string[] = [];
  for (const part of text.split(';').map((one) => one.trim())) {
    if (part === '') continue;
    const [, what, limit] = /^(cost|rows)\s*<=\s*(\d+(?:\.\d+)?)$/i.exec(part) ?? [];
    const table = /^no\s+seq\s+scan(?:\s+on\s+(\S+))?$/i.exec(part);
    const index = /^index\s+(\S+)$/i.exec(part)?.[1];
    if (what?.toLowerCase() === 'cost') limits.cost = Number(limit);
    else if (what?.toLowerCase() === 'rows') limits.rows = Number(limit);
    else if (table) noSeqScan.push(table[1] === undefined ? '*' : plainPath(table[1]));
    else if (index !== undefined) indexes.push(plainPath(index));
    else unknown.push(part);
  }
  return { ...limits, noSeqScan, indexes, unknown };
}

/** `app."Mixed"` as `app.Mixed`. */
const plainPath = (text: string): string =>
  tokensOf(text)
    .filter(({ text: token }) => token !== '.')
    .map(({ text: token }) => foldIdentifier(token))
    .join('.');

/** A query that goes beyond its budget; `place` is `file:line`. */
interface BudgetProblem {
  readonly place: string;
  readonly message: string;
}

/**
 * Plans every query, without running it, and says which go beyond their budget. Parameters (`$1`) are planned for any
 * value. (PostgreSQL manual, EXPLAIN; PREPARE, "Notes".) Takes a transaction of its own.
 */
export async function checkBudgets(target: Target, budgets: readonly QueryBudget[]): Promise<readonly BudgetProblem[]> {
  const problems: BudgetProblem[] = [];
  for (const budget of budgets) {
    const place = `${budget.file}:${budget.line}`;
    for (const part of budget.unknown)
      problems.push({
        place,
        message: `'${part}' is no budget: cost <= N, rows <= N, no seq scan [on TABLE], index NAME`,
      });
    await target.execute(
      `begin read only; set local plan_cache_mode = force_generic_plan; set local statement_timeout = '60s'`,
    );
    try {
      const plan = await explained(target, budget.sql);
      problems.push(...beyond(plan, budget).map((message) => ({ place, message })));
    } catch (error) {
      if (!(error instanceof DatabaseError)) throw error;
      problems.push({ place, message: `${error.sqlstate} ${error.message}` });
    } finally {
      await target.execute('rollback; deallocate all');
    }
  }
  return problems;
}

/** The part of EXPLAIN's JSON that is looked at. */
interface PlanNode {
  readonly 'Node Type': string;
  readonly 'Total Cost': number;
  readonly 'Plan Rows': number;
  readonly Schema?: string;
  readonly 'Relation Name'?: string;
  readonly 'Index Name'?: string;
  readonly Plans?: readonly PlanNode[];
}

async function explained(target: Target, sql: string): Promise<PlanNode> {
  await target.execute(`prepare oraphant_budget as ${sql}`);
  const { rows: known } = await target.execute(
    `select cardinality(parameter_types) from pg_prepared_statements where name = 'oraphant_budget'`,
  );
  const count = Number(known[0]?.[0] ?? 0);
  const values = count === 0 ? '' : `(${Array.from({ length: count }, () => 'null').join(', ')})`;
  const { rows } = await target.execute(`explain (format json, verbose) execute oraphant_budget${values}`);
  const [{ Plan: plan }] = JSON.parse(rows.map(([line]) => line ?? '').join('\n')) as readonly [
    { readonly Plan: PlanNode },
  ];
  return plan;
}

function beyond(plan: PlanNode, { cost, rows, noSeqScan, indexes }: QueryBudget): readonly string[] {
  const nodes: PlanNode[] = [];
  const walk = (node: PlanNode) => {
    nodes.push(node);
    for (const child of node.Plans ?? []) walk(child);
  };
  walk(plan);
  const found: string[] = [];
  if (cost !== undefined && plan['Total Cost'] > cost)
    found.push(`it costs ${plan['Total Cost']}, and may cost ${cost}`);
  if (rows !== undefined && plan['Plan Rows'] > rows)
    found.push(`it gives ${plan['Plan Rows']} rows, and may give ${rows}`);
  for (const node of nodes) {
    const table = node['Relation Name'] ?? '';
    const names = [table, `${node.Schema ?? ''}.${table}`, '*'];
    if (/^(Parallel )?Seq Scan$/.test(node['Node Type']) && noSeqScan.some((name) => names.includes(name)))
      found.push(`it reads ${names[1]} from end to end`);
  }
  for (const name of indexes) {
    const isUsed = nodes.some((node) => node['Index Name'] === name.split('.').at(-1));
    if (!isUsed) found.push(`it does not use the index ${name}`);
  }
  return [...new Set(found)];
}
