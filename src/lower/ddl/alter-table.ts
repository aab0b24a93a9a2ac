import type { RelationSymbol } from '../../analyze/symbols.js';
import type { OracleType } from '../../analyze/types.js';
import { unreachable } from '../../diagnostics/diagnostic.js';
import { constraintKind, physicalClauseDropped } from '../../diagnostics/op1.js';
import { alterNotConverted, partitionAction } from '../../diagnostics/op6.js';
import type {
  AlterTable,
  AlterTableAction,
  ColumnDefinition,
  Expr,
  Identifier,
  PartitionDefinition,
  TableConstraint,
} from '../../ir/oracle/index.js';
import type { PgAlterTableAction, PgCreateTable, PgStatement, PgType } from '../../ir/postgres/index.js';
import { type AnyNode, walk } from '../../ir/walk.js';
import { printType } from '../../print/index.js';
import type { UnitContext } from '../context.js';
import { lowerTo } from '../expression.js';
import { foldName, shorten } from '../naming.js';
import { lowerColumn, lowerDefault } from './column.js';
import { columnTriggers } from './column-triggers.js';
import { columnType } from './column-type.js';
import { type LoweredConstraints, lowerColumnConstraint, lowerTableConstraint, noConstraints } from './constraints.js';
import { attempt, ddlContext } from './expressions.js';
import { lowerIdentity } from './identity.js';
import { fold, isGeneratedName, keyName, nameAsWritten, regclassText, relationNamed } from './names.js';
import type { DdlResult } from './result.js';

/** ALTER TABLE, action by action in the order written; foreign keys late. */
export function lowerAlterTable(unit: UnitContext, node: AlterTable): DdlResult {
  const relation = relationNamed(unit, node.name);
  const table = relation ? unit.naming.of(relation) : nameAsWritten(unit, node.name);
  const statements: PgStatement[] = [];
  const late: PgStatement[] = [];
  for (const action of node.actions) {
    const place: Place = { unit, node, relation, table, statements, constraints: noConstraints() };
    lowerAction(place, action);
    statements.push(
      ...place.constraints.inline.map(
        (constraint): PgStatement => ({
          kind: 'PgAlterTable',
          span: action.span,
          name: table,
          actions: [{ kind: 'add constraint', constraint }],
        }),
      ),
      ...place.constraints.indexes,
    );
    late.push(...place.constraints.late);
  }
  const [first, ...rest] = statements;
  if (first && (node.comments || node.blankBefore))
    statements.splice(
      0,
      statements.length,
      { ...first, comments: node.comments, blankBefore: node.blankBefore },
      ...rest,
    );
  return { statements, late };
}

interface Place {
  readonly unit: UnitContext;
  readonly node: AlterTable;
  readonly relation: RelationSymbol | undefined;
  readonly table: readonly string[];
  readonly statements: PgStatement[];
  readonly constraints: LoweredConstraints;
}

function alter(place: Place, span: AlterTableAction['span'], ...actions: readonly PgAlterTableAction[]): void {
  if (actions.length > 0) place.statements.push({ kind: 'PgAlterTable', span, name: place.table, actions });
}

function lowerAction(place: Place, action: AlterTableAction): void {
  const { unit, relation } = place;
  const { span } = action;
  switch (action.kind) {
    case 'AddColumns':
      for (const c of action.columns) addColumn(place, c);
      return;
    case 'ModifyColumns':
      for (const c of action.columns) modifyColumn(place, c);
      return;
    case 'DropColumns':
      if (!action.cascade && isInWiderConstraint(place, action.columns)) {
        place.statements.push({ kind: 'PgFixedStatement', span, text: 'select ora.raise(12991)' });
        return;
      }
      alter(
        place,
        span,
        ...action.columns.map(
          (c): PgAlterTableAction => ({ kind: 'drop column', name: fold(c), cascade: action.cascade }),
        ),
      );
      return;
    case 'RenameColumn':
      alter(place, span, { kind: 'rename column', from: fold(action.from), to: fold(action.to) });
      return;
    case 'RenameTable':
      alter(place, span, { kind: 'rename', to: fold(action.to) });
      return;
    case 'AddConstraint':
      lowerTableConstraint(unit, place, action.constraint, place.constraints);
      return;
    case 'DropConstraint': {
      const name = constraintNamed(place, action);
      if (name === undefined) unit.report(alterNotConverted(span, 'DROP of a constraint without a name'));
      else alter(place, span, { kind: 'drop constraint', name, cascade: action.cascade });
      return;
    }
    case 'RenameConstraint':
      alter(place, span, { kind: 'rename constraint', from: fold(action.from), to: fold(action.to) });
      return;
    case 'SetConstraintState':
      setState(place, action);
      return;
    case 'AddPartition':
      addPartition(place, action.partition);
      return;
    case 'OtherPartitionAction':
      otherPartitionAction(place, action);
      return;
    case 'EnableTriggers':
      alter(place, span, { kind: 'trigger', enable: action.enable, name: 'user' });
      return;
    case 'PhysicalAction':
      unit.report(physicalClauseDropped(span, action.what));
      return;
    case 'UnsupportedAction':
      unit.report(alterNotConverted(span, `ALTER TABLE … ${action.what}`));
      return;
    default:
      void relation;
      unreachable(action);
  }
}

