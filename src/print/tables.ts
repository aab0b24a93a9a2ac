import type {
  PgAlterTableAction,
  PgColumnDefinition,
  PgCreateTable,
  PgExpr,
  PgLine,
  PgPartitionBound,
  PgTableConstraint,
} from '../ir/postgres/index.js';
import { onItsLine } from './comments.js';
import { concat, type Doc, group, hardline, join, line, nest } from './doc.js';
import { columnDefault, expression, expressionList, indexItem, parenthesized } from './expressions.js';
import { precedence } from './precedence.js';
import { query } from './queries.js';
import { quoteIdent, quoteName, quoteNames } from './quote.js';
import { typeName } from './type-names.js';

/** ` (a, b)`; nothing where no columns are named. */
export const columnList = (columns: readonly string[] | undefined): Doc =>
  columns?.length ? concat([' ', parenthesized(join(columns.map(quoteIdent), ',', line))]) : '';

/** CREATE TABLE, also of a partition, without the semicolon. */
export function createTable(node: PgCreateTable): Doc {
  const persistence = node.persistence === undefined ? '' : `${node.persistence} `;
  const parts: Doc[] = [
    `create ${persistence}table ${node.ifNotExists ? 'if not exists ' : ''}${quoteName(node.name)}`,
  ];
  if (node.partitionOf !== undefined) parts.push(` partition of ${quoteName(node.partitionOf.parent)}`);
  if (node.asQuery !== undefined) parts.push(columnList(node.columns.map((one) => one.name)));
  else if (node.columns.length > 0 || node.constraints.length > 0) parts.push(tableElements(node));
  else if (node.partitionOf === undefined) parts.push(' ()');
  if (node.partitionOf !== undefined) parts.push(' ', partitionBound(node.partitionOf.bound));
  if (node.partitionBy !== undefined) {
    const { method, columns } = node.partitionBy;
    parts.push(hardline, `partition by ${method} `, parenthesized(join(columns.map(indexItem), ',', line)));
  }
  if (node.onCommit !== undefined) parts.push(hardline, `on commit ${node.onCommit}`);
  if (node.asQuery !== undefined) parts.push(' as', hardline, query(node.asQuery));
  if (node.withoutData) parts.push(hardline, 'with no data');
  return concat(parts);
}

/** Names longer than this do not push everybody's types to the right. */
const widestAligned = 30;

function tableElements(node: PgCreateTable): Doc {
  const names = node.columns.map((one) => quoteIdent(one.name).length).filter((length) => length <= widestAligned);
  const width = Math.max(0, ...names);
  const elements: { readonly of: PgLine; readonly doc: Doc }[] = [
    ...node.columns.map((one) => ({
      of: one,
      doc: node.partitionOf === undefined ? columnDefinition(one, width) : columnOptions(one, width),
    })),
    ...node.constraints.map((one) => ({ of: one, doc: tableConstraint(one) })),
  ];
  const parts: Doc[] = [];
  for (const [index, { of, doc }] of elements.entries()) {
    parts.push(hardline);
    if (index > 0 && of.blankBefore) parts.push(hardline);
    parts.push(onItsLine(of, doc, index < elements.length - 1 ? ',' : ''));
  }
  return concat([' (', nest(...parts), hardline, ')']);
}

function columnDefinition(node: PgColumnDefinition, width = 0): Doc {
  const parts: Doc[] = [quoteIdent(node.name).padEnd(width), ` ${typeName(node.type)}`];
  if (node.collation !== undefined) {
    parts.push(` collate ${node.collation.startsWith('"') ? node.collation : quoteIdent(node.collation)}`);
  }
  return concat([...parts, ...columnConstraints(node)]);
}

/** A column of a partition has options only, its type is the parent's. */
function columnOptions(node: PgColumnDefinition, width: number): Doc {
  return concat([quoteIdent(node.name).padEnd(width), ...columnConstraints(node)]);
}

function columnConstraints(node: PgColumnDefinition): Doc[] {
  const parts: Doc[] = [];
  if (node.identity !== undefined) {
    const { always, options } = node.identity;
    parts.push(
      ` generated ${always ? 'always' : 'by default'} as identity${options === '' ? '' : ` ${bracketed(options)}`}`,
    );
  }
  if (node.generated !== undefined) {
    parts.push(' generated always as ', parenthesized(expression(node.generated)), ' stored');
  }
  if (node.default !== undefined) parts.push(' default ', expression(node.default, precedence.any, columnDefault));
  if (node.notNull) parts.push(' not null');
  return parts;
}

const bracketed = (options: string): string => (options.startsWith('(') ? options : `(${options})`);

