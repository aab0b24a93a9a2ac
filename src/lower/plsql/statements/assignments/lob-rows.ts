import type { Analysis, ResolvedBase } from '../../../../analyze/analysis.js';
import type { VariableSymbol } from '../../../../analyze/model/symbols.js';
import { wholeVariable } from '../../../../analyze/names/whole-variable.js';
import { lostLocator } from '../../../../diagnostics/op4.js';
import { lastName } from '../../../../ir/dotted.js';
import type { CallStatement, Expr } from '../../../../ir/oracle/index.js';
import type { OracleNode } from '../../../../ir/oracle/node.js';
import type { PgExpr, PgReturning, PgSelect, PgUpdate, PlStatement } from '../../../../ir/postgres/index.js';
import type { Span } from '../../../../ir/span.js';
import { contains, nodesOf } from '../../../../ir/walk.js';
import { b } from '../../../builders.js';
import type { UnitContext } from '../../../context.js';
import { foldName } from '../../../naming/naming.js';
import { relationName } from '../../../queries/row-sources.js';
import type { BodyBuilder } from '../../body/body-builder.js';
import {
  destinationOf,
  type Locator,
  locatorOf,
  rowKey,
  sourceIn,
  writtenBy,
  writtenDirectly,
} from '../../effects/lob-locators.js';
import { isFromRow } from '../../effects/lobs-of-rows.js';

/*
 * What keeps the rows that LOB variables are locators of, and writes to them. (lob-locators.ts)
 */

/** A column of the row's key, and the variable that keeps it. */
export interface KeptKey {
  readonly column: string;
  readonly variable: PgExpr;
}

/** The keys of rows that the statement makes variables of `targets` locators of. */
export function locatorRows(rc: BodyBuilder, node: OracleNode, targets: readonly Expr[]): readonly KeptKey[] {
  const { analysis } = rc.unit;
  return targets.flatMap((target) => {
    const variable = wholeVariable(analysis, target);
    const locator = variable && locatorOf(analysis, variable);
    if (!variable || !locator || locator === 'unclear') return [];
    return sourceIn(analysis, node, variable) ? keptKeys(rc, variable, locator, target.span) : [];
  });
}

function keptKeys(rc: BodyBuilder, variable: VariableSymbol, locator: Locator, span: Span): readonly KeptKey[] {
  const names = rc.lobRow(variable, locator);
  return rowKey(locator).map((column, i) => ({ column, variable: b.column(span, names[i] ?? column) }));
}

/** RETURNING with the row's place as further item and target. */
export function returningRow<T extends { readonly returning?: PgReturning }>(
  statement: T,
  rows: readonly KeptKey[],
  span: Span,
  qualifier: string | undefined,
): T {
  const { returning } = statement;
  if (rows.length === 0 || !returning?.into) return statement;
  const key = (column: string): PgExpr =>
    qualifier === undefined ? b.column(span, column) : b.column(span, qualifier, column);
  return {
    ...statement,
    returning: {
      items: [...returning.items, ...rows.map((r) => b.item(span, key(r.column)))],
      into: { ...returning.into, targets: [...returning.into.targets, ...rows.map((r) => r.variable)] },
    },
  };
}

/** The query with the row's place as further column. */
export function selectingRow(rc: BodyBuilder, query: PgSelect, rows: readonly KeptKey[]): PgSelect {
  const { body, span } = query;
  if (rows.length === 0 || body.kind !== 'PgSelectCore') return query;
  const [from] = body.from;
  const table = from?.kind === 'PgTable' ? (from.alias ?? from.name.at(-1)) : undefined;
  return {
    ...query,
    body: { ...body, items: [...body.items, ...rows.map((r) => b.item(span, rc.lobColumn(span, table, r.column)))] },
  };
}

/** Does this body keep the row that the variable is a locator of: the one that declares it, or its home? */
const keepsRow = (rc: BodyBuilder, variable: VariableSymbol, { home }: Locator): boolean =>
  home ? rc.symbol?.kind === 'routine' && rc.symbol.definition === home : rc.declaresLob(variable);

