import { type ColumnInfo, isElsewhere } from '../../analyze/model/symbols.js';
import type { Diagnostic } from '../../diagnostics/diagnostic.js';
import { errorLogging, mergeDeleteTriggers, mergeTarget, unsupportedClause } from '../../diagnostics/op2.js';
import type { Merge, SetItem } from '../../ir/oracle/index.js';
import type { OracleNode } from '../../ir/oracle/node.js';
import { bareText, type OracleFailure } from '../../ir/oracle-failure.js';
import type { PgExpr, PgMerge, PgSetItem } from '../../ir/postgres/index.js';
import type { Span } from '../../ir/span.js';
import { walk } from '../../ir/walk.js';
import { b, pgTypes } from '../builders.js';
import { type ExprContext, refuse } from '../context.js';
import { perhaps } from '../expressions/evaluation/reached.js';
import { lowerCondition } from '../expressions/index.js';
import { mayBeNull } from '../expressions/typing.js';
import { foldName } from '../naming/naming.js';
import { callsForEffect } from '../plsql/effects/calls-for-effect.js';
import { aliasesFor, lowerFromItem } from '../queries/from/from.js';
import { within } from '../queries/scope.js';
import { advancedIn, afterNextval, inTableOrder, oneValueARow } from '../queries/sequences/sequences.js';
import { chosenBy } from '../queries/where/chosen-by.js';
import { pgTypeOf } from '../types.js';
import { clockDefaults } from './clock-defaults.js';
import { identityValue } from './identity-value.js';
import { sequenceDefaults, setWithDefaults, setWithDrawnDefaults, withDrawnDefaults } from './sequence-defaults.js';
import { reportSequenceDrawnTwice } from './sequence-drawn-twice.js';
import { lowerSet, setInTableOrder } from './set-clause.js';
import { columnPath, type DmlTable, insertedColumns, isAltered, refuseUnknownColumns, tableTarget } from './target.js';
import { updatedKey } from './updated-key.js';
import { columnNamed, updated } from './updated-row.js';
import { columnAssignment } from './values.js';
import { type MergedView, mergedView } from './views/merge-view.js';

type When = PgMerge['whens'][number];

/** What the branches of a MERGE share. */
interface Merging {
  readonly inner: ExprContext;
  readonly table: DmlTable;
  readonly view: MergedView | undefined;
  readonly target: Merge['target'];
  /** The column's value, after which the sequences are advanced that the branch itself does not name. */
  readonly advance: (value: PgExpr, column: ColumnInfo | undefined, own: readonly OracleNode[]) => PgExpr;
}

/**
 * MERGE. DELETE WHERE of Oracle looks at the row as updated, and deletes only rows that were updated: in PostgreSQL a
 * WHEN MATCHED of its own before the update, in whose condition the new values stand for the columns. (SQL Language
 * Reference, MERGE)
 */
export function lowerMerge(ex: ExprContext, merge: Merge): PgMerge {
  const s = withDrawnUpdate(ex, merge);
  const { span } = s;
  for (const clause of s.unsupported ?? []) refuse(unsupportedClause(clause.span, `This ${clause.what}`));
  if (s.errorLogging) refuse(errorLogging(s.errorLogging.span, 'what stands around it'));
  if (s.returning) refuse(unsupportedClause(s.returning.span, 'RETURNING of MERGE'));
  const aliases = aliasesFor(ex, [s.target, s.using]);
  const view = mergedView(ex, s);
  const inner = within(ex, (expr) => view?.replace(expr), aliases);
  const table = view?.table ?? tableTarget(inner, s.target);
  if (!view && table.relation && table.relation.relation !== 'table')
    refuse(mergeTarget(s.target.span, table.relation.name));
  const whens: When[] = [];
  // The sequence moves on for each row updated or inserted, whichever of them names it. (SQL Language Reference,
  // "Sequence Pseudocolumns")
  const moved = advancedIn(ex, [...(s.update?.set ?? []), ...(s.insert?.values ?? [])]);
  const missed = (own: readonly OracleNode[]) => [...moved].filter((sequence) => !advancedIn(ex, own).has(sequence));
  const advance: Merging['advance'] = (value, column, own) =>
    missed(own).reduce((made, sequence) => afterNextval(ex, sequence, typedNull(ex, made, column)), value);
  const merging: Merging = { inner, table, view, target: s.target, advance };
  if (s.update) whens.push(...updateMatched(ex, s, s.update, merging));
  if (s.insert) whens.push(insertMissing(ex, s.insert, merging));
  const key = updatedKey(ex.unit.analysis, s);
  return {
    kind: 'PgMerge',
    span,
    target: table.table,
    using: lowerFromItem(inner, s.using),
    on: key
      ? keyUpdated(s, key.failure)
      : b.and(span, ...(view?.condition ? [view.condition] : []), chosenBy(inner, s.on, table.alias)),
    whens: view ? view.renamed(whens) : whens,
  };
}

