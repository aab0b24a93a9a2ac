import type { Analysis } from '../../../../analyze/analysis.js';
import type { RelationSymbol, TriggerSymbol } from '../../../../analyze/model/symbols.js';
import { lastName } from '../../../../ir/dotted.js';
import type { AlterTableAction } from '../../../../ir/oracle/index.js';
import type { Span } from '../../../../ir/span.js';
import { remembered, rememberedOf } from '../../../remembered.js';
import { type DeleteAction, foreignKeysOf, referencedTable } from '../../tables/constraints/foreign-keys.js';

/*
 * ON DELETE CASCADE and ON DELETE SET NULL between tables with triggers. Oracle carries a delete on with its row:
 * between the BEFORE and the AFTER triggers of a row of the parent its rows of the child are changed by a statement of
 * their own, all triggers of the child included. PostgreSQL does so behind all rows of the statement, fires the AFTER
 * triggers of the child behind those of the parent, and its statement triggers once. (Database Concepts, "Execution
 * Model for Triggers and Integrity Constraint Checking"; PostgreSQL manual, "Overview of Trigger Behavior") Where
 * triggers can tell, the last BEFORE trigger of the parent does what the key would do, and the key finds nothing that
 * is left to do.
 */

/** A foreign key that carries deletes of rows of the parent on to the child. */
export interface CascadingKey {
  readonly child: RelationSymbol;
  readonly columns: readonly string[];
  readonly parent: RelationSymbol;
  /** The columns of the parent that the key refers to, in the order of `columns`. */
  readonly key: readonly string[];
  readonly action: DeleteAction;
  readonly span: Span;
}

/** What a delete in the parent is to the child. */
const eventOf = ({ action }: CascadingKey): 'DELETE' | 'UPDATE' => (action === 'CASCADE' ? 'DELETE' : 'UPDATE');

/** The keys of the inputs by which a delete in the table is carried on. */
export const cascadesFrom = (analysis: Analysis, parent: RelationSymbol): readonly CascadingKey[] =>
  allCascades(analysis).get(parent) ?? [];

const allCascades = remembered((analysis: Analysis) => grouped(cascadesOf(analysis), ({ parent }) => parent));
const cascadesByChild = remembered((analysis: Analysis) => grouped(cascadesOf(analysis), ({ child }) => child));
const triggersByTable = remembered((analysis: Analysis) => grouped(analysis.catalog.triggers, ({ table }) => table));

const triggersOn = (analysis: Analysis, table: RelationSymbol): readonly TriggerSymbol[] =>
  triggersByTable(analysis).get(table) ?? [];

function grouped<T, K>(items: readonly T[], keyOf: (item: T) => K): ReadonlyMap<K, readonly T[]> {
  const groups = new Map<K, T[]>();
  for (const item of items) {
    const group = groups.get(keyOf(item));
    if (group) group.push(item);
    else groups.set(keyOf(item), [item]);
  }
  return groups;
}

const cascadesOf = remembered((analysis: Analysis): readonly CascadingKey[] => {
  const found: CascadingKey[] = [];
  for (const child of analysis.catalog.relations)
    for (const written of foreignKeysOf(child)) {
      const { action, columns, referenced, span } = written;
      if (!action || written.disabled) continue;
      const parent = referencedTable(analysis, written);
      if (!parent) continue;
      const key = referenced?.map((c) => c.name) ?? parent.keys.find((k) => k.primary)?.columns;
      if (key?.length !== columns.length) continue;
      found.push({ child, columns: columns.map((c) => c.name), parent, key, action, span });
    }
  return found;
});

/** The triggers that a delete in the parent fires by the key, in the child and by the child's own keys. */
export const triggersFiredBy = rememberedOf((analysis: Analysis, key: CascadingKey): readonly TriggerSymbol[] => {
  const reached = new Set([key]);
  for (const { action, child } of reached)
    if (action !== 'SET NULL') for (const below of cascadesFrom(analysis, child)) reached.add(below);
  return [...reached].flatMap((one) => triggersOn(analysis, one.child).filter((t) => fires(t, one)));
});

function fires({ definition }: TriggerSymbol, key: CascadingKey): boolean {
  if (!definition.enabled) return false;
  return definition.events.some(
    ({ event, columns }) =>
      event === eventOf(key) && (event === 'DELETE' || !columns || columns.some((c) => key.columns.includes(c.name))),
  );
}