function typesOf(relation: RelationSymbol | undefined): ReadonlyMap<string, OracleType> {
  return new Map((relation?.columns ?? []).map((c) => [c.name, c.type]));
}

function addColumn(place: Place, node: ColumnDefinition): void {
  const { unit, table, relation } = place;
  const types = typesOf(relation);
  const type = node.type ? unit.analysis.typeOfRef(node.type) : (types.get(node.name.name) ?? { kind: 'unknown' });
  const column = lowerColumn(unit, node, type, types);
  const identity = lowerIdentity(unit, table, column, node.span);
  place.statements.push(...(identity?.before ?? []));
  alter(place, node.span, { kind: 'add column', column: identity?.definition ?? column.definition });
  place.statements.push(
    ...(identity?.after ?? []),
    ...renamed(
      columnTriggers(table, { columns: [column], identities: identity ? [identity] : [], emptyToNull: [] }, node.span),
      column.definition.name,
    ),
  );
  for (const c of node.constraints) lowerColumnConstraint(unit, place, node, c, place.constraints);
}

/** Triggers of a column added later stand beside those of the table. */
function renamed(statements: readonly PgStatement[], column: string): PgStatement[] {
  return statements.map((s) => {
    if (s.kind === 'PgCreateTrigger')
      return { ...s, name: shorten(`${s.name}_${column}`), function: suffixed(s.function, column) };
    return s.kind === 'PgCreateRoutine' ? { ...s, name: suffixed(s.name, column) } : s;
  });
}

const suffixed = (name: readonly string[], column: string): readonly string[] => [
  ...name.slice(0, -1),
  shorten(`${name[name.length - 1]}_${column}`),
];

/** MODIFY: what is written changes, the rest stays. */
function modifyColumn(place: Place, node: ColumnDefinition): void {
  const { unit, relation } = place;
  const name = fold(node.name);
  const known = relation?.columns.find((c) => c.name === node.name.name)?.type;
  const type = node.type ? unit.analysis.typeOfRef(node.type) : (known ?? { kind: 'unknown' });
  const actions: PgAlterTableAction[] = [];
  const before = typeBefore(place, node.name);
  const checked =
    isShown(place) || (atRunTime(place) ? !(node.type && before && widens(before, type)) : changesKind(before, type));
  const nullability = node.constraints.find((c) => c.kind === 'NotNull' || c.kind === 'Nullable');
  const checksNull =
    atRunTime(place) && nullability !== undefined && Object.values(nullability.state).every((v) => v === undefined);
  const newType = node.type ? columnType(unit, type, node.name.name, node.span, node.type) : undefined;
  if ((newType && checked) || checksNull)
    place.statements.push(
      checkedModification(
        place,
        node,
        checked ? newType : undefined,
        checksNull ? nullability.kind === 'NotNull' : undefined,
      ),
    );
  if (newType && !checked) actions.push({ kind: 'alter type', name, type: newType });
  if (node.default) {
    const value = lowerDefault(unit, node, node.default, type);
    actions.push(value ? { kind: 'set default', name, value } : { kind: 'drop default', name });
  }
  for (const c of node.constraints) {
    if (c === nullability && checksNull) continue;
    if (c.kind === 'NotNull')
      actions.push({ kind: c.state.enabled === false ? 'drop not null' : 'set not null', name });
    else if (c.kind === 'Nullable') actions.push({ kind: 'drop not null', name });
    else lowerColumnConstraint(unit, place, node, c, place.constraints);
  }
  if (node.identity) unit.report(alterNotConverted(node.span, `MODIFY ${node.name.name} GENERATED AS IDENTITY`));
  if (node.virtual) unit.report(alterNotConverted(node.span, `MODIFY of virtual column ${node.name.name}`));
  alter(place, node.span, ...actions);
}

