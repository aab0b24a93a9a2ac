import type {
  PgAlterTableAction,
  PgColumnDefinition,
  PgCreateAggregate,
  PgCreateRoutine,
  PgCreateTable,
  PgExpr,
  PgGrant,
  PgLine,
  PgPartitionBound,
  PgSequenceOptions,
  PgStatement,
  PgTableConstraint,
} from '../ir/postgres/index.js';
import { commentLines, onItsLine } from './comments.js';
import { dml } from './dml.js';
import { concat, type Doc, dollarQuoted, group, hardline, join, line, nest, text } from './doc.js';
import { columnDefault, expression, expressionList, indexItem, parenthesized } from './expressions.js';
import { block, callStatement } from './plpgsql.js';
import { precedence } from './precedence.js';
import { query } from './queries.js';
import { quoteIdent, quoteLiteral, quoteName, quoteNames, quoteParameter } from './quote.js';
import { typeName } from './type-names.js';

/** One function for each kind of statement, without comments and semicolon. */
export const statementPrinters = {
  PgCreateSchema: (n) => `create schema ${n.ifNotExists ? 'if not exists ' : ''}${quoteIdent(n.name)}`,
  PgCreateTable: (n) => createTable(n),
  PgAlterTable: (n) => {
    const head = `alter table ${quoteName(n.name)}`;
    const statements: Doc[] = [];
    for (const actions of together(n.actions)) {
      statements.push(group(head, nest(line, join(actions.map(alterAction), ',', line))));
    }
    return join(statements, ';', hardline);
  },
  PgCreateIndex: (n) => {
    const items = n.items.map((one) =>
      concat([
        indexItem(one.value),
        one.opclass === undefined ? '' : ` ${one.opclass}`,
        one.direction === undefined ? '' : ` ${one.direction}`,
        one.nulls === undefined ? '' : ` nulls ${one.nulls}`,
      ]),
    );
    const method = n.method === undefined ? '' : ` using ${quoteIdent(n.method)}`;
    const head = `create ${n.unique ? 'unique ' : ''}index ${quoteIdent(n.name)} on ${quoteName(n.table)}${method} `;
    const parts: Doc[] = [head, parenthesized(join(items, ',', line)), n.nullsNotDistinct ? ' nulls not distinct' : ''];
    if (n.where !== undefined) parts.push(nest(line, 'where ', expression(n.where)));
    return group(...parts);
  },
  PgCreateSequence: (n) =>
    group(
      `create sequence ${n.ifNotExists ? 'if not exists ' : ''}${quoteName(n.name)}`,
      nest(...sequenceOptions(n.options).flatMap((one) => [line, one])),
    ),
  PgCreateView: (n) => {
    const check = n.checkOption === undefined ? '' : concat([hardline, `with ${n.checkOption} check option`]);
    return concat([`create view ${quoteName(n.name)}`, columnList(n.columns), ' as', hardline, query(n.query), check]);
  },
  PgCreateMaterializedView: (n) =>
    concat([
      `create materialized view ${quoteName(n.name)}`,
      columnList(n.columns),
      ' as',
      hardline,
      query(n.query),
      hardline,
      n.withData ? 'with data' : 'with no data',
    ]),
  PgCreateType: (n) => {
    const head = `create type ${quoteName(n.name)} as (`;
    if (n.attributes.length === 0) return `${head})`;
    const attributes = n.attributes.map((one, index) => {
      const comments = one.comments?.length ? [commentLines(one.comments), hardline] : [];
      const comma = index < n.attributes.length - 1 ? ',' : '';
      return concat([...comments, `${quoteIdent(one.name)} ${typeName(one.type)}${comma}`]);
    });
    return concat([head, nest(hardline, join(attributes, hardline)), hardline, ')']);
  },
  PgCreateDomain: (n) =>
    group(
      `create domain ${quoteName(n.name)} as ${typeName(n.type)}`,
      n.check === undefined ? '' : nest(line, 'check ', parenthesized(expression(n.check))),
    ),
  PgCreateRoutine: (n) => createRoutine(n),
  PgCreateAggregate: (n) => createAggregate(n),
  PgCreateTrigger: (n) => {
    const events = n.events.map((one) => one.event + (one.columns?.length ? ` of ${quoteNames(one.columns)}` : ''));
    const parts: Doc[] = [
      `create ${n.orReplace ? 'or replace ' : ''}${n.constraint ? 'constraint ' : ''}trigger ${quoteIdent(n.name)}`,
      hardline,
    ];
    parts.push(`${n.timing} ${events.join(' or ')}`, hardline, `on ${quoteName(n.table)}`, hardline);
    const tables: string[] = [];
    if (n.referencing?.new !== undefined) tables.push(`new table as ${quoteIdent(n.referencing.new)}`);
    if (n.referencing?.old !== undefined) tables.push(`old table as ${quoteIdent(n.referencing.old)}`);
    if (tables.length > 0) parts.push(`referencing ${tables.join(' ')}`, hardline);
    parts.push(`for each ${n.forEach}`, hardline);
    if (n.when !== undefined) parts.push('when ', parenthesized(expression(n.when)), hardline);
    parts.push(`execute function ${quoteName(n.function)}(${(n.args ?? []).map(quoteLiteral).join(', ')})`);
    return concat(parts);
  },
  PgCreateEventTrigger: (n) =>
    concat([
      `create event trigger ${quoteIdent(n.name)} on ${n.event}`,
      hardline,
      `execute function ${quoteName(n.function)}()`,
    ]),
  PgChangeEventTrigger: (n) =>
    text(
      n.change === 'drop'
        ? `drop event trigger if exists ${quoteIdent(n.name)}`
        : `alter event trigger ${quoteIdent(n.name)} ${n.change}`,
    ),
  PgDrop: (n) => {
    const cascade = n.cascade ? ' cascade' : '';
    const names = `${n.ifExists ? 'if exists ' : ''}${n.names.map(quoteName).join(', ')}`;
    if (n.on === undefined) return text(`drop ${n.objectKind} ${names}${cascade}`);
    const table = quoteName(n.on);
    return text(
      n.objectKind === 'constraint'
        ? `alter table ${table} drop constraint ${names}${cascade}`
        : `drop ${n.objectKind} ${names} on ${table}${cascade}`,
    );
  },
  PgTruncate: (n) => text(`truncate table ${quoteName(n.table)}${n.cascade ? ' cascade' : ''}`),
  PgRename: (n) => {
    const on = n.on === undefined ? '' : ` on ${quoteName(n.on)}`;
    return text(`alter ${n.objectKind} ${quoteName(n.name)}${on} rename to ${quoteIdent(n.to)}`);
  },
  PgSwitchTriggers: (n) => {
    if (n.triggers === undefined)
      return text(`select ora.switch_triggers(${quoteLiteral(quoteName(n.table))}, ${n.enable})`);
    const actions = n.triggers.map((name) => `${n.enable ? 'enable' : 'disable'} trigger ${quoteIdent(name)}`);
    return text(`alter table ${quoteName(n.table)} ${actions.join(', ')}`);
  },
  PgComment: (n) => {
    const signature = n.signature === undefined ? '' : `(${n.signature.map(typeName).join(', ')})`;
    return text(`comment on ${n.on} ${quoteName(n.name)}${signature} is ${quoteLiteral(n.text)}`);
  },
  PgGrant: (n) => grant(n),
  PgDo: (n) => concat(['do ', dollarQuoted(hardline, variableConflict(n), onItsLine(n.body, block(n.body), ';'))]),
  PgQueryStatement: (n) => query(n.query),
  PgDmlStatement: (n) => dml(n.statement),
  PgCallStatement: (n) => callStatement(n.name, n.args),
  PgFixedStatement: (n) => text(n.text),
} satisfies { readonly [N in PgStatement as N['kind']]: (node: N) => Doc };

