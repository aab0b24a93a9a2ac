import type { RelationSymbol } from '../../../analyze/model/symbols.js';
import type { Identifier, TableConstraint } from '../../../ir/oracle/index.js';
import type { Span } from '../../../ir/span.js';
import { foldName, shorten } from '../../naming/naming.js';
import { fold, isGeneratedName, keyName, literal, regclassText, textArray } from '../names.js';
import { runtimeStatement } from '../runtime-statement.js';
import { type KeyIndex, keyIndexOf } from '../tables/constraints/keys.js';
import type { AlterPlace } from './alter-place.js';

/*
 * Which constraint ALTER TABLE means, by its name or by what it is. Where programs change constraints, or the
 * dictionary's views of them are read, they are looked up when the statement runs: `select
 * ora.drop_constraint('app.emp', 'emp_ck')`.
 */

/** A constraint as ALTER TABLE names it: by its name or by what it is. */
export interface ConstraintRef {
  readonly name?: Identifier;
  readonly primaryKey?: boolean;
  readonly unique?: readonly Identifier[];
}

/** The constraints of the table, and as such of it those that stand at its columns (but for references). */
export function constraintsOf(relation: RelationSymbol | undefined): readonly TableConstraint[] {
  const own = relation?.definition?.kind === 'CreateTable' ? relation.definition.columns : [];
  const inline = own.flatMap((column) =>
    column.constraints.flatMap((k): readonly TableConstraint[] => {
      const { span, state } = k;
      if (k.kind === 'ColumnCheck') return [{ kind: 'Check', span, state, condition: k.condition }];
      if (k.kind !== 'ColumnPrimaryKey' && k.kind !== 'ColumnUnique') return [];
      return [{ kind: k.kind === 'ColumnUnique' ? 'Unique' : 'PrimaryKey', span, state, columns: [column.name] }];
    }),
  );
  return [...inline, ...(relation?.constraints ?? [])];
}

/** The PostgreSQL name of a constraint named directly or by what it is. */
export function constraintNamed(place: AlterPlace, ref: ConstraintRef): string | undefined {
  const { unit, table, relation } = place;
  const tableName = table.at(-1) ?? '';
  const schema = table[0] ?? '';
  if (ref.name) {
    const { name } = ref;
    const constraint = constraintsOf(relation).find((c) => c.state.name?.name === name.name);
    return constraint?.kind === 'PrimaryKey' || constraint?.kind === 'Unique'
      ? keyName(unit, schema, name)
      : foldName(name.name);
  }
  const columns = ref.unique?.map((c) => c.name).join(',');
  const found = constraintsOf(relation).find((c) =>
    ref.primaryKey
      ? c.kind === 'PrimaryKey'
      : c.kind === 'Unique' && c.columns.map((x) => x.name).join(',') === columns,
  );
  if (found?.state.name && !isGeneratedName(found.state.name.name)) return keyName(unit, schema, found.state.name);
  if (ref.primaryKey) return shorten(`${tableName}_pkey`);
  return ref.unique ? shorten(`${tableName}_${ref.unique.map(fold).join('_')}_key`) : undefined;
}

/** The unique index that stands for a constraint of the inputs. */
export const keyIndex = (place: AlterPlace, ref: ConstraintRef, name: string): KeyIndex | undefined =>
  keyIndexOf(
    place.unit,
    place.relation,
    constraintsOf(place.relation).find((c) => isMeant(c, ref)),
    name,
  );

/** The full name of an index of the table. */
export const fullIndexName = ({ table }: AlterPlace, index: string): readonly string[] => [
  ...table.slice(0, -1),
  index,
];

/** Is it the constraint that the action means? */
export function isMeant(c: TableConstraint, ref: ConstraintRef): boolean {
  if (ref.name) return c.state.name?.name === ref.name.name;
  if (ref.primaryKey) return c.kind === 'PrimaryKey';
  return (
    c.kind === 'Unique' &&
    ref.unique !== undefined &&
    c.columns.map((x) => x.name).join() === ref.unique.map((x) => x.name).join()
  );
}

/** The table, as an argument for the runtime. */
export const tableText = (place: AlterPlace): string => literal(regclassText(place.table));

/** The columns of the UNIQUE key that an action means; `null` for the primary key. */
export const columnsText = ({ unique }: ConstraintRef): string => (unique ? textArray(unique.map(fold)) : 'null');

/** What finds the name of a key by its columns. */
export const keyNameText = (place: AlterPlace, action: ConstraintRef): string =>
  `ora.key_name(${tableText(place)}, ${columnsText(action)})`;

/** The constraint that an action names, as an argument for the runtime. */
export function constraintText(place: AlterPlace, action: ConstraintRef): string | undefined {
  const name = action.name && constraintNamed(place, action);
  return name === undefined ? undefined : literal(regclassText([name]));
}

/** KEEP INDEX: `change` drops or disables the key, whose index is made again under its own name. */
export function keepIndex(place: AlterPlace, action: ConstraintRef & { readonly span: Span }, change: string): void {
  const { usingIndex } = constraintsOf(place.relation).find((c) => isMeant(c, action))?.state ?? {};
  const index = usingIndex?.kind === 'CreateIndex' ? usingIndex.name.parts.at(-1) : undefined;
  const constraint = constraintText(place, action) ?? keyNameText(place, action);
  const name = index ? literal(fold(index)) : 'null';
  place.statements.push(
    runtimeStatement(action.span, 'keep_index', tableText(place), constraint, name, literal(change)),
  );
}
