import { foldIdentifier, quoteIdentifier, quotePath } from '../sql/quoting.js';
import type { AdoptedChange, LedgerStatement } from './ledger-entry.js';

/** The statements with what of the changes was made on the objects that they make. */
export const withAdopted = (
  statements: readonly LedgerStatement[],
  changes: readonly AdoptedChange[],
): readonly LedgerStatement[] =>
  statements.map((statement) => {
    const own = changes.filter(({ object }) => keysOf(object).includes(statement.key));
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
export const isRemoved = ({ key, adopted = [] }: LedgerStatement): boolean => {
  const last = adopted.findLast(({ object }) => ownKeys(object).includes(key));
  return last?.change === 'removed';
};

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