/** A statement with its comments and its semicolon. */
export function statement(node: PgStatement): Doc {
  return onItsLine(node, (statementPrinters[node.kind] as (one: PgStatement) => Doc)(node), ';');
}

const columnList = (columns: readonly string[] | undefined): Doc =>
  columns?.length ? concat([' ', parenthesized(join(columns.map(quoteIdent), ',', line))]) : '';

function createTable(node: PgCreateTable): Doc {
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
function together(actions: readonly PgAlterTableAction[]): PgAlterTableAction[][] {
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

function alterAction(action: PgAlterTableAction): Doc {
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

function sequenceOptions(options: PgSequenceOptions): string[] {
  const list: string[] = [];
  if (options.type !== undefined) list.push(`as ${options.type}`);
  if (options.start !== undefined) list.push(`start with ${options.start}`);
  if (options.increment !== undefined) list.push(`increment by ${options.increment}`);
  if (options.min !== undefined) list.push(`minvalue ${options.min}`);
  if (options.max !== undefined) list.push(`maxvalue ${options.max}`);
  if (options.cycle !== undefined) list.push(options.cycle ? 'cycle' : 'no cycle');
  if (options.cache !== undefined) list.push(`cache ${options.cache}`);
  return list;
}

function createRoutine(node: PgCreateRoutine): Doc {
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

function createAggregate(node: PgCreateAggregate): Doc {
  const options = [
    `sfunc = ${quoteName(node.step)}`,
    `stype = ${typeName(node.state)}`,
    `finalfunc = ${quoteName(node.final)}`,
  ];
  const head = `create ${node.orReplace ? 'or replace ' : ''}aggregate ${quoteName(node.name)}(${typeName(node.argument)}) (`;
  return concat([head, nest(hardline, join(options, ',', hardline)), hardline, ')']);
}

/** In SQL of the body a name that is both a column and a variable is the column. (PostgreSQL manual, 43.11.1) */
function variableConflict(node: { readonly variableConflict?: 'use_column' }): Doc {
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

function grant(node: PgGrant): Doc {
  const privileges = node.privileges
    .map((one) => one.name + (one.columns?.length ? ` (${quoteNames(one.columns)})` : ''))
    .join(', ');
  const kind = node.objectKind === 'table' ? '' : `${node.objectKind} `;
  const signature = node.signature === undefined ? '' : `(${node.signature.map(typeName).join(', ')})`;
  const object = `on ${kind}${quoteName(node.object)}${signature}`;
  const grantees = node.grantees.map(grantee).join(', ');
  if (node.revoke) {
    return `revoke ${node.grantOption ? 'grant option for ' : ''}${privileges} ${object} from ${grantees}`;
  }
  return `grant ${privileges} ${object} to ${grantees}${node.grantOption ? ' with grant option' : ''}`;
}

/** `public` and the role words are no names. */
const grantee = (name: string): string =>
  ['current_user', 'current_role', 'session_user'].includes(name) ? name : quoteIdent(name);
