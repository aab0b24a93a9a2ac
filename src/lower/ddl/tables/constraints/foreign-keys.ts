import type { Analysis } from '../../../../analyze/analysis.js';
import type { RelationSymbol } from '../../../../analyze/model/symbols.js';
import type { Identifier, QualifiedName } from '../../../../ir/oracle/index.js';
import type { Span } from '../../../../ir/span.js';

/** What ON DELETE says. */
export type DeleteAction = 'CASCADE' | 'SET NULL';

/** A foreign key as it is written. */
interface ForeignKey {
  readonly columns: readonly Identifier[];
  readonly table: QualifiedName;
  readonly referenced?: readonly Identifier[];
  readonly action?: DeleteAction;
  readonly disabled: boolean;
  readonly span: Span;
}

/** The foreign keys of a table, written at the table, at a column or in ALTER TABLE. */
export function foreignKeysOf({ constraints, definition, alters = [] }: RelationSymbol): readonly ForeignKey[] {
  const columns = [
    ...(definition?.kind === 'CreateTable' ? definition.columns : []),
    ...alters
      .flatMap((a) => a.actions)
      .flatMap((a) => (a.kind === 'AddColumns' || a.kind === 'ModifyColumns' ? a.columns : [])),
  ];
  const ofColumns = columns.flatMap((column) =>
    column.constraints.flatMap((c): ForeignKey[] =>
      c.kind === 'ColumnReferences'
        ? [
            {
              columns: [column.name],
              table: c.table,
              referenced: c.columns,
              action: c.onDelete,
              disabled: c.state.enabled === false,
              span: c.span,
            },
          ]
        : [],
    ),
  );
  const ofTable = constraints.flatMap((c): ForeignKey[] =>
    c.kind === 'ForeignKey' ? [{ ...c, action: c.onDelete, disabled: c.state.enabled === false }] : [],
  );
  return [...ofColumns, ...ofTable];
}

/** The table that the key refers to. */
export function referencedTable(analysis: Analysis, { table }: ForeignKey): RelationSymbol | undefined {
  const symbol = analysis.symbolOf(table) ?? analysis.objectAt(table.parts, table.span);
  return symbol?.kind === 'relation' ? symbol : undefined;
}
