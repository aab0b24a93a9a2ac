import type { OracleType } from '../../../analyze/model/types.js';
import { unsupportedClause } from '../../../diagnostics/op2.js';
import { lastName } from '../../../ir/dotted.js';
import type { Call, Expr, Unary } from '../../../ir/oracle/index.js';
import type { PgExpr } from '../../../ir/postgres/index.js';
import type { Span } from '../../../ir/span.js';
import { treeText } from '../../../ir/tree-text.js';
import { b, pgTypes } from '../../builders.js';
import { type ExprContext, refuse } from '../../context.js';
import { lowerExpr, lowerTo } from '../../expressions/index.js';
import { madeUp } from '../../naming/made-names.js';
import { pgTypeOf } from '../../types.js';
import { isPseudo } from '../block-nodes.js';
import type { Projection } from '../projection.js';
import { withinGenerated } from '../scope.js';

/** A value carried from row to row: what it is at the root, and below. */
interface Carried {
  readonly name: string;
  readonly root: PgExpr;
  readonly step: PgExpr;
}

const varchar2: OracleType = { kind: 'varchar2' };

/** Where the values are read: the rows of FROM, by their columns, and the recursive query that carries them on. */
interface HierarchyScope {
  readonly base: ExprContext;
  readonly columns: Projection;
  readonly source: string;
  readonly tree: string;
}

/** The columns of the hierarchy for PRIOR, CONNECT_BY_ROOT and SYS_CONNECT_BY_PATH, made as they are asked for. */
export class CarriedValues {
  private readonly made = new Map<string, Carried>();

  constructor(
    private readonly ex: ExprContext,
    private readonly scope: HierarchyScope,
  ) {}

  all(): readonly Carried[] {
    return [...this.made.values()];
  }

  /** A column of the hierarchy for PRIOR x, CONNECT_BY_ROOT x or SYS_CONNECT_BY_PATH(x, c). */
  columnOf(expr: Expr): string {
    const key = treeText(expr);
    const known = this.made.get(key);
    if (known) return known.name;
    const made = this.value(expr);
    let { name } = made;
    const taken = new Set([...this.made.values()].map((c) => c.name));
    for (let n = 2; taken.has(name); n++) name = `${made.name}_${n}`;
    this.made.set(key, { ...made, name });
    return name;
  }

  private value(expr: Expr): Carried {
    if (expr.kind === 'Unary') return expr.op === 'PRIOR' ? this.prior(expr) : this.ofRoot(expr);
    return expr.kind === 'Call' ? this.path(expr) : refuse(unsupportedClause(expr.span, 'A hierarchical operator'));
  }

  /** PRIOR x: NULL at the root, below that the value in the row above. */
  private prior({ operand, span }: Unary): Carried {
    const type = this.ex.unit.analysis.typeOf(operand);
    const value = lowerExpr(this.over(this.scope.source, span), operand);
    const root =
      type.kind === 'unknown' || type.kind === 'null'
        ? b.caseWhen(span, [{ when: b.boolean(span, false), then: value }])
        : b.cast(span, b.null(span), pgTypeOf(this.ex.unit.naming, type, 'value'));
    const step = this.typed(lowerExpr(this.over(this.scope.tree, span), operand), type);
    return { name: `prior_${nameHint(operand)}`, root, step };
  }

  /** CONNECT_BY_ROOT x: the value of the root, handed down. */
  private ofRoot({ operand, span }: Unary): Carried {
    const name = `root_${nameHint(operand)}`;
    const value = lowerExpr(this.over(this.scope.source, span), operand);
    return {
      name,
      root: this.typed(value, this.ex.unit.analysis.typeOf(operand)),
      step: b.column(span, this.scope.tree, name),
    };
  }

  /** SYS_CONNECT_BY_PATH(x, c): the pieces of all rows from the root on. */
  private path({ args, span }: Call): Carried {
    const [value, separator] = args;
    if (!value || !separator) return refuse(unsupportedClause(span, 'SYS_CONNECT_BY_PATH without separator'));
    const piece = (level: PgExpr): PgExpr => {
      const text = lowerTo(this.over(this.scope.source, span, level), value.value, varchar2);
      const shown = this.ex.unit.analysis.mayBeNull(value.value) ? b.coalesce(span, text, b.text(span, '')) : text;
      const by = lowerTo(this.scope.base, separator.value, varchar2);
      return this.staysApart(value.value, by) ? b.binary(span, '||', by, shown) : b.ora(span, 'path_piece', by, shown);
    };
    const name = `path_${nameHint(value.value)}`;
    return {
      name,
      root: b.cast(span, piece(this.level(span, this.scope.source)), pgTypes.text),
      step: b.binary(span, '||', b.column(span, this.scope.tree, name), piece(levelBelow(this.scope.tree, span))),
    };
  }

  /** Reads the rows of a relation. */
  private over(relation: string, span: Span, level = this.level(span, relation)): ExprContext {
    return withinGenerated(this.ex, (e) =>
      isPseudo(this.ex, e, 'LEVEL') ? level : renamed(this.scope.columns.replace(e), relation),
    );
  }

  /**
   * Can the separator not be part of the value (ORA-30004)? Numbers and dates in their
   * usual text have no such characters.
   */
  private staysApart(value: Expr, separator: PgExpr): boolean {
    const type = this.ex.unit.analysis.typeOf(value);
    return (
      separator.kind === 'PgString' &&
      (type.kind === 'number' || type.kind === 'plsInteger') &&
      !/[-+.,\dE]/.test(separator.value)
    );
  }

  private typed(value: PgExpr, type: OracleType): PgExpr {
    return type.kind === 'unknown' || type.kind === 'null'
      ? value
      : b.cast(value.span, value, pgTypeOf(this.ex.unit.naming, type, 'value'));
  }

  private level(span: Span, alias: string): PgExpr {
    return alias === this.scope.source
      ? b.cast(span, b.num(span, 1), pgTypes.numeric)
      : b.column(span, alias, madeUp('level'));
  }
}

/** LEVEL of the rows below those of the hierarchy. */
export const levelBelow = (tree: string, span: Span): PgExpr =>
  b.binary(span, '+', b.column(span, tree, madeUp('level')), b.num(span, 1));

/** The column, or the ROWID made of columns, of another relation that has the same columns. */
export function renamed(value: PgExpr, relation: string): PgExpr;
export function renamed(value: PgExpr | undefined, relation: string): PgExpr | undefined;
export function renamed(value: PgExpr | undefined, relation: string): PgExpr | undefined {
  if (value?.kind === 'PgColumn') return { ...value, parts: [relation, ...value.parts.slice(1)] };
  return value?.kind === 'PgCall' ? { ...value, args: value.args.map((part) => renamed(part, relation)) } : value;
}

function nameHint(expr: Expr): string {
  return expr.kind === 'Name'
    ? lastName(expr)
        .toLowerCase()
        .replace(/[^a-z0-9_]/g, '_')
    : 'value';
}
