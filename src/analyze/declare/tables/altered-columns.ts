import type { AlterTable, ColumnDefinition } from '../../../ir/oracle/index.js';
import { ownerAndName } from '../../../ir/owned-units.js';
import type { AnalyzeContext } from '../../context.js';
import { narrows } from '../../model/narrower-type.js';
import { type Scope, standingAlone } from '../../model/scope.js';
import type { ColumnInfo, RelationSymbol } from '../../model/symbols.js';
import { unknown } from '../../model/types.js';
import type { UnitScopes } from '../../model/unit-scopes.js';
import { findSymbol } from '../../names/symbol-lookup.js';
import { declaredColumn } from './columns.js';

/**
 * An ALTER TABLE that comes after the analysis, as text of dynamic SQL: what is lowered from
 * here on sees the table changed.
 */
export function alterDeclared(cx: AnalyzeContext, alter: AlterTable, owner: string, scopes: UnitScopes): void {
  const scope = standingAlone(scopes.schema, ownerAndName(alter.name, owner).owner, alter.span);
  const symbol = findSymbol(cx, alter.name, scope);
  // The list is the relation's own, made at its first use.
  if (symbol?.kind !== 'relation') return;
  const known = (symbol.alters ?? []).filter((a) => changesOf(a) === changesOf(alter));
  const neverRun = known.length > 0 && known.every((a) => a.neverRun === true);
  const changed = { ...alter, atRunTime: true, neverRun };
  applyAlter(cx, changed, { relation: symbol, columns: symbol.columns as ColumnInfo[], scope });
}

/** What an ALTER TABLE does with which columns. */
const changesOf = ({ actions }: AlterTable): string =>
  actions
    .map((a) => {
      switch (a.kind) {
        case 'AddColumns':
        case 'ModifyColumns':
          return `${a.kind} ${a.columns.map((c) => c.name.name).join()}`;
        case 'RenameColumn':
          return `${a.kind} ${a.from.name},${a.to.name}`;
        case 'DropColumns':
          return `${a.kind} ${a.columns.map((c) => c.name).join()}`;
        default:
          return a.kind;
      }
    })
    .join('; ');

/** A table that statements change: its columns so far are changed in place. */
interface AlteredTable {
  readonly relation: RelationSymbol;
  readonly columns: ColumnInfo[];
  readonly scope: Scope;
}

/** Adds, changes, renames and drops the columns that an ALTER TABLE names. */
export function applyAlter(cx: AnalyzeContext, alter: AlterTable, table: AlteredTable): void {
  for (const action of alter.actions) {
    switch (action.kind) {
      case 'AddColumns':
        addColumns(cx, alter, action.columns, table);
        break;
      case 'ModifyColumns':
        for (const column of action.columns) modifyColumn(cx, alter, column, table);
        break;
      case 'RenameColumn':
        renameColumn(alter, action.from.name, action.to.name, table.columns);
        break;
      case 'DropColumns':
        for (const { name } of action.columns) dropColumn(alter, name, table.columns);
        break;
      default:
        break;
    }
  }
}

/** Where a column of that name stands, or -1. */
const placeOf = (columns: readonly ColumnInfo[], name: string): number => columns.findIndex((c) => c.name === name);

/**
 * A column that the table may have lost: a statement of a program that drops or renames it may be refused. So is one
 * that it may get some day.
 */
const perhapsGone = (column: ColumnInfo): ColumnInfo => ({ ...column, hidden: true, gone: true });

function addColumns(
  cx: AnalyzeContext,
  alter: AlterTable,
  added: readonly ColumnDefinition[],
  table: AlteredTable,
): void {
  const { relation, columns, scope } = table;
  const isThere = (c: ColumnDefinition): boolean => columns.some((x) => x.name === c.name.name && !x.gone);
  // A program is refused all of them if one is there.
  if (alter.atRunTime && added.some(isThere)) {
    for (const c of added) joinTypes(cx, c, table);
    return;
  }
  for (const c of added) {
    if (isThere(c)) continue;
    // What a program has dropped before is another column now.
    const before = placeOf(columns, c.name.name);
    if (before >= 0) columns.splice(before, 1);
    const column = declaredColumn(cx, c, { scope, relation, others: columns });
    const isMandatory = alter.atRunTime && !column.nullable && !column.hasDefault && !column.identity;
    if (alter.neverRun) columns.push(perhapsGone(column));
    else columns.push(isMandatory ? { ...column, maybeRefused: true } : column);
  }
}

