import type { Analysis } from '../../../analyze/analysis.js';
import type { RelationSymbol } from '../../../analyze/model/symbols.js';
import { viewFollows } from '../../../diagnostics/op6-objects.js';
import { lastName } from '../../../ir/dotted.js';
import { isAnyOf } from '../../../ir/kinds.js';
import type {
  AlterTable,
  CreatePackageBody,
  CreateRoutine,
  DdlStatement,
  DropObject,
  Rename,
  ScriptUnit,
} from '../../../ir/oracle/index.js';
import type { PgStatement } from '../../../ir/postgres/index.js';
import type { Span } from '../../../ir/span.js';
import { nodesOf } from '../../../ir/walk.js';
import { ordersByKind, type UnitContext } from '../../context.js';
import { viewsOver } from '../../dml/tables-behind.js';
import { foldName } from '../../naming/naming.js';
import { remembered } from '../../remembered.js';
import { type DdlContext, mayStand, runsInPlace } from '../ddl-context.js';
import { packageSchema } from '../drop/drop-package.js';
import { entriesOf } from '../drop/drop-routine.js';
import { fold, literal, regclassText, relationNamed, textArray } from '../names.js';
import type { DdlResult } from '../result.js';
import { runtimeStatement } from '../runtime-statement.js';

/*
 * Views know what they read by its name: RENAME, RENAME COLUMN, DROP COLUMN, DROP TABLE and DROP VIEW make them
 * invalid, and they work again once something of that name is there, which may be another table. PostgreSQL's views
 * follow a renaming. (SQL Language Reference, RENAME and ALTER TABLE; Development Guide, "Schema Object Dependency")
 */

/**
 * The statement between `select ora.invalidate_views('app.emp', array['ename'])` and `select ora.revalidate_views()`,
 * as far as views are concerned.
 */
export function withInvalidViews(unit: DdlContext, node: DdlStatement, result: DdlResult): DdlResult {
  if (result.statements.length === 0) return result;
  if (!runsInPlace(unit)) {
    reportFollowers(unit, node);
    return result;
  }
  const call = (text: string): PgStatement => ({
    kind: 'PgFixedStatement',
    span: node.span,
    text: `select ora.${text}`,
  });
  const loss = node.kind === 'Rename' || node.kind === 'AlterTable' ? lossOf(unit, node) : undefined;
  const before: PgStatement[] = [];
  if (loss && hasViewOver(unit, loss.relation, node)) {
    const columns = loss.columns ? [textArray(loss.columns)] : [];
    before.push(
      call(`invalidate_views(${[literal(regclassText(unit.naming.of(loss.relation))), ...columns].join(', ')})`),
    );
  }
  if (node.kind === 'DropObject' && isCalled(unit.analysis, node.objectKind, lastName(node.name)))
    before.push(call(`invalidate_views_calling(${calledNames(unit, node)})`));
  const brought = broughtBy(node);
  const isMissed =
    brought !== undefined &&
    readByViews(unit.analysis).has(brought) &&
    (viewsMayLose(unit.analysis) || (unit.inProgram && hasForcedViews(unit.analysis)));
  const after = isMissed ? [call('revalidate_views()')] : [];
  const [first, ...rest] = result.statements;
  if (before.length === 0 || !first) return { ...result, statements: [...result.statements, ...after] };
  const { comments, blankBefore, ...bare } = first;
  const [head] = before;
  const heads = head ? [{ ...head, ...(comments && { comments }), ...(blankBefore && { blankBefore }) }] : [];
  return { ...result, statements: [...heads, bare, ...rest, ...after] };
}

/** Files are converted as they are in the end: views that are not made again follow what is renamed. */
function reportFollowers(unit: DdlContext, node: DdlStatement): void {
  const loss = node.kind === 'Rename' || node.kind === 'AlterTable' ? lossOf(unit, node) : undefined;
  if (!loss || !hasViewOver(unit, loss.relation, node)) return;
  const { analysis } = unit;
  const read = loss.relation.name;
  const reads = (u: ScriptUnit): boolean =>
    u.kind === 'CreateView' && nodesOf(u, 'TableRef').some((t) => lastName(t.name) === read);
  const views = analysis.units.filter((u) => u.kind === 'CreateView');
  for (const view of views) {
    if (!analysis.precedes(view.span, node.span) || !reads(view)) continue;
    const name = lastName(view.name);
    const again = views.some((u) => analysis.precedes(node.span, u.span) && lastName(u.name) === name);
    if (!again && readsColumns(view, loss.columns)) unit.report(viewFollows(node.span, read, name));
  }
}

const readsColumns = (view: ScriptUnit, columns: readonly string[] | undefined): boolean =>
  columns === undefined ||
  nodesOf(view, 'Star').length > 0 ||
  nodesOf(view, 'Name').some((n) => columns.includes(regclassText([foldName(lastName(n))])));

/** Does a view call the function, or one of the package? */
const isCalled = (analysis: Analysis, objectKind: string, name: string): boolean =>
  isAnyOf(objectKind, 'FUNCTION', 'PACKAGE') &&
  analysis.catalog.relations.some(
    (r) =>
      r.definition?.kind === 'CreateView' &&
      nodesOf(r.definition, 'Name').some((n) => n.parts.at(objectKind === 'FUNCTION' ? -1 : -2)?.name === name),
  );

/** The schema and the functions that are about to be dropped; the schema alone for all that a package has. */
function calledNames(unit: UnitContext, node: DropObject): string {
  if (node.objectKind === 'PACKAGE') return literal(packageSchema(unit, node));
  const { schema, names } = entriesOf(unit, node);
  return `${literal(schema)}, ${textArray(names)}`;
}

