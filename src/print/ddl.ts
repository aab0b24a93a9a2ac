import type { PgCreateTrigger, PgGrant, PgSequenceOptions, PgStatement } from '../ir/postgres/index.js';
import { commentLines, onItsLine } from './comments.js';
import { dml } from './dml.js';
import { concat, type Doc, dollarQuoted, group, hardline, join, line, nest, text } from './doc.js';
import { expression, indexItem, parenthesized } from './expressions.js';
import { block, callStatement } from './plpgsql.js';
import { query } from './queries.js';
import { quoteIdent, quoteLiteral, quoteName, quoteNames } from './quote.js';
import { createAggregate, createRoutine, variableConflict } from './routines.js';
import { alterAction, columnList, createTable, together } from './tables.js';
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
  PgCreateTrigger: (n) => createTrigger(n),
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
    if (n.ofView !== undefined)
      return n.enable
        ? createTrigger(n.ofView)
        : text(`drop trigger if exists ${quoteIdent(n.ofView.name)} on ${quoteName(n.table)}`);
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
  PgApart: (n) =>
    concat([
      'select ora.autonomous(',
      dollarQuoted(
        hardline,
        `drop routine if exists ${quoteName(n.routine.name)};`,
        hardline,
        onItsLine(n.routine, createRoutine(n.routine), ';'),
      ),
      ', 0, false)',
    ]),
  PgQueryStatement: (n) => query(n.query),
  PgDmlStatement: (n) => dml(n.statement),
  PgCallStatement: (n) => callStatement(n.name, n.args),
  PgFixedStatement: (n) => text(n.text),
} satisfies { readonly [N in PgStatement as N['kind']]: (node: N) => Doc };

/** A statement with its comments and its semicolon. */
export function statement(node: PgStatement): Doc {
  return onItsLine(node, (statementPrinters[node.kind] as (one: PgStatement) => Doc)(node), ';');
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

function createTrigger(n: PgCreateTrigger): Doc {
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
}