/** What other assignments to a locator do: it is none any more. */
export function locatorLost(rc: BodyBuilder, target: Expr): PlStatement[] {
  const variable = wholeVariable(rc.unit.analysis, target);
  const locator = variable && locatorOf(rc.unit.analysis, variable);
  if (!variable || !locator || locator === 'unclear' || !keepsRow(rc, variable, locator)) return [];
  return keptKeys(rc, variable, locator, target.span).map((k) =>
    b.assign(target.span, k.variable, b.null(target.span)),
  );
}

/** After a call that wrote through locators: the rows get what the variables hold now. */
export function writeThrough(rc: BodyBuilder, s: CallStatement): PlStatement[] {
  const { analysis } = rc.unit;
  reportUnclear(rc.unit, s);
  const created = temporaryIn(rc.unit.analysis, s);
  if (created) return locatorLost(rc, created);
  const given = givenAnother(analysis, s);
  const lost = given.flatMap((actual) => locatorLost(rc, actual));
  const replaced = new Set(given.map((actual) => wholeVariable(analysis, actual)));
  const direct = new Set(writtenDirectly(analysis, s));
  const through = writtenBy(analysis, s).flatMap((variable) => {
    const locator = locatorOf(analysis, variable);
    if (!locator) return [];
    const isOwn = locator === 'unclear' ? direct.has(variable) : keepsRow(rc, variable, locator);
    if (variable.storage !== 'package' && !isOwn) return [];
    // An IN OUT parameter that the routine assigns to: what it wrote before, or where it did not assign, went to the
    // row.
    if (locator === 'unclear' || replaced.has(variable)) {
      rc.unit.report(lostLocator(s.span, variable.name));
      return [];
    }
    if (readsMeanwhile(analysis, s, locator)) rc.unit.report(lostLocator(s.span, variable.name));
    return rowFollows(rc, variable, locator, s.span);
  });
  return [...through, ...lost];
}

/** Does the routine that writes to the LOB look at its table, where the row is not written to before it has ended? */
function readsMeanwhile(analysis: Analysis, { call }: CallStatement, { table }: Locator): boolean {
  if (call.kind === 'BindVariable' || call.kind === 'MethodCallOnType') return false;
  const { base } = analysis.resolve(call);
  return base.kind === 'routine' && analysis.effectsOf(base.routine).readsTables.has(table);
}

/** The row gets what its locator holds; where it is found by its place, the other locators of it follow it. */
function rowFollows(rc: BodyBuilder, variable: VariableSymbol, locator: Locator, span: Span): PlStatement[] {
  const keys = keptKeys(rc, variable, locator, span);
  const [first] = keys;
  if (!first) return [];
  const byPlace = first.column === 'ctid';
  const others = byPlace ? locatorsBesides(rc, variable, locator) : [];
  const moved = others.length > 0 ? b.column(span, rc.fresh('row_place', { name: ['tid'] })) : first.variable;
  const place = { items: [b.item(span, b.column(span, 'ctid'))], into: { strict: false, targets: [moved] } };
  const table = relationName(rc.unit, locator.table);
  const update: PgUpdate = {
    kind: 'PgUpdate',
    span,
    target: b.table(span, table),
    set: [{ kind: 'column', column: foldName(locator.column), value: rc.variable(variable, { sql: true }) }],
    where: b.and(
      span,
      ...keys.map((k) => b.eq(span, rc.lobColumn(span, table.at(-1), k.column), k.variable)),
      ...(locator.unlocked ? [b.ora(span, 'lob_row_locked', b.column(span, 'xmin'), b.column(span, 'xmax'))] : []),
    ),
    ...(byPlace ? { returning: place } : {}),
  };
  const follow = others.map(([at, ...more]) => {
    const isSame = [at, ...more].map((k, i) => b.eq(span, k.variable, keys[i]?.variable ?? k.variable));
    return b.ifThen(span, b.and(span, ...isSame), [b.assign(span, at.variable, moved)]);
  });
  return [
    b.ifThen(span, b.isNotNull(span, first.variable), [
      { kind: 'PlSql', span, statement: update },
      b.ifThen(span, b.not(span, b.column(span, 'found')), [
        b.raise(span, 'P0004', `OP4006 The row that ${variable.name} is a locator of is not there any more.`),
      ]),
      ...follow,
      ...(others.length > 0 ? [b.assign(span, first.variable, moved)] : []),
    ]),
  ];
}

