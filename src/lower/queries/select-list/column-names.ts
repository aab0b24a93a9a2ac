import type { Analysis } from '../../../analyze/analysis.js';
import { lastName } from '../../../ir/dotted.js';
import { expressionName } from '../../../ir/expression-name.js';
import type { Call, Query, QueryBody, ScriptUnit, SelectItem } from '../../../ir/oracle/index.js';
import type { PgSelect, PgSelectBody, PgSelectCore, PgSelectItem } from '../../../ir/postgres/index.js';
import { firstQueryBlock } from '../../../ir/query-branches.js';
import type { Span } from '../../../ir/span.js';
import { contains, nodesOf } from '../../../ir/walk.js';
import { b } from '../../builders.js';
import type { UnitContext } from '../../context.js';
import { foldName } from '../../naming/naming.js';
import { remembered } from '../../remembered.js';

/*
 * Oracle names a column that is an expression by its text, in capitals and without blanks; of set operations the first
 * query gives the names. Programs see them where they describe a cursor or make XML of it. (PL/SQL Packages,
 * "DBMS_SQL", DESCRIBE_COLUMNS)
 */

const pseudocolumns = /^(ROWNUM|LEVEL|SYSDATE|SYSTIMESTAMP|USER|UID|ROWID)$/;

/** A name in small letters with the ending by which the runtime knows it; undefined of other names. */
const inSmallLetters = (name: string): string | undefined =>
  name === name.toLowerCase() && name !== name.toUpperCase() ? `${name}__lower` : undefined;

/**
 * The name of the column, where neither an alias nor the column it shows gives it, or where that is in small
 * letters. `textOf`: the source of an expression.
 */
function nameOf({ alias, value }: SelectItem, textOf: (span: Span) => string): string | undefined {
  if (alias) return inSmallLetters(alias.name);
  if (value.kind === 'Star') return undefined;
  if (value.kind === 'Name' && !pseudocolumns.test(value.parts[0]?.name ?? '')) return inSmallLetters(lastName(value));
  return expressionName(textOf(value.span));
}

/** The query of a text, with Oracle's names for its columns. */
export function withColumnNames(unit: ScriptUnit, text: string): ScriptUnit {
  if (unit.kind !== 'QueryStatement' || ordersByAlias(unit.query)) return unit;
  return { ...unit, query: { ...unit.query, body: namedBody(unit.query.body, text) } };
}

function namedBody(body: QueryBody, text: string): QueryBody {
  if (body.kind === 'SetOperation') return { ...body, left: namedBody(body.left, text) };
  if (body.kind === 'Query') return { ...body, body: namedBody(body.body, text) };
  if (body.kind !== 'Select') return body;
  const items = body.items.map((item) => {
    const name = nameOf(item, ({ start, end }) => text.slice(start, end));
    const { span } = item;
    return name === undefined ? item : { ...item, alias: { kind: 'Identifier' as const, span, name, quoted: true } };
  });
  return { ...body, items };
}

/**
 * The converted query of a cursor variable, with Oracle's names for its columns where the inputs describe such cursors.
 */
export function asDescribed(unit: UnitContext, query: Query, converted: PgSelect): PgSelect {
  const { textOf } = unit;
  if (!textOf || !describesCursors(unit.analysis)) return converted;
  const shown = namedColumns(unit.analysis, query, converted);
  if (shown) return shown;
  const items = ordersByAlias(query) ? undefined : firstQueryBlock(query.body)?.items;
  // Of a variable the name is that of a bind variable, whose number PL/SQL alone knows.
  const named = items?.map((item) =>
    contains(item.value, (node) => node.kind === 'Name' && unit.analysis.resolve(node).base.kind === 'variable')
      ? undefined
      : nameOf(item, textOf),
  );
  if (!named?.some((name) => name !== undefined)) return converted;
  const body = withAliases(converted.body, named.length, (_, i) => {
    const name = named[i];
    return name === undefined ? undefined : foldName(name);
  });
  return { ...converted, body };
}

/** The converted query of a text, whose columns had their names before, but for those that `*` stands for. */
export const withNamesOfStar = ({ analysis }: UnitContext, query: Query, converted: PgSelect): PgSelect =>
  (describesCursors(analysis) ? namedColumns(analysis, query, converted) : undefined) ?? converted;