/** Can triggers tell when the key carries a delete on, and how often? */
export const isNoticedByTriggers = rememberedOf((analysis: Analysis, key: CascadingKey): boolean => {
  const fired = triggersFiredBy(analysis, key);
  if (fired.length === 0) return false;
  const ofParent = triggersOn(analysis, key.parent).some(
    ({ definition }) => definition.enabled && definition.events.some((e) => e.event === 'DELETE'),
  );
  return ofParent || meetsParent(analysis, key) || firesStatementTriggers(analysis, key);
});

/** Does a trigger that the key fires meet the parent, which is mutating then? */
export const meetsParent = (analysis: Analysis, key: CascadingKey): boolean =>
  triggersFiredBy(analysis, key).some((t) => {
    const { readsInTransaction, writesInTransaction } = analysis.effectsOf(t);
    return readsInTransaction.has(key.parent) || writesInTransaction.has(key.parent);
  });

/** Has the child statement triggers, which the key would fire for nothing once its work is done? */
export const firesStatementTriggers = (analysis: Analysis, key: CascadingKey): boolean =>
  triggersOn(analysis, key.child).some((t) => fires(t, key) && firesForStatements(t));

function firesForStatements({ definition: { body, forEachRow } }: TriggerSymbol): boolean {
  if (body.kind === 'CompoundTriggerBody') return body.sections.some((s) => s.timing.endsWith('STATEMENT'));
  return !forEachRow;
}

/** The keys of the parent for which a trigger of it does the work. */
export const carriedOn = rememberedOf((analysis: Analysis, parent: RelationSymbol): readonly CascadingKey[] =>
  cascadesFrom(analysis, parent).filter((key) => isNoticedByTriggers(analysis, key) && isLasting(analysis, key)),
);

/**
 * Does the key stay as it is, and can its work be done beside the statement? A row that moves to another partition is
 * deleted from the first as well, and a row that its own statement is about to delete cannot be changed by a trigger.
 */
function isLasting(analysis: Analysis, key: CascadingKey): boolean {
  const { child, parent } = key;
  const isPlain = [child, parent].every(
    (t) => t.relation === 'table' && !t.temporary && staysTable(analysis, t) && (t.alters ?? []).every(keepsKeys),
  );
  const isPartitioned = parent.definition?.kind === 'CreateTable' && parent.definition.partitioning !== undefined;
  return isPlain && !isPartitioned && !comesBack(analysis, parent, child, new Set());
}

const keepsKeys = ({ actions }: { readonly actions: readonly AlterTableAction[] }): boolean =>
  actions.every((a) => a.kind === 'AddColumns' || a.kind === 'AddConstraint' || a.kind === 'PhysicalAction');

/** No statement drops or renames the table once it is there. */
function staysTable(analysis: Analysis, table: RelationSymbol): boolean {
  const created = table.definition?.span;
  return !analysis.units.some((u) => {
    const isDrop = u.kind === 'DropObject' && u.objectKind === 'TABLE' && lastName(u.name) === table.name;
    if (!isDrop && !(u.kind === 'Rename' && u.from.name === table.name)) return false;
    return !created || u.span.file !== created.file || u.span.start > created.start;
  });
}

/** Do the keys of the child lead back to the parent? */
function comesBack(
  analysis: Analysis,
  parent: RelationSymbol,
  child: RelationSymbol,
  seen: Set<RelationSymbol>,
): boolean {
  if (child === parent) return true;
  if (seen.has(child)) return false;
  seen.add(child);
  return cascadesFrom(analysis, child).some((below) => comesBack(analysis, parent, below.child, seen));
}

/** Is there a foreign key that refuses to let go of rows of the table? */
export const isRefusedDelete = (analysis: Analysis, table: RelationSymbol): boolean => refusing(analysis).has(table);

const refusing = remembered((analysis: Analysis): ReadonlySet<RelationSymbol> => {
  const keys = analysis.catalog.relations.flatMap(foreignKeysOf).filter((key) => !key.action);
  return new Set(keys.flatMap((key) => referencedTable(analysis, key) ?? []));
});

/** The tables from which a delete is carried on to the table, so that they are mutating while its row triggers run. */
export const tablesAbove = rememberedOf((analysis: Analysis, child: RelationSymbol): ReadonlySet<RelationSymbol> => {
  const found = new Set<RelationSymbol>();
  const visit = (table: RelationSymbol): void => {
    for (const key of cascadesByChild(analysis).get(table) ?? []) {
      const { parent } = key;
      if (found.has(parent) || !carriedOn(analysis, parent).includes(key)) continue;
      found.add(parent);
      visit(parent);
    }
  };
  visit(child);
  return found;
});
