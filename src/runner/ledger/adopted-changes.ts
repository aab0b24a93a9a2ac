import { unnamedConstraint } from '../plan/changes/unnamed-constraint.js';
import { shapeOf } from '../plan/statements/statement-shape.js';
import { foldIdentifier, quoteIdentifier, quotePath } from '../sql/quoting.js';
import type { AdoptedChange, LedgerStatement } from './ledger-entry.js';

/** The statements with what of the changes was made on the objects that they make. */
export const withAdopted = (
  statements: readonly LedgerStatement[],
  changes: readonly AdoptedChange[],
): readonly LedgerStatement[] =>
  statements.map((statement) => {
    const own = changes.filter((change) => keysOf(change.object).includes(statement.key) || isAdded(statement, change));
    return own.length === 0 ? statement : { ...statement, adopted: [...(statement.adopted ?? []), ...own] };
  });

/** The statements with what was adopted on those that stand as they stood. */
export const withCarried = (
  statements: readonly LedgerStatement[],
  before: ReadonlyMap<string, LedgerStatement>,
): readonly LedgerStatement[] =>
  statements.map((statement) => {
    const { sha256, adopted } = before.get(statement.key) ?? {};
    return adopted !== undefined && sha256 === statement.sha256 ? { ...statement, adopted } : statement;
  });

/** Whether all that the statement made is gone. */
export const isRemoved = (statement: LedgerStatement): boolean => {
  const { key, adopted = [] } = statement;
  const last = adopted.findLast((change) => ownKeys(change.object).includes(key) || isAdded(statement, change));
  return last?.change === 'removed';
};

/** Whether the change is one of the constraint that the statement adds by ALTER TABLE. */
function isAdded({ key, sql = '' }: LedgerStatement, { object, before, after }: AdoptedChange): boolean {
  const [, constraint = '', of] = /^constraint ("(?:[^"]|"")*"|\S+) on (.+)$/s.exec(object) ?? [];
  if (of === undefined || !key.startsWith('alter ')) return false;
  const { kind, name, alterations } = shapeOf(sql);
  const [only, ...more] = alterations;
  if (kind !== 'table' || only === undefined || more.length > 0 || localPath(name) !== localPath(pathOf(of)))
    return false;
  if (only.verb === 'add constraint') return only.name === foldIdentifier(constraint);
  const added = unnamedConstraint(only.text);
  const known = unnamedConstraint(`add ${(before || after).split(' | ')[0] ?? ''}`);
  if (added === undefined || known === undefined || added.kind !== known.kind) return false;
  if (added.kind === 'c') return plain(added.text) === plain(known.text);
  return (
    quotePath(added.columns) === quotePath(known.columns) && localPath(added.references) === localPath(known.references)
  );
}

/** Names without a schema are in `public` in a run. */
const localPath = (path: readonly string[]): string => quotePath(path.length > 1 ? path : ['public', ...path]);

/** An expression as PostgreSQL and others write it. */
const plain = (text: string): string => text.toLowerCase().replace(/::[a-z ]+|["\s()]/g, '');

/** `public."Mixed".c` in its parts. */
export const pathOf = (name: string): readonly string[] =>
  (name.match(/"(?:[^"]|"")*"|[^."]+/g) ?? []).map(foldIdentifier);

/** The keys of statements that an object of the catalog may come from: its own, and that of the relation that it is of. */
const keysOf = (object: string): readonly string[] => [...ownKeys(object), ...relationKeys(object)];

function ownKeys(object: string): readonly string[] {
  const [, kind = '', name = ''] =
    /^(table|view|materialized view|sequence|index|type|domain|comment|trigger) (.+)$/s.exec(object) ?? [];
  if (kind === '') return [];
  if (kind === 'trigger') {
    const [, trigger = '', relation = ''] = /^("(?:[^"]|"")*"|\S+) on (.+)$/s.exec(name) ?? [];
    return [`trigger ${quoteIdentifier(foldIdentifier(trigger))} on ${quotePath(pathOf(relation))}`];
  }
  const path = quotePath(pathOf(name));
  if (kind !== 'comment') return [`${kind} ${path}`];
  return ['column', 'table', 'view', 'materialized view', 'sequence'].map((of) => `comment on ${of} ${path}`);
}

function relationKeys(object: string): readonly string[] {
  const [, column] = /^column (.+)$/s.exec(object) ?? [];
  const [, of] = /^constraint (?:"(?:[^"]|"")*"|\S+) on (.+)$/s.exec(object) ?? [];
  const path = of === undefined ? pathOf(column ?? '').slice(0, -1) : pathOf(of);
  return path.length === 0 ? [] : ['table', 'type'].map((kind) => `${kind} ${quotePath(path)}`);
}
