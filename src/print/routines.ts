import type { PgCreateAggregate, PgCreateRoutine } from '../ir/postgres/index.js';
import { onItsLine } from './comments.js';
import { concat, type Doc, dollarQuoted, hardline, join, line, nest } from './doc.js';
import { expression, parenthesized } from './expressions.js';
import { block } from './plpgsql.js';
import { query } from './queries.js';
import { quoteIdent, quoteName, quoteParameter } from './quote.js';
import { typeName } from './type-names.js';

/** CREATE FUNCTION and CREATE PROCEDURE with their bodies, without the semicolon. */
export function createRoutine(node: PgCreateRoutine): Doc {
  const create = node.orReplace ? 'create or replace' : 'create';
  const parts: Doc[] = [`${create} ${node.routine} ${quoteName(node.name)}`, parameterList(node)];
  const returns = returnsClause(node.returns);
  if (returns !== undefined) parts.push(hardline, returns);
  parts.push(hardline, `language ${node.language}`);
  if (node.volatility !== undefined) parts.push(hardline, node.volatility);
  if (node.securityDefiner) parts.push(hardline, 'security definer');
  for (const setting of node.settings ?? []) parts.push(hardline, `set ${setting}`);
  const body =
    node.body.kind === 'PlBlock'
      ? concat([variableConflict(node), onItsLine(node.body, block(node.body), ';')])
      : concat([query(node.body), ';']);
  return concat([...parts, hardline, 'as ', dollarQuoted(hardline, body)]);
}

/** CREATE AGGREGATE, without the semicolon. */
export function createAggregate(node: PgCreateAggregate): Doc {
  const options = [
    `sfunc = ${quoteName(node.step)}`,
    `stype = ${typeName(node.state)}`,
    `finalfunc = ${quoteName(node.final)}`,
  ];
  const head = `create ${node.orReplace ? 'or replace ' : ''}aggregate ${quoteName(node.name)}(${typeName(node.argument)}) (`;
  return concat([head, nest(hardline, join(options, ',', hardline)), hardline, ')']);
}

/** In SQL of the body a name that is both a column and a variable is the column. (PostgreSQL manual, 43.11.1) */
export function variableConflict(node: { readonly variableConflict?: 'use_column' }): Doc {
  return node.variableConflict ? concat([`#variable_conflict ${node.variableConflict}`, hardline]) : '';
}

function parameterList(node: PgCreateRoutine): Doc {
  if (node.parameters.length === 0) return '()';
  const parts: Doc[] = [];
  for (const [index, one] of node.parameters.entries()) {
    const mode = one.mode === 'in' ? '' : `${one.mode} `;
    const initial = one.default === undefined ? '' : concat([' default ', expression(one.default)]);
    const doc = concat([`${mode}${quoteParameter(one.name)} ${typeName(one.type)}`, initial]);
    const isLast = index === node.parameters.length - 1;
    parts.push(onItsLine(one, doc, isLast ? '' : ','));
    // A line comment would swallow what follows.
    if (one.trailingComment === undefined) parts.push(isLast ? '' : line);
    else if (isLast) return concat(['(', nest(hardline, concat(parts)), hardline, ')']);
    else parts.push(hardline);
  }
  return parenthesized(concat(parts));
}

function returnsClause(returns: PgCreateRoutine['returns']): string | undefined {
  if (returns === undefined) return undefined;
  if (typeof returns === 'string') return `returns ${returns}`;
  if ('setOf' in returns) return `returns setof ${typeName(returns.setOf)}`;
  if ('table' in returns) {
    return `returns table (${returns.table.map((one) => `${quoteIdent(one.name)} ${typeName(one.type)}`).join(', ')})`;
  }
  return `returns ${typeName(returns)}`;
}