function withDrawnUpdate(ex: ExprContext, s: Merge): Merge {
  const { target, update } = s;
  if (!update) return s;
  const drawn = target.kind === 'TableRef' ? ex.unit.analysis.sourceOf(target)?.relation : undefined;
  // DELETE WHERE reads what the columns are set to.
  const set = update.deleteWhere ? setWithDefaults(drawn, update.set) : setWithDrawnDefaults(ex, drawn, update.set);
  return { ...s, update: { ...update, set } };
}

/** What may be NULL and goes into columns that may not: such a row is left to the update, which fails. */
function requiredOf(
  ex: ExprContext,
  set: readonly PgSetItem[],
  sources: readonly SetItem[],
  table: DmlTable,
): readonly PgExpr[] {
  const maybeNull = new Set(
    sources.flatMap((s) =>
      s.kind === 'SetColumn' && mayBeNull(ex, s.value) ? [columnPath(table, s.column)[0] ?? ''] : [],
    ),
  );
  return set.flatMap((item) =>
    item.kind === 'column' &&
    !item.path &&
    item.value.kind !== 'PgDefault' &&
    maybeNull.has(item.column) &&
    columnNamed(table, item.column)?.nullable === false
      ? [item.value]
      : [],
  );
}

/** Of a row that is deleted Oracle works out what SET gives, too. */
function refuseEffects(ex: ExprContext, set: readonly SetItem[]): void {
  for (const item of set)
    if (item.kind === 'SetColumn' && callsForEffect(ex, item.value))
      refuse(unsupportedClause(item.value.span, 'DELETE WHERE of a MERGE whose SET calls what does something'));
}

/** WHEN MATCHED */
function updateMatched(
  ex: ExprContext,
  s: Merge,
  update: NonNullable<Merge['update']>,
  { inner, table, advance }: Merging,
): When[] {
  const whens: When[] = [];
  const { span } = s;
  const setting = within(inner, oneValueARow(inner, setInTableOrder(ex.unit.analysis, s.target, update.set)));
  const set = lowerSet(setting, update.set, table);
  const condition = update.where && lowerCondition(inner, update.where);
  if (update.deleteWhere) {
    refuseEffects(ex, update.set);
    const lost = triggersThatMiss(ex, table);
    if (lost) ex.unit.report(mergeDeleteTriggers(span, lost));
    const stored = updated(inner, set, update.set, table);
    const after = lowerCondition(stored.context, update.deleteWhere);
    // A row is updated before it is deleted: what does not fit into its column is an error.
    const fits = [
      ...stored.unread().map((value) => b.isNotNull(span, b.isNull(span, value))),
      ...requiredOf(inner, set, update.set, table).map((value) => b.isNotNull(span, value)),
    ];
    whens.push({
      matched: true,
      condition: b.and(span, ...(condition ? [condition] : []), after, ...fits),
      action: { kind: 'delete' },
    });
  }
  const { set: sources } = update;
  const carrier = set.findIndex((item) => item.kind === 'column' && canCarry(item.value));
  const advanced = set.map((item, i) => {
    if (i !== carrier || item.kind !== 'column') return item;
    return { ...item, value: advance(item.value, columnNamed(table, item.column), sources) };
  });
  whens.push({ matched: true, ...(condition ? { condition } : {}), action: { kind: 'update', set: advanced } });
  return whens;
}