function modifyColumn(
  cx: AnalyzeContext,
  alter: AlterTable,
  change: ColumnDefinition,
  { columns, scope }: AlteredTable,
): void {
  const at = placeOf(columns, change.name.name);
  const old = columns[at];
  if (!old) return;
  const given = change.type && cx.typeOfRef(change.type, scope);
  // Another kind of type is refused where the column is not empty.
  const mayBeRefused = alter.atRunTime && given && given.kind !== old.type.kind;
  // Rows may refuse a narrower type: the old one has to be reckoned with.
  if (alter.atRunTime && given && !mayBeRefused && narrows(old.type, given)) return;
  const now = {
    ...old,
    type: mayBeRefused ? unknown : (given ?? old.type),
    nullable: nullableBy(change, alter) ?? (change.dropIdentity ? true : old.nullable),
    identity: change.dropIdentity ? undefined : ((alter.atRunTime ? undefined : change.identity?.mode) ?? old.identity),
  };
  if (change.invisible === undefined || change.invisible === (old.hidden ?? false)) {
    columns[at] = now;
    return;
  }
  // A column that becomes visible or invisible goes behind all others.
  columns.splice(at, 1);
  columns.push({ ...now, hidden: change.invisible || undefined, moved: true });
}

function renameColumn(alter: AlterTable, from: string, to: string, columns: ColumnInfo[]): void {
  const at = placeOf(columns, from);
  const old = columns[at];
  if (!old) return;
  const taken = columns.findIndex((c) => c.name === to && !c.hidden);
  if (alter.neverRun) {
    if (placeOf(columns, to) < 0) columns.push(perhapsGone({ ...old, name: to }));
    return;
  }
  const namesake = columns[taken];
  if (namesake) {
    if (!alter.atRunTime || !namesake.maybeRefused) return;
    // Rows may have refused the one that has the name: then the renamed one is it.
    columns[at] = { ...namesake, ...eitherOf(namesake, old) };
    columns[taken] = perhapsGone(old);
    return;
  }
  // What a program has dropped or renamed before may still be there, which refuses this.
  const former = columns.findIndex((c) => c.gone && c.name === to);
  const other = columns[former];
  columns[at] = { ...old, name: to, ...(other && eitherOf(old, other)) };
  if (former >= 0) columns.splice(former, 1);
  if (alter.atRunTime) columns.push(perhapsGone(old));
}

function dropColumn(alter: AlterTable, name: string, columns: ColumnInfo[]): void {
  const at = placeOf(columns, name);
  const old = columns[at];
  if (!old || alter.neverRun) return;
  columns.splice(at, 1);
  // What a program drops may be refused and stay: its name keeps its meaning.
  if (alter.atRunTime) columns.push(perhapsGone(old));
}

/** A program adds a column that it has asked for before, which rows may have refused then: the column has either type. */
function joinTypes(cx: AnalyzeContext, column: ColumnDefinition, { relation, columns, scope }: AlteredTable): void {
  const at = columns.findIndex((x) => x.name === column.name.name && x.maybeRefused);
  const before = columns[at];
  if (!before) return;
  columns[at] = { ...before, ...eitherOf(before, declaredColumn(cx, column, { scope, relation, others: columns })) };
}

/** What is known of a column that is one of two. */
function eitherOf(one: ColumnInfo, other: Pick<ColumnInfo, 'type'>): Pick<ColumnInfo, 'type' | 'nullable'> {
  const isSame = JSON.stringify(one.type) === JSON.stringify(other.type);
  return { type: isSame ? one.type : unknown, nullable: true };
}

/**
 * May the column be NULL after MODIFY? Undefined where that says nothing of it. With NOVALIDATE
 * rows may have been NULL before.
 */
function nullableBy({ constraints }: ColumnDefinition, { atRunTime }: AlterTable): boolean | undefined {
  const given = constraints.findLast((k) => k.kind === 'NotNull' || k.kind === 'Nullable');
  if (!given) return undefined;
  if (given.kind === 'Nullable' || given.state.enabled === false || given.state.validated === false) return true;
  return atRunTime ? undefined : false;
}