/** The type that a column has before this statement, as far as the script shows. */
function typeBefore({ unit, relation, node }: Place, column: Identifier): OracleType | undefined {
  if (relation?.definition?.kind !== 'CreateTable') return undefined;
  const earlier = (relation.alters ?? [])
    .filter((a) => a.span.file !== node.span.file || a.span.start < node.span.start)
    .flatMap((a) =>
      a.actions.flatMap((x) => (x.kind === 'AddColumns' || x.kind === 'ModifyColumns' ? [{ a, x }] : [])),
    );
  if (earlier.some(({ a, x }) => a.atRunTime && x.columns.some((c) => c.name.name === column.name))) return undefined;
  const typed = [...relation.definition.columns, ...earlier.flatMap(({ x }) => x.columns)].filter(
    (c) => c.name.name === column.name && c.type,
  );
  const last = typed[typed.length - 1]?.type;
  return last && unit.analysis.typeOfRef(last);
}

/** Views show the table already: PostgreSQL changes no column under a view. An installation makes its views behind all tables. */
function isShown(place: Place): boolean {
  const { unit, relation, node } = place;
  if (!relation || (unit.options.installerBlocks && !atRunTime(place))) return false;
  return unit.analysis.catalog.relations.some((r) => {
    if (r.definition?.kind !== 'CreateView' || r.span.file !== node.span.file || r.span.start > node.span.start)
      return false;
    let shown = false;
    walk(r.definition.query as AnyNode, (n) => {
      if (n.kind === 'TableRef' && unit.analysis.sourceOf(n as never)?.relation === relation) shown = true;
    });
    return shown;
  });
}

/** Text that may only grow: no row can forbid it. */
function widens(from: OracleType, to: OracleType): boolean {
  return (
    from.kind === 'varchar2' && to.kind === 'varchar2' && (to.length ?? 0) >= (from.length ?? Number.POSITIVE_INFINITY)
  );
}

/** Oracle changes the kind of a type in empty columns only, and PostgreSQL has to be told what becomes of values. */
function changesKind(from: OracleType | undefined, to: OracleType): boolean {
  const family = (t: OracleType): string => (t.kind === 'char' ? 'varchar2' : t.kind);
  return from !== undefined && from.kind !== 'unknown' && to.kind !== 'unknown' && family(from) !== family(to);
}

/** A change that Oracle accepts or not by what the rows hold. */
function checkedModification(
  { table }: Place,
  node: ColumnDefinition,
  type: PgType | undefined,
  notNull: boolean | undefined,
): PgStatement {
  const literal = (text: string): string => `'${text.replaceAll("'", "''")}'`;
  const args = [
    literal(regclassText(table)),
    literal(fold(node.name)),
    type ? literal(printType(type)) : 'null',
    ...(notNull === undefined ? [] : [String(notNull)]),
  ];
  return { kind: 'PgFixedStatement', span: node.span, text: `select ora.modify_column(${args.join(', ')})` };
}

// ---------- constraints ----------

interface ConstraintRef {
  readonly name?: Identifier;
  readonly primaryKey?: boolean;
  readonly unique?: readonly Identifier[];
}

