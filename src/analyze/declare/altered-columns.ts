import type { AlterTable, ColumnDefinition } from '../../ir/oracle/index.js';
import { ownerAndName } from '../../ir/owned-units.js';
import type { AnalyzeContext } from '../context.js';
import { type Scope, standingAlone } from '../model/scope.js';
import type { ColumnInfo, RelationSymbol } from '../model/symbols.js';
import { type OracleType, unknown } from '../model/types.js';
import type { UnitScopes } from '../model/unit-scopes.js';
import { findSymbol } from '../names/symbol-lookup.js';
import { declaredColumn } from './columns.js';

/**
 * An ALTER TABLE that comes after the analysis, as text of dynamic SQL: what is lowered from
 * here on sees the table changed.
 */
export function alterDeclared(cx: AnalyzeContext, alter: AlterTable, owner: string, scopes: UnitScopes): void {
  const scope = standingAlone(scopes.schema, ownerAndName(alter.name, owner).owner, alter.span);
  const symbol = findSymbol(cx, alter.name, scope);
  // The list is the relation's own, made at its first use.
  if (symbol?.kind === 'relation')
    applyAlter(cx, { ...alter, atRunTime: true }, { relation: symbol, columns: symbol.columns as ColumnInfo[], scope });
}

/** What a program asks for may be refused, by what the rows hold: only what widens a type counts from the outset. */
function narrows(from: OracleType, to: OracleType): boolean {
  const all = Number.POSITIVE_INFINITY;
  if ((from.kind === 'varchar2' || from.kind === 'char') && to.kind === from.kind)
    return (to.length ?? all) < (from.length ?? all);
  if (from.kind !== 'number' || to.kind !== 'number') return false;
  if (to.precision === undefined) return false;
  if (from.precision === undefined) return true;
  const scale = (t: { readonly scale?: number }): number => t.scale ?? 0;
  return scale(to) < scale(from) || to.precision - scale(to) < from.precision - scale(from);
}

/** A table that statements change: its columns so far are changed in place. */
interface AlteredTable {
  readonly relation: RelationSymbol;
  readonly columns: ColumnInfo[];
  readonly scope: Scope;
}

/** Adds, changes, renames and drops the columns that an ALTER TABLE names. */
export function applyAlter(
  cx: AnalyzeContext,
  alter: AlterTable,
  { relation, columns: list, scope }: AlteredTable,
): void {
  for (const action of alter.actions) {
    switch (action.kind) {
      case 'AddColumns':
        // A program is refused all of them with the one that is there.
        if (alter.atRunTime && action.columns.some((c) => list.some((x) => x.name === c.name.name && !x.gone))) {
          for (const c of action.columns) addedAfterAll(cx, c, { relation, columns: list, scope });
          break;
        }
        for (const c of action.columns) {
          const at = list.findIndex((x) => x.name === c.name.name);
          if (at >= 0 && !list[at]?.gone) continue;
          // What a program has dropped before is another column now.
          if (at >= 0) list.splice(at, 1);
          const added = declaredColumn(cx, c, { scope, relation, others: list });
          const isMandatory = alter.atRunTime && !added.nullable && !added.hasDefault && !added.identity;
          list.push(isMandatory ? { ...added, maybeRefused: true } : added);
        }
        break;
      case 'ModifyColumns':
        for (const c of action.columns) {
          const at = list.findIndex((x) => x.name === c.name.name);
          const old = list[at];
          if (!old) continue;
          const given = c.type && cx.typeOfRef(c.type, scope);
          if (alter.atRunTime && given && narrows(old.type, given)) continue;
          // Another kind of type is refused where the column is not empty.
          const isOpen = alter.atRunTime && given && given.kind !== old.type.kind;
          const now = {
            ...old,
            type: isOpen ? unknown : (given ?? old.type),
            nullable: nullableBy(c, alter) ?? (c.dropIdentity ? true : old.nullable),
            identity: c.dropIdentity ? undefined : ((alter.atRunTime ? undefined : c.identity?.mode) ?? old.identity),
          };
          if (c.invisible === undefined || c.invisible === (old.hidden ?? false)) list[at] = now;
          else {
            list.splice(at, 1);
            list.push({ ...now, hidden: c.invisible || undefined, moved: true });
          }
        }
        break;
      case 'RenameColumn': {
        const at = list.findIndex((x) => x.name === action.from.name);
        const old = list[at];
        if (!old) break;
        const there = list.findIndex((c) => c.name === action.to.name && !c.hidden);
        const added = list[there];
        if (added) {
          if (!alter.atRunTime || !added.maybeRefused) break;
          // Rows may have refused the one that is there: then this is it.
          const isSame = JSON.stringify(old.type) === JSON.stringify(added.type);
          list[at] = { ...added, nullable: true, type: isSame ? old.type : unknown };
          list[there] = { ...old, hidden: true, gone: true };
          break;
        }
        list[at] = { ...old, name: action.to.name };
        const before = list.findIndex((c) => c.gone && c.name === action.to.name);
        if (before >= 0) list.splice(before, 1);
        if (alter.atRunTime) list.push({ ...old, hidden: true, gone: true });
        break;
      }
      case 'DropColumns':
        for (const c of action.columns) {
          const at = list.findIndex((x) => x.name === c.name);
          const old = list[at];
          if (!old) continue;
          list.splice(at, 1);
          // What a program drops may be refused and stay: its name keeps its meaning.
          if (alter.atRunTime) list.push({ ...old, hidden: true, gone: true });
        }
        break;
      default:
        break;
    }
  }
}

/** A column that a program adds where the same has been asked for before, which rows may have refused: its type is either. */
function addedAfterAll(cx: AnalyzeContext, column: ColumnDefinition, { relation, columns, scope }: AlteredTable): void {
  const at = columns.findIndex((x) => x.name === column.name.name && x.maybeRefused);
  const before = columns[at];
  if (!before) return;
  const { type } = declaredColumn(cx, column, { scope, relation, others: columns });
  const isSame = JSON.stringify(type) === JSON.stringify(before.type);
  columns[at] = { ...before, nullable: true, type: isSame ? before.type : unknown };
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