function tableConstraint(node: PgTableConstraint): Doc {
  const parts: Doc[] = [node.name === undefined ? '' : `constraint ${quoteIdent(node.name)} `, constraintKind(node)];
  if (node.deferrable) parts.push(' deferrable');
  if (node.initiallyDeferred) parts.push(' initially deferred');
  if (node.notValid) parts.push(' not valid');
  return concat(parts);
}

function constraintKind(node: PgTableConstraint): Doc {
  switch (node.kind) {
    case 'primary key':
      return `primary key (${quoteNames(node.columns)})`;
    case 'unique':
      return `unique ${node.nullsNotDistinct ? 'nulls not distinct ' : ''}(${quoteNames(node.columns)})`;
    case 'check':
      return concat(['check ', parenthesized(expression(node.condition))]);
    case 'foreign key': {
      const referenced = node.referenced?.length ? ` (${quoteNames(node.referenced)})` : '';
      const onDelete = node.onDelete === undefined ? '' : ` on delete ${node.onDelete}`;
      return group(
        `foreign key (${quoteNames(node.columns)})`,
        nest(line, `references ${quoteName(node.table)}${referenced}${onDelete}`),
      );
    }
  }
}

function partitionBound(bound: PgPartitionBound): Doc {
  const edge = (items: readonly (PgExpr | 'minvalue' | 'maxvalue')[]): Doc =>
    parenthesized(
      join(
        items.map((one) => (typeof one === 'string' ? one : expression(one))),
        ',',
        line,
      ),
    );
  switch (bound.kind) {
    case 'range':
      return concat(['for values from ', edge(bound.from), ' to ', edge(bound.to)]);
    case 'list':
      return concat(['for values in ', parenthesized(expressionList(bound.values))]);
    case 'hash':
      return `for values with (modulus ${bound.modulus}, remainder ${bound.remainder})`;
    case 'default':
      return 'default';
  }
}

/** Renaming and attaching are statements of their own in PostgreSQL. */
export function together(actions: readonly PgAlterTableAction[]): PgAlterTableAction[][] {
  const groups: PgAlterTableAction[][] = [];
  let combine = false;
  for (const action of actions) {
    const alone = action.kind.startsWith('rename') || action.kind === 'attach partition';
    if (combine && !alone) groups.at(-1)!.push(action);
    else groups.push([action]);
    combine = !alone;
  }
  return groups;
}

/** What stands behind the name in ALTER TABLE. */
export function alterAction(action: PgAlterTableAction): Doc {
  switch (action.kind) {
    case 'add column':
      return addition(action.column, concat(['add column ', columnDefinition(action.column)]));
    case 'drop column':
      return `drop column ${quoteIdent(action.name)}${action.cascade ? ' cascade' : ''}`;
    case 'alter type': {
      const using = action.using === undefined ? '' : concat([' using ', expression(action.using)]);
      return concat([`alter column ${quoteIdent(action.name)} type ${typeName(action.type)}`, using]);
    }
    case 'set default':
      return concat([`alter column ${quoteIdent(action.name)} set default `, expression(action.value)]);
    case 'drop default':
    case 'set not null':
    case 'drop not null':
      return `alter column ${quoteIdent(action.name)} ${action.kind}`;
    case 'rename column':
    case 'rename constraint':
      return `${action.kind} ${quoteIdent(action.from)} to ${quoteIdent(action.to)}`;
    case 'rename':
      return `rename to ${quoteIdent(action.to)}`;
    case 'add constraint':
      return addition(action.constraint, concat(['add ', tableConstraint(action.constraint)]));
    case 'drop constraint':
      return `drop constraint ${quoteIdent(action.name)}${action.cascade ? ' cascade' : ''}`;
    case 'validate constraint':
      return `validate constraint ${quoteIdent(action.name)}`;
    case 'trigger': {
      const name = action.name === 'all' || action.name === 'user' ? action.name : quoteIdent(action.name);
      return `${action.enable ? 'enable' : 'disable'} trigger ${name}`;
    }
    case 'attach partition':
      return concat([`attach partition ${quoteName(action.name)} `, partitionBound(action.bound)]);
    case 'row level security':
      return `${action.enable ? 'enable' : 'disable'} row level security`;
  }
}

/** All comments stand before it: after it follows the comma or semicolon. */
function addition(node: PgLine, doc: Doc): Doc {
  const trailing = node.trailingComment === undefined ? [] : [node.trailingComment];
  return onItsLine({ span: node.span, comments: [...(node.comments ?? []), ...trailing] }, doc);
}