/** WHEN NOT MATCHED */
function insertMissing(
  ex: ExprContext,
  insert: NonNullable<Merge['insert']>,
  { inner, table, view, target, advance }: Merging,
): When {
  refuseUnknownColumns(ex, table, insert.columns ?? []);
  refuseTargetColumns(ex, insert, table);
  const { columns: listed } = insert;
  const { infos, names } = insertedColumns(table, listed);
  reportSequenceDrawnTwice(inner, table.relation, infos, insert.values);
  const sources = withDrawnDefaults(inner, table.relation, infos, insert.values);
  const sequences = listed && !view ? sequenceDefaults(inner, table, infos, sources) : [];
  const ordered = [
    ...sources.map((node, i) => ({ column: infos[i]?.name, node })),
    ...sequences.map((d) => ({ column: d.column.name, node: d.value })),
  ];
  const valueContext = within(inner, oneValueARow(inner, inTableOrder(table.relation, ordered)));
  const values = sources.map((v, i) => {
    const value = columnAssignment(perhaps(valueContext), v, infos[i]);
    return identityValue(inner, view ? target : undefined, infos[i], value);
  });
  const carrier = values.findIndex(canCarry);
  const clocks = listed && !view ? clockDefaults(inner, table, infos, { many: true, given: [] }) : [];
  return {
    matched: false,
    ...(insert.where ? { condition: lowerCondition(inner, insert.where) } : {}),
    action: {
      kind: 'insert',
      ...(listed
        ? {
            columns: [...names, ...sequences.map((d) => foldName(d.column.name)), ...clocks.map((d) => d.column)],
          }
        : table.columns.some(isElsewhere) || (!isAltered(table.relation) && values.length < infos.length)
          ? { columns: names }
          : {}),
      values: [
        ...values.map((value, i) => (i === carrier ? advance(value, infos[i], sources) : value)),
        ...sequences.map((d) => columnAssignment(valueContext, d.value, d.column)),
        ...clocks.map((d) => d.value),
      ],
    },
  };
}

const targetColumnRead = (span: Span, column: string, code: 38101 | 38102): Diagnostic => {
  const clause = code === 38101 ? 'VALUES' : 'WHERE';
  return {
    ...unsupportedClause(span, `INSERT of MERGE that reads ${column} of its target in ${clause} (ORA-${code})`),
    invalid: { kind: 'raises', code, text: `ORA-${code}: Invalid column in the INSERT ${clause} Clause: ${column}` },
  };
};

/**
 * Where no row is matched there is none whose columns could be read. (Database Error Messages, ORA-38101, ORA-38102)
 */
function refuseTargetColumns(ex: ExprContext, insert: NonNullable<Merge['insert']>, { source }: DmlTable): void {
  const refuseIn = (nodes: readonly OracleNode[], code: 38101 | 38102): void => {
    for (const node of nodes)
      walk(node, (expr) => {
        if (expr.kind !== 'Name') return;
        const { base } = ex.unit.analysis.resolve(expr);
        if (base.kind === 'column' && base.source === source)
          refuse(targetColumnRead(expr.span, `"${base.source.alias}"."${base.column.name}"`, code));
      });
  };
  refuseIn(insert.values, 38101);
  if (insert.where) refuseIn([insert.where], 38102);
}

/** What triggers miss: Oracle updates such a row and then deletes it, PostgreSQL deletes it at once. */
function triggersThatMiss(ex: ExprContext, table: DmlTable): string | undefined {
  const triggers = ex.unit.analysis.catalog.triggers.filter((t) => t.table === table.relation).map((t) => t.definition);
  if (triggers.some((t) => t.events.some((e) => e.event === 'UPDATE')))
    return 'UPDATE triggers do not fire for the rows that it deletes';
  const rows = triggers.filter((t) => t.forEachRow || t.timing === 'FOR');
  return rows.some((t) => t.events.some((e) => e.event === 'DELETE'))
    ? 'DELETE triggers see the row in :OLD as it was before the update'
    : undefined;
}

function keyUpdated({ on: { span } }: Merge, failure: OracleFailure): PgExpr {
  const nothing = b.cast(span, b.null(span), pgTypes.boolean);
  return b.ora(span, 'raise', b.num(span, failure.code), b.text(span, bareText(failure)), nothing);
}

const canCarry = (value: PgExpr): boolean => value.kind !== 'PgDefault';

/** The value; NULL as one of the column's type, which a call takes. */
const typedNull = (ex: ExprContext, value: PgExpr, column: ColumnInfo | undefined): PgExpr =>
  value.kind === 'PgNull' && column
    ? b.cast(value.span, value, pgTypeOf(ex.unit.naming, column.type, 'variable'))
    : value;