/** `select * from v`, with the columns one by one where one of them has a name in small letters. */
function namedColumns(analysis: Analysis, query: Query, converted: PgSelect): PgSelect | undefined {
  const { body } = query;
  if (body.kind !== 'Select' || body.from.length !== 1 || body.from[0]?.kind === 'Join') return undefined;
  const [only, ...more] = body.items;
  if (only?.value.kind !== 'Star' || more.length > 0 || converted.body.kind !== 'PgSelectCore') return undefined;
  const names = analysis.columnsOf(query).map((c) => c.name);
  if (ordersByAlias(query) || !names.some((name) => inSmallLetters(name) !== undefined)) return undefined;
  const { span } = only;
  const named = new Map(names.map((name) => [foldName(name), foldName(inSmallLetters(name) ?? name)]));
  const shown = converted.body.items;
  if (shown.length === 1 && shown[0]?.value.kind === 'PgStar') {
    const items = [...named].map(([name, alias]) => {
      const item = b.item(span, b.column(span, name));
      return alias === name ? item : { ...item, alias };
    });
    return { ...converted, body: { ...converted.body, items } };
  }
  return withRenamed(converted, converted.body, named);
}

/** The query of an inline view in the place of `select *` from it, with other names for its columns. */
function withRenamed(query: PgSelect, body: PgSelectCore, named: ReadonlyMap<string, string>): PgSelect {
  const items = body.items.map((item): PgSelectItem => {
    const alias = named.get(outputName(item) ?? '');
    return alias === undefined || alias === outputName(item) ? item : { ...item, alias };
  });
  const orderBy = query.orderBy?.map((item) => {
    const { value } = item;
    const alias = value.kind === 'PgColumn' && value.parts.length === 1 ? named.get(value.parts[0]!) : undefined;
    return alias === undefined ? item : { ...item, value: b.column(value.span, alias) };
  });
  return { ...query, body: { ...body, items }, ...(orderBy && { orderBy }) };
}

/** The name that PostgreSQL gives the column where the item says it, or is a column. */
const outputName = ({ alias, value }: PgSelectItem): string | undefined =>
  alias ?? (value.kind === 'PgColumn' ? value.parts.at(-1) : undefined);

/** Is the order that of an alias in small letters, which has to stay as it is then? */
const ordersByAlias = ({ orderBy = [] }: Query): boolean =>
  orderBy.some((item) =>
    contains(item, (node) => node.kind === 'Name' && node.parts.length === 1 && /^[^A-Z]*$/.test(node.parts[0]!.name)),
  );

/**
 * The body with aliases for its columns, where `aliasOf` gives one; as it is where its columns are not `count`. Of set
 * operations the first query gives the names.
 */
export function withAliases(
  body: PgSelectBody,
  count: number,
  aliasOf: (item: PgSelectItem, i: number) => string | undefined,
): PgSelectBody {
  switch (body.kind) {
    case 'PgSelectCore':
      if (body.items.length !== count) return body;
      return {
        ...body,
        items: body.items.map((item, i) => {
          const alias = item.value.kind === 'PgStar' ? undefined : aliasOf(item, i);
          return alias === undefined ? item : { ...item, alias };
        }),
      };
    case 'PgSetOperation':
      return { ...body, left: withAliases(body.left, count, aliasOf) };
    case 'PgSelect':
      return { ...body, body: withAliases(body.body, count, aliasOf) };
    case 'PgValues':
      return body;
  }
}

/** Does anything in the inputs ask an open cursor for the names of its columns? */
const describesCursors = remembered((analysis: Analysis): boolean =>
  analysis.units.some((unit) => nodesOf(unit, 'Call').some((call) => describes(analysis, call))),
);

function describes(analysis: Analysis, { callee, args }: Call): boolean {
  const name = callee.kind === 'Name' ? lastName(callee) : undefined;
  if (name === 'TO_CURSOR_NUMBER') return true;
  const [first] = args;
  const makesXml = name === 'XMLTYPE' || name === 'NEWCONTEXT';
  return makesXml && first !== undefined && analysis.typeOf(first.value).kind === 'refCursor';
}

/** The names for compiled texts of cursors, where they are asked for. */
export const describedText = (unit: UnitContext, statement: ScriptUnit, text: string): ScriptUnit =>
  describesCursors(unit.analysis) ? withColumnNames(statement, text) : statement;
