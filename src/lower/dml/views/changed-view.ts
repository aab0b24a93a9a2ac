import type { Analysis, RowSource } from '../../../analyze/analysis.js';
import { isInsteadOf } from '../../../analyze/model/instead-of.js';
import type { RelationSymbol } from '../../../analyze/model/symbols.js';
import type { Diagnostic } from '../../../diagnostics/diagnostic.js';
import { dmlTarget } from '../../../diagnostics/op2.js';
import { conjunctsOfBlock } from '../../../ir/conjuncts.js';
import type {
  Delete,
  DerivedTable,
  DmlTarget,
  Expr,
  FromItem,
  Insert,
  Select,
  Update,
} from '../../../ir/oracle/index.js';
import type { OracleNode } from '../../../ir/oracle/node.js';
import { oracleMessage } from '../../../ir/oracle-messages.js';
import { type ExprContext, refuse } from '../../context.js';
import { usesPseudo } from '../../queries/block-nodes.js';
import { leavesOf } from '../../queries/from/leaves.js';

/** A view through which DML changes the rows of a table: an inline view, or the one that a named view stands for. */
export interface ChangedView {
  readonly view: DerivedTable;
  readonly rows: RowSource | undefined;
  /** The view's own column names, where it has a list of them. */
  readonly names?: readonly string[];
}

/**
 * The inline view that DML is on, or the query of a join view that it names: PostgreSQL changes rows through views of
 * one table only, and knows no address of their rows, by which ROWNUM and ROWID choose them (`counted`); through a view
 * of a temporary table, whose rows a function gives, it changes none. Not where INSTEAD OF triggers do the work. (SQL
 * Language Reference, CREATE VIEW, "Notes on Updatable Views"; PostgreSQL manual, CREATE VIEW, "Updatable Views")
 */
export function changedView(ex: ExprContext, target: DmlTarget, counted = false): ChangedView | undefined {
  const { analysis } = ex.unit;
  const rows = analysis.sourceOf(target);
  if (target.kind === 'DerivedTable') return { view: target, rows };
  if (target.kind !== 'TableRef') return undefined;
  const definition = rows?.relation?.definition;
  if (!rows || definition?.kind !== 'CreateView' || definition.ofType || definition.restriction === 'READ ONLY')
    return undefined;
  const { body } = definition.query;
  if (body.kind !== 'Select' || hasInstead(analysis, rows.relation)) return undefined;
  if (leavesOf(body.from).length < 2 && !counted && !isOfTemporary(analysis, body)) {
    const behind = viewBehind(analysis, body);
    return behind ? refuse(dmlTarget(target.span, `a view on a view over ${behind}`)) : undefined;
  }
  const view: DerivedTable = {
    kind: 'DerivedTable',
    span: target.span,
    lateral: false,
    query: definition.query,
    ...(definition.restriction ? { restriction: definition.restriction } : {}),
    alias: target.alias ?? target.name.parts.at(-1),
  };
  return { view, rows, ...(definition.columns ? { names: definition.columns.map((c) => c.name) } : {}) };
}

/** What Oracle does not take either, with its error. */
export const raising = (diagnostic: Diagnostic, code: number): Diagnostic => ({
  ...diagnostic,
  invalid: { kind: 'raises', code, text: oracleMessage(code) },
});

/** RETURNING of rows that an INSTEAD OF trigger makes. (Database Error Messages, ORA-22816) @throws Refusal */
export function refuseReturningOfInstead({ unit }: ExprContext, s: Insert | Update | Delete): void {
  const { returning, target, kind } = s;
  const relation = target.kind === 'TableRef' ? unit.analysis.sourceOf(target)?.relation : undefined;
  if (!returning || relation?.relation !== 'view') return;
  const event = kind.toUpperCase();
  const made = unit.analysis.catalog.triggers.some(
    ({ table, definition }) =>
      table === relation && isInsteadOf(definition) && definition.events.some((e) => e.event === event),
  );
  const what = `the view ${relation.name}, whose INSTEAD OF trigger has no rows for RETURNING (ORA-22816),`;
  if (made) refuse(raising(dmlTarget(returning.span, what), 22816));
}

/** Is there a ROWNUM or ROWID in them? */
export const asksForRows = (ex: ExprContext, nodes: readonly (OracleNode | undefined)[]): boolean =>
  usesPseudo(ex, 'ROWNUM', nodes) || usesPseudo(ex, 'ROWID', nodes);

const hasInstead = (analysis: Analysis, relation: RelationSymbol | undefined): boolean =>
  analysis.catalog.triggers.some((t) => t.table === relation && isInsteadOf(t.definition));

/** The only row source of the query, where there is one. */
function onlyRelation(analysis: Analysis, select: Select): RelationSymbol | undefined {
  const [leaf, other] = leavesOf(select.from);
  return leaf && !other ? analysis.sourceOf(leaf)?.relation : undefined;
}

const isOfTemporary = (analysis: Analysis, select: Select): boolean =>
  onlyRelation(analysis, select)?.temporary === true;