/** The constraints of the table, and as such of it those that stand at its columns (but for references). */
function constraintsOf(relation: RelationSymbol | undefined): readonly TableConstraint[] {
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

/** PostgreSQL drops such a constraint with the column, Oracle refuses. (SQL Language Reference, ALTER TABLE, "drop_column_clause") */
function isInWiderConstraint(place: Place, columns: readonly Identifier[]): boolean {
  const { relation, node } = place;
  const dropped = new Set(columns.map((c) => c.name));
  const earlier = (relation?.alters ?? []).filter(
    (a) => a.span.file === node.span.file && a.span.start < node.span.start,
  );
  const gone = earlier.flatMap((a) => a.actions.flatMap((x) => (x.kind === 'DropConstraint' ? [x.name?.name] : [])));
  return constraintsOf(relation).some((c) => {
    if (gone.includes(c.state.name?.name) || gone.includes(undefined)) return false;
    const names =
      c.kind === 'Check' ? columnsIn(c.condition) : c.kind === 'SupplementalLog' ? [] : c.columns.map((x) => x.name);
    return names.some((n) => dropped.has(n)) && names.some((n) => !dropped.has(n));
  });
}

function columnsIn(condition: Expr): readonly string[] {
  const names: string[] = [];
  walk(condition as AnyNode, (n) => {
    if (n.kind === 'Name') names.push((n as unknown as { parts: readonly Identifier[] }).parts.at(-1)?.name ?? '');
  });
  return names;
}

/** The PostgreSQL name of a constraint named directly or by what it is. */
function constraintNamed(place: Place, ref: ConstraintRef): string | undefined {
  const { unit, table, relation } = place;
  const tableName = table[table.length - 1] ?? '';
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

/**
 * ENABLE and DISABLE of a constraint. A disabled one does not exist in PostgreSQL: DISABLE drops it, ENABLE adds it again.
 * Foreign keys are made at the end of all, and so is what happens to them. (SQL Language Reference, ALTER TABLE, "enable_disable_clause")
 */
function setState(place: Place, action: StateAction): void {
  const { unit, relation } = place;
  const name = constraintNamed(place, action);
  const definition = constraintsOf(relation).find((c) => isMeant(c, action));
  const unknown = atRunTime(place);
  if (name === undefined) {
    unit.report(constraintKind(action.span, 'The state of a constraint without a name'));
    return;
  }
  // One that was created disabled is not there yet.
  if (unknown && (!action.enable || definition?.state.enabled !== false)) {
    place.statements.push(stateAtRunTime(place, action, name));
    return;
  }
  if (!action.enable) {
    // It may have been left out already: constraints that are created disabled are.
    const drop = dropIfExists(place, action, name);
    if (definition?.kind === 'ForeignKey' || isColumnForeignKey(relation, action)) place.constraints.late.push(drop);
    else place.statements.push(drop);
    return;
  }
  if (unknown && definition) {
    const late = definition.kind === 'ForeignKey' ? place.constraints.late : place.statements;
    late.push(dropIfExists(place, action, name));
  }
  if (definition && (unknown || definition.state.enabled === false || disabledBefore(place, action))) {
    lowerTableConstraint(
      unit,
      place,
      { ...definition, state: { ...definition.state, enabled: true, validated: action.validate } },
      place.constraints,
    );
    return;
  }
  if (action.validate === true && definition?.state.validated === false)
    alter(place, action.span, { kind: 'validate constraint', name });
  else if (!definition && disabledBefore(place, action))
    unit.report(alterNotConverted(action.span, `ENABLE of constraint ${name.toUpperCase()}`));
}

/** Statements that a program executes: what state the constraint is in then is not known. */
const atRunTime = ({ relation, node }: Place): boolean => !(relation?.alters ?? []).includes(node);

function stateAtRunTime(place: Place, { span, enable, validate }: StateAction, name: string): PgStatement {
  const state = `${enable}${validate === undefined ? '' : `, ${validate}`}`;
  const args = [regclassText(place.table), regclassText([name])].map((text) => `'${text.replaceAll("'", "''")}'`);
  return { kind: 'PgFixedStatement', span, text: `select ora.constraint_state(${args.join(', ')}, ${state})` };
}

function dropIfExists(place: Place, { span }: StateAction, name: string): PgStatement {
  return {
    kind: 'PgFixedStatement',
    span,
    text: `alter table ${regclassText(place.table)} drop constraint if exists ${regclassText([name])}`,
  };
}

type StateAction = Extract<AlterTableAction, { kind: 'SetConstraintState' }>;

function isMeant(c: TableConstraint, ref: ConstraintRef): boolean {
  if (ref.name) return c.state.name?.name === ref.name.name;
  if (ref.primaryKey) return c.kind === 'PrimaryKey';
  return (
    c.kind === 'Unique' &&
    ref.unique !== undefined &&
    c.columns.map((x) => x.name).join() === ref.unique.map((x) => x.name).join()
  );
}

function isColumnForeignKey(relation: RelationSymbol | undefined, ref: ConstraintRef): boolean {
  if (relation?.definition?.kind !== 'CreateTable' || !ref.name) return false;
  const { name } = ref;
  return relation.definition.columns.some((c) =>
    c.constraints.some((k) => k.kind === 'ColumnReferences' && k.state.name?.name === name.name),
  );
}

/** Has an earlier statement disabled it? */
function disabledBefore(place: Place, action: StateAction): boolean {
  const alters = place.relation?.alters ?? [];
  const earlier = alters.slice(0, Math.max(0, alters.indexOf(place.node)));
  return earlier.some((a) =>
    a.actions.some(
      (x) =>
        x.kind === 'SetConstraintState' &&
        !x.enable &&
        x.name?.name === action.name?.name &&
        x.primaryKey === action.primaryKey,
    ),
  );
}

// ---------- partitions ----------

/** The bound of the last range partition before this one, those added by earlier statements counted. */
function highestBound(place: Place, partition: PartitionDefinition): readonly Expr[] | undefined {
  const { relation } = place;
  const first =
    relation?.definition?.kind === 'CreateTable' ? (relation.definition.partitioning?.partitions ?? []) : [];
  const added = (relation?.alters ?? []).flatMap((a) =>
    a.actions.flatMap((x) => (x.kind === 'AddPartition' ? [x.partition] : [])),
  );
  const at = added.indexOf(partition);
  const earlier = [...first, ...added.slice(0, Math.max(0, at))];
  return earlier[earlier.length - 1]?.lessThan;
}

/** DROP and TRUNCATE of partitions: their tables. */
function otherPartitionAction(place: Place, action: Extract<AlterTableAction, { kind: 'OtherPartitionAction' }>): void {
  const verb = /^(DROP|TRUNCATE) PARTITION/.exec(action.what)?.[1];
  if (verb === undefined || !action.partitions || !isPartitioned(place.relation)) {
    place.unit.report(partitionAction(action.span, action.what));
    return;
  }
  for (const p of action.partitions) {
    place.statements.push({
      kind: 'PgFixedStatement',
      span: action.span,
      text: `${verb === 'DROP' ? 'drop table' : 'truncate table'} ${regclassText(partitionTable(place.table, fold(p)))}`,
    });
  }
}

function isPartitioned(relation: RelationSymbol | undefined): boolean {
  const method = relation?.definition?.kind === 'CreateTable' ? relation.definition.partitioning?.method : undefined;
  return method === 'RANGE' || method === 'LIST' || method === 'HASH';
}

const partitionTable = (table: readonly string[], partition: string): readonly string[] => [
  table[0] ?? '',
  shorten(`${table[table.length - 1]}_${partition}`),
];

function addPartition(place: Place, partition: Extract<AlterTableAction, { kind: 'AddPartition' }>['partition']): void {
  const { unit, relation, table } = place;
  const definition = relation?.definition?.kind === 'CreateTable' ? relation.definition.partitioning : undefined;
  const [key] = definition?.columns ?? [];
  const type =
    (key?.kind === 'Name' && relation?.columns.find((c) => c.name === key.parts[key.parts.length - 1]?.name)?.type) ||
    ({ kind: 'unknown' } as const);
  const name = [
    table[0] ?? '',
    shorten(`${table[table.length - 1]}_${partition.name ? fold(partition.name) : 'added'}`),
  ];
  const created = (bound: NonNullable<PgCreateTable['partitionOf']>['bound']): void => {
    place.statements.push({
      kind: 'PgCreateTable',
      span: partition.span,
      name,
      columns: [],
      constraints: [],
      partitionOf: { parent: table, bound },
    });
  };
  if (partition.values && definition?.method === 'LIST' && !definition.subpartitioning) {
    const { values } = partition;
    const lowered = attempt(
      unit,
      () => values.map((v) => lowerTo(ddlContext(unit), v, type)),
      () => partitionAction(partition.span, 'ADD PARTITION'),
    );
    if (lowered) created({ kind: 'list', values: lowered });
    return;
  }
  const isMaximum = partition.lessThan?.every((e) => e.kind === 'Name' && e.parts[0]?.name === 'MAXVALUE') ?? false;
  if (isMaximum && definition?.method === 'RANGE' && !definition.subpartitioning && !definition.interval) {
    created({ kind: 'default' });
    return;
  }
  const last = highestBound(place, partition);
  if (partition.lessThan && last && definition?.method === 'RANGE' && !definition.subpartitioning) {
    const { lessThan } = partition;
    const bounds = attempt(
      unit,
      () => [last, lessThan].map((list) => list.map((e) => lowerTo(ddlContext(unit), e, type))),
      () => partitionAction(partition.span, 'ADD PARTITION'),
    );
    if (bounds?.[0] && bounds[1]) created({ kind: 'range', from: bounds[0], to: bounds[1] });
    return;
  }
  unit.report(partitionAction(partition.span, 'ADD PARTITION'));
}