/**
 * The arguments of OUT parameters, and of IN OUT ones that the routine assigns to: they hold another LOB after the
 * call.
 */
function givenAnother(analysis: Analysis, { call }: CallStatement): readonly Expr[] {
  if (call.kind === 'BindVariable' || call.kind === 'MethodCallOnType') return [];
  const { base } = analysis.resolve(call);
  if (base.kind !== 'routine') return [];
  const { definition } = base.routine;
  return base.args.flatMap(({ parameter, actual }) => {
    const another =
      parameter.mode === 'OUT' ||
      (parameter.mode === 'IN OUT' && definition?.body && isAssigned(analysis, definition.body, parameter.variable));
    return another && actual ? [actual] : [];
  });
}

function isAssigned(analysis: Analysis, body: OracleNode, variable: VariableSymbol): boolean {
  return contains(body, (node) => {
    if (node.kind === 'Assignment') return wholeVariable(analysis, node.target) === variable;
    return node.kind === 'IntoClause' && node.targets.some((t) => wholeVariable(analysis, t) === variable);
  });
}

/** The places that other locators of the table's rows keep: an UPDATE moves the row that they may stand on, too. */
function locatorsBesides(
  rc: BodyBuilder,
  variable: VariableSymbol,
  { table }: Locator,
): readonly (readonly [KeptKey, ...KeptKey[]])[] {
  const { analysis } = rc.unit;
  const found = new Map<VariableSymbol, readonly KeptKey[]>();
  const note = (target: Expr): void => {
    const other = wholeVariable(analysis, target);
    const locator = other && locatorOf(analysis, other);
    if (!other || !locator || locator === 'unclear' || locator.table !== table) return;
    if (other !== variable && keepsRow(rc, other, locator)) found.set(other, keptKeys(rc, other, locator, target.span));
  };
  for (const { query } of nodesOf(rc.source, 'SelectInto'))
    if (query.body.kind === 'Select') query.body.into?.targets.forEach(note);
  for (const { into } of nodesOf(rc.source, 'Returning')) into?.targets.forEach(note);
  return [...found.values()].flatMap(([place, ...more]) => (place ? [[place, ...more] as const] : []));
}

/** The variable that DBMS_LOB.CREATETEMPORARY or FREETEMPORARY makes a locator of something else. */
function temporaryIn(analysis: Analysis, { call }: CallStatement): Expr | undefined {
  if (call.kind === 'BindVariable' || call.kind === 'MethodCallOnType') return undefined;
  const { base } = analysis.resolve(call);
  return base.kind === 'supplied' && /^DBMS_LOB\.(CREATE|FREE)TEMPORARY$/.test(`${base.package}.${base.member}`)
    ? base.args[0]?.value
    : undefined;
}

/** A field of a record, or an element of a collection, that came from a row FOR UPDATE. */
function reportUnclear(unit: UnitContext, s: CallStatement): void {
  const { call } = s;
  if (call.kind === 'BindVariable' || call.kind === 'MethodCallOnType') return;
  const { base } = unit.analysis.resolve(call);
  for (const lob of passedOn(base)) {
    if (lob.kind !== 'Name' && lob.kind !== 'Member' && lob.kind !== 'Call') continue;
    const resolution = unit.analysis.resolve(lob);
    if (resolution.base.kind !== 'variable' || resolution.steps.length === 0) continue;
    if (resolution.type.kind !== 'clob' && resolution.type.kind !== 'blob') continue;
    const { variable } = resolution.base;
    if (isFromRow(unit.analysis, variable)) unit.report(lostLocator(s.span, lobName(variable, lob)));
  }
}

/** What a call may write to. */
function passedOn(base: ResolvedBase): readonly Expr[] {
  const written =
    base.kind === 'supplied'
      ? [destinationOf(base)]
      : base.kind === 'routine'
        ? base.args.flatMap(({ parameter, actual }) => (parameter.mode === 'IN OUT' ? [actual] : []))
        : [];
  return written.filter((e): e is Expr => e !== undefined);
}

function lobName({ name }: VariableSymbol, lob: Extract<Expr, { kind: 'Name' | 'Member' | 'Call' }>): string {
  if (lob.kind === 'Call') return `an element of ${name}`;
  return `${name}.${lob.kind === 'Name' ? lastName(lob) : lob.name.name}`;
}