/**
 * What the view reads that the only row source of the query comes down to, where PostgreSQL changes nothing through it.
 * Views of several releases beside each other may read each other.
 */
function viewBehind(analysis: Analysis, select: Select, passed: readonly Select[] = []): string | undefined {
  if (passed.includes(select)) return 'itself';
  const relation = onlyRelation(analysis, select);
  const definition = relation?.definition;
  if (definition?.kind !== 'CreateView' || hasInstead(analysis, relation)) return undefined;
  const { body } = definition.query;
  if (body.kind !== 'Select') return undefined;
  if (leavesOf(body.from).length > 1) return 'several tables';
  return isOfTemporary(analysis, body) ? 'a temporary table' : viewBehind(analysis, body, [...passed, select]);
}

/**
 * Is each row of the table in at most one row of the join? So it is where every other table is reached by equating all
 * columns of one of its keys. Strictly, these columns are equated with columns of one table, and constants do not
 * count: so Oracle chooses the table that DELETE takes. (Database Administrator's Guide, "Key-Preserved Tables")
 */
export function isKeyPreserved(
  analysis: Analysis,
  select: Select,
  table: RowSource,
  { strict = false }: { readonly strict?: boolean } = {},
): boolean {
  const leaves = leavesOf(select.from);
  const reached = new Set<RowSource>([table]);
  const equations = [
    ...equationsOf(analysis, select),
    ...select.from.flatMap((i) => equatedColumns(analysis, i)),
  ].flatMap(([one, other]) => [[one, other] as const, [other, one] as const]);
  for (let grew = true; grew; ) {
    grew = false;
    for (const leaf of leaves) {
      const source = analysis.sourceOf(leaf);
      if (!source || reached.has(source)) continue;
      const pinned = equations.flatMap(([one, other]) => {
        const by = other.source;
        if (one.source !== source || (by ? !reached.has(by) : strict || !other.constant)) return [];
        return [{ name: one.name, by }];
      });
      const ways = strict ? [...reached] : [undefined];
      const isPinned = (c: string, way: RowSource | undefined): boolean =>
        pinned.some((pin) => pin.name === c && (way === undefined || pin.by === way));
      if (!uniqueColumns(source.relation).some((key) => ways.some((way) => key.every((c) => isPinned(c, way)))))
        continue;
      reached.add(source);
      grew = true;
    }
  }
  return leaves.every((leaf) => {
    const source = analysis.sourceOf(leaf);
    return source !== undefined && reached.has(source);
  });
}

/** The column lists in which no two rows are equal. */
export function uniqueColumns(relation: RelationSymbol | undefined): readonly (readonly string[])[] {
  return [...(relation?.keys ?? []).map((k) => k.columns), ...(relation?.uniqueIndexes ?? [])];
}

/** A side of an equation: a column of a row source, or something else, perhaps a constant. */
interface Side {
  readonly source?: RowSource;
  readonly name: string;
  readonly constant: boolean;
}

function equationsOf(analysis: Analysis, select: Select): readonly (readonly [Side, Side])[] {
  const side = (expr: Expr): Side => {
    const column = columnOf(analysis, expr);
    return column
      ? { source: column.source, name: column.column.name, constant: false }
      : { name: '', constant: isConstant(expr) };
  };
  return conjunctsOfBlock(select).flatMap((c) =>
    c.kind === 'Binary' && c.op === '=' ? [[side(c.left), side(c.right)] as const] : [],
  );
}

/** The columns that USING and NATURAL JOIN equate, each with its name in both tables. */
export function equatedColumns(analysis: Analysis, item: FromItem): readonly (readonly [Side, Side])[] {
  if (item.kind !== 'Join') return [];
  const below = [...equatedColumns(analysis, item.left), ...equatedColumns(analysis, item.right)];
  const sides = (from: FromItem): readonly Side[] =>
    leavesOf([from]).flatMap((leaf) => {
      const source = analysis.sourceOf(leaf);
      const columns = source?.columns.filter((c) => !c.hidden) ?? [];
      return columns.map((c) => ({ ...(source ? { source } : {}), name: c.name, constant: false }));
    });
  const named = item.using?.map((u) => u.name);
  const pairs = sides(item.left).flatMap((left) =>
    sides(item.right).flatMap((right) =>
      left.name === right.name && (item.natural === true || named?.includes(left.name) === true)
        ? [[left, right] as const]
        : [],
    ),
  );
  return [...below, ...pairs];
}

function columnOf(analysis: Analysis, expr: Expr) {
  const inner = expr.kind === 'OuterJoinMark' ? expr.operand : expr;
  if (inner.kind !== 'Name') return undefined;
  const { base, steps } = analysis.resolve(inner);
  return base.kind === 'column' && steps.length === 0 ? base : undefined;
}

const isConstant = (expr: Expr): boolean =>
  expr.kind === 'NumberLiteral' || expr.kind === 'StringLiteral' || expr.kind === 'BindVariable';