/** A function or package that is created again, whose views have become invalid. */
export function viewsWithCallee(unit: UnitContext, node: CreateRoutine | CreatePackageBody): PgStatement[] {
  if (ordersByKind(unit.options)) return [];
  const { span } = node;
  const [objectKind, name] =
    node.kind === 'CreateRoutine' ? ['FUNCTION', node.routine.name.name] : ['PACKAGE', lastName(node.name)];
  return isCalled(unit.analysis, objectKind, name) && mayBeDropped(unit.analysis, objectKind, name, span)
    ? [runtimeStatement(span, 'revalidate_views')]
    : [];
}

/** Is the object dropped before, or can dynamic SQL do it? */
const mayBeDropped = ({ units }: Analysis, objectKind: string, name: string, { file, start }: Span): boolean =>
  units.some(
    (u) =>
      (u.kind === 'DropObject' &&
        u.objectKind === objectKind &&
        lastName(u.name) === name &&
        u.span.file === file &&
        u.span.start < start) ||
      nodesOf(u, 'StringLiteral').some((text) => dropping.test(text.value)),
  );

/** Dynamic SQL that drops what views may call, or the beginning of it. */
const dropping = /^\s*drop\s*(?:function\b|package\b|$)/i;

interface Loss {
  readonly relation: RelationSymbol;
  /** Absent: the relation itself. */
  readonly columns?: readonly string[];
}

/** The name, or the columns, that the statement takes away. */
function lossOf(unit: UnitContext, node: Rename | AlterTable): Loss | undefined {
  if (node.kind === 'Rename') {
    const relation = unit.analysis.objectAt([node.from], node.span);
    return relation?.kind === 'relation' && !isSynonymLater(unit.analysis, node.from.name, node.to.name)
      ? { relation }
      : undefined;
  }
  const relation = relationNamed(unit, node.name);
  if (!relation) return undefined;
  const renamed = node.actions.find((a) => a.kind === 'RenameTable');
  if (renamed) return isSynonymLater(unit.analysis, lastName(node.name), renamed.to.name) ? undefined : { relation };
  // `ora.drop_columns` sees to those that it drops.
  const columns = node.actions.flatMap((a) => (a.kind === 'RenameColumn' ? [a.from] : []));
  return columns.length > 0 ? { relation, columns: columns.map((c) => regclassText([fold(c)])) } : undefined;
}

/** A synonym of the old name for the new one: the views read the same as before. */
const isSynonymLater = (analysis: Analysis, from: string, to: string): boolean =>
  analysis.units.some((u) => u.kind === 'CreateSynonym' && lastName(u.name) === from && lastName(u.target) === to);

/** Is a view over a relation of that name there already? */
export const hasViewOver = (unit: DdlContext, relation: RelationSymbol, node: DdlStatement): boolean =>
  unit.analysis.catalog.relations
    .filter((r) => r.name === relation.name && r.owner === relation.owner)
    .flatMap((r) => viewsOver(unit.analysis, r))
    .some((v) => v.definition?.kind === 'CreateView' && mayStand(unit, v.span, node));

/** The table or view that is there after it, or has a column, that was not before. */
function broughtBy(node: DdlStatement): string | undefined {
  switch (node.kind) {
    case 'CreateTable':
    case 'CreateView':
    case 'CreateMaterializedView':
      return lastName(node.name);
    case 'Rename':
      return node.to.name;
    case 'AlterTable': {
      const renamed = node.actions.find((a) => a.kind === 'RenameTable');
      if (renamed) return renamed.to.name;
      return node.actions.some((a) => isAnyOf(a.kind, 'AddColumns', 'RenameColumn')) ? lastName(node.name) : undefined;
    }
    default:
      return undefined;
  }
}

/** What views read, by name. */
const readByViews = remembered(
  (analysis: Analysis): ReadonlySet<string> =>
    new Set(
      analysis.catalog.relations
        .flatMap((r) => (r.definition?.kind === 'CreateView' ? nodesOf(r.definition, 'TableRef') : []))
        .map((n) => lastName(n.name)),
    ),
);

/** Views that may have come before what they read. */
const hasForcedViews = remembered(({ units }: Analysis): boolean =>
  units.some((u) => u.kind === 'CreateView' && u.force === true),
);

/** Dynamic SQL that takes away a name, or the beginning of it. */
const taking =
  /^\s*(?:(?:drop\s+(?:table|(?:materialized\s+)?view)|rename)\s+|alter\s+table\s+(?=.*\b(?:rename|drop|unused)\b))(?:"?[\w$#]+"?\s*\.\s*)?"?(?<name>[\w$#]*)/is;

/** Does any statement of the inputs take away what views read? */
const viewsMayLose = remembered((analysis: Analysis): boolean => {
  const read = readByViews(analysis);
  if (read.size === 0) return false;
  return analysis.units.some((unit) =>
    nodesOf(unit, 'Rename', 'AlterTable', 'DropObject', 'StringLiteral').some((n) => {
      if (n.kind === 'StringLiteral') {
        const name = taking.exec(n.value)?.groups?.name;
        return name !== undefined && (name === '' || read.has(name.toUpperCase()));
      }
      if (n.kind === 'Rename') return read.has(n.from.name);
      const loses =
        n.kind === 'DropObject'
          ? /^(TABLE|(MATERIALIZED )?VIEW)$/.test(n.objectKind)
          : n.actions.some((a) => isAnyOf(a.kind, 'RenameColumn', 'RenameTable', 'DropColumns'));
      return loses && read.has(lastName(n.name));
    }),
  );
});
