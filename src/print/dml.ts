import type { PgDelete, PgDml, PgInsert, PgMerge, PgReturning, PgSetItem, PgUpdate } from '../ir/postgres/index.js';
import { concat, type Doc, group, hardline, join, line, mark, nest } from './doc.js';
import { expression, expressionList, indexItem, parenthesized } from './expressions.js';
import { fromItem, intoClause, query, selectItem, values, withClause } from './queries.js';
import { quoteIdent, quoteNames } from './quote.js';

/** INSERT, UPDATE, DELETE or MERGE, on one line or one clause a line. */
export function dml(node: PgDml): Doc {
  return mark(node.span, (dmlPrinters[node.kind] as (one: PgDml) => Doc)(node));
}

/** One function for each kind of DML, without the span's mark. */
export const dmlPrinters = {
  PgInsert: (n) => {
    const lines: Doc[] = n.with === undefined ? [] : [withClause(n.with)];
    const columns = n.columns?.length ? concat([' ', parenthesized(nameList(n.columns))]) : '';
    lines.push(
      concat(['insert into ', fromItem(n.target), columns, n.overriding ? ` overriding ${n.overriding} value` : '']),
    );
    lines.push(insertSource(n.source));
    if (n.onConflict !== undefined) lines.push(onConflict(n.onConflict));
    return clauses(lines, n.returning);
  },
  PgUpdate: (n) => {
    const lines: Doc[] = n.with === undefined ? [] : [withClause(n.with)];
    lines.push(concat(['update ', fromItem(n.target)]), setClause(n.set));
    if (n.from?.length) lines.push(group(nest('from ', join(n.from.map(fromItem), ',', line))));
    if (n.where !== undefined) lines.push(whereClause(n.where));
    return clauses(lines, n.returning);
  },
  PgDelete: (n) => {
    const lines: Doc[] = n.with === undefined ? [] : [withClause(n.with)];
    lines.push(concat(['delete from ', fromItem(n.target)]));
    if (n.using?.length) lines.push(group(nest('using ', join(n.using.map(fromItem), ',', line))));
    if (n.where !== undefined) lines.push(whereClause(n.where));
    return clauses(lines, n.returning);
  },
  PgMerge: (n) => {
    const lines: Doc[] = n.with === undefined ? [] : [withClause(n.with), hardline];
    lines.push(concat(['merge into ', fromItem(n.target)]), hardline);
    lines.push(concat(['using ', fromItem(n.using), ' on ', nest(expression(n.on))]));
    for (const when of n.whens) {
      const condition = when.condition === undefined ? '' : concat([' and ', nest(expression(when.condition))]);
      lines.push(hardline, when.matched ? 'when matched' : 'when not matched', condition, ' then');
      lines.push(nest(hardline, mergeAction(when.action)));
    }
    return concat(lines);
  },
} satisfies { readonly [N in PgDml as N['kind']]: (node: N) => Doc };

function clauses(lines: Doc[], returning: PgReturning | undefined): Doc {
  if (returning !== undefined) {
    lines.push(group('returning', nest(line, join(returning.items.map(selectItem), ',', line))));
    if (returning.into !== undefined) lines.push(intoClause(returning.into));
  }
  return group(join(lines, line));
}

function nameList(names: readonly string[]): Doc {
  return join(names.map(quoteIdent), ',', line);
}

function insertSource(source: PgInsert['source']): Doc {
  if (source === 'default values') return source;
  return source.kind === 'PgValues' ? values(source) : query(source);
}

function onConflict(node: NonNullable<PgInsert['onConflict']>): Doc {
  const parts: Doc[] = ['on conflict'];
  if (node.constraint !== undefined) parts.push(` on constraint ${quoteIdent(node.constraint)}`);
  else if (node.target?.length) parts.push(' ', parenthesized(join(node.target.map(indexItem), ',', line)));
  if (node.where !== undefined) parts.push(' where ', nest(expression(node.where)));
  if (!node.update?.length) return concat([...parts, ' do nothing']);
  parts.push(nest(line, 'do update ', setClause(node.update)));
  if (node.updateWhere !== undefined) parts.push(nest(line, 'where ', expression(node.updateWhere)));
  return group(...parts);
}

function setClause(items: readonly PgSetItem[]): Doc {
  return group('set', nest(line, join(items.map(setItem), ',', line)));
}

function setItem(item: PgSetItem): Doc {
  if (item.kind === 'columns') {
    return mark(item.value.span, concat([`(${quoteNames(item.columns)}) = `, expression(item.value)]));
  }
  const column = [item.column, ...(item.path ?? [])].map(quoteIdent).join('.');
  return mark(item.value.span, concat([`${column} = `, expression(item.value)]));
}

function whereClause(where: NonNullable<PgUpdate['where'] | PgDelete['where']>): Doc {
  if ('currentOf' in where) return `where current of ${quoteIdent(where.currentOf)}`;
  return mark(where.span, concat(['where ', expression(where)]));
}

function mergeAction(action: PgMerge['whens'][number]['action']): Doc {
  switch (action.kind) {
    case 'update':
      return concat(['update ', setClause(action.set)]);
    case 'delete':
    case 'do nothing':
      return action.kind;
    case 'insert': {
      const columns = action.columns?.length ? concat([' ', parenthesized(nameList(action.columns))]) : '';
      return group('insert', columns, line, 'values ', parenthesized(expressionList(action.values)));
    }
  }
}
