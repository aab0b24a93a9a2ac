import type { RelationSymbol, SequenceSymbol } from '../../../analyze/model/symbols.js';
import type { Expr } from '../../../ir/oracle/index.js';
import type { OracleNode } from '../../../ir/oracle/node.js';
import type { PgExpr } from '../../../ir/postgres/index.js';
import type { Span } from '../../../ir/span.js';
import { b } from '../../builders.js';
import type { ExprContext } from '../../context.js';
import { lowerExpr } from '../../expressions/index.js';
import { typedLiteral } from '../../expressions/typed-literal.js';
import { quotedInText } from '../../naming/naming.js';
import { walkBlock } from '../block-nodes.js';
import type { Replacement } from '../scope.js';
import { sequenceDrops, sequencesDroppedByPrograms, sequencesOfScripts } from './drops.js';

/** Functions of which PostgreSQL does not compute every argument. */
const conditional: ReadonlySet<string> = new Set(['NVL', 'NVL2', 'COALESCE', 'DECODE', 'NULLIF', 'GREATEST', 'LEAST']);

/** Where a row's values name a sequence: at a reference, or in an expression that may leave it out. */
interface Site {
  readonly expr: Expr;
  readonly sequences: ReadonlySet<SequenceSymbol>;
}

/**
 * All references to one sequence in a row are one value: the first takes the next, the others read it again; so does a
 * CURRVAL that stands before the NEXTVAL. `nodes`: the values in the order in which they are evaluated. The value is
 * taken whether or not the reference is reached: `nvl(id, s.nextval)` →
 * `ora.after_nextval(nextval('s'), coalesce(id, currval('s')))`. (SQL Language Reference, "Sequence Pseudocolumns")
 */
export function oneValueARow(ex: ExprContext, nodes: readonly (OracleNode | undefined)[]): Replacement {
  const { sites, advanced, references } = sitesIn(ex, nodes);
  if (references < 2 && sites.every((s) => sequenceNamed(ex, s.expr))) return () => undefined;
  // The site that PostgreSQL comes to first.
  const first = new Map<SequenceSymbol, Expr>();
  for (const site of sites)
    for (const sequence of site.sequences) if (!first.has(sequence)) first.set(sequence, site.expr);
  const hosts = new Map(sites.map((s) => [s.expr, s.sequences]));
  const open = new Set<Expr>();
  return (expr, inner) => {
    const named = sequenceNamed(ex, expr);
    if (named) {
      if (!advanced.has(named)) return undefined;
      return sequenceCall(ex, named, first.get(named) === expr ? 'nextval' : 'currval', expr.span);
    }
    const drawn = [...(hosts.get(expr) ?? [])].filter((s) => advanced.has(s) && first.get(s) === expr);
    if (drawn.length === 0 || open.has(expr)) return undefined;
    open.add(expr);
    const value = lowerExpr(inner, expr);
    open.delete(expr);
    return drawn.reduceRight((made, sequence) => afterNextval(ex, sequence, made), value);
  };
}

/**
 * The values of an INSERT or UPDATE in the order in which PostgreSQL works them out: that of the table's
 * columns, whichever the statement's is.
 */
export function inTableOrder<T extends OracleNode>(
  relation: RelationSymbol | undefined,
  values: readonly { readonly column: string | undefined; readonly node: T }[],
): readonly T[] {
  const place = ({ column }: { readonly column: string | undefined }): number =>
    relation?.columns.findIndex((c) => c.name === column) ?? -1;
  if (values.some((value) => place(value) < 0)) return values.map((value) => value.node);
  return [...values].sort((x, y) => place(x) - place(y)).map((value) => value.node);
}

/** The value, after the sequence has moved on. */
export function afterNextval(ex: ExprContext, sequence: SequenceSymbol, value: PgExpr): PgExpr {
  const typed = typedLiteral(value);
  return b.ora(value.span, 'after_nextval', sequenceCall(ex, sequence, 'nextval', value.span), typed);
}

/** The sequences whose NEXTVAL the block names. */
export function advancedIn(ex: ExprContext, nodes: readonly (OracleNode | undefined)[]): ReadonlySet<SequenceSymbol> {
  return sitesIn(ex, nodes).advanced;
}

function sitesIn(
  ex: ExprContext,
  nodes: readonly (OracleNode | undefined)[],
): { readonly sites: readonly Site[]; readonly advanced: ReadonlySet<SequenceSymbol>; readonly references: number } {
  const advanced = new Set<SequenceSymbol>();
  const sites: Site[] = [];
  let references = 0;
  const note = (expr: Expr, into: Set<SequenceSymbol>): void => {
    const sequence = sequenceNamed(ex, expr);
    if (!sequence) return;
    references += 1;
    if (isNextval(ex, expr)) advanced.add(sequence);
    into.add(sequence);
  };
  walkBlock(nodes, (expr) => {
    const own = new Set<SequenceSymbol>();
    const host = isConditional(ex, expr);
    if (host) walkBlock([expr], (below) => note(below, own));
    else note(expr, own);
    if (own.size > 0) sites.push({ expr, sequences: own });
    return !host;
  });
  return { sites, advanced, references };
}

/** The sequence whose NEXTVAL or CURRVAL the expression is. */
export function sequenceNamed(ex: ExprContext, expr: Expr): SequenceSymbol | undefined {
  if (expr.kind !== 'Name') return undefined;
  const { base } = ex.unit.analysis.resolve(expr);
  return base.kind === 'sequence' ? base.sequence : undefined;
}

/** Is the expression NEXTVAL of a sequence? */
export function isNextval(ex: ExprContext, expr: Expr): boolean {
  if (expr.kind !== 'Name') return false;
  const { base } = ex.unit.analysis.resolve(expr);
  return base.kind === 'sequence' && base.which === 'NEXTVAL';
}

function isConditional(ex: ExprContext, expr: Expr): boolean {
  if (expr.kind === 'Case') return true;
  if (expr.kind !== 'Call') return false;
  const { base } = ex.unit.analysis.resolve(expr);
  return base.kind === 'builtin' && conditional.has(base.name);
}

/** `nextval('hr.seq')`. */
export function sequenceCall(
  ex: ExprContext,
  sequence: SequenceSymbol,
  which: 'nextval' | 'currval',
  span: Span,
): PgExpr {
  const name = b.text(span, ex.unit.naming.of(sequence).map(quotedInText).join('.'));
  return b.call(span, which, mayBeGone(ex, sequence, span) ? b.ora(span, 'sequence_there', name) : name);
}

/**
 * May the sequence be missing when the statement runs? Then its name is looked up there, for ORA-02289; a default or a
 * view can be made without it. So it is where no script creates it, where a program drops it, and behind a DROP of the
 * script.
 */
function mayBeGone(ex: ExprContext, sequence: SequenceSymbol, span: Span): boolean {
  const { definition } = sequence;
  const { analysis } = ex.unit;
  if (!definition || !sequencesOfScripts(analysis).has(definition)) return true;
  if (sequencesDroppedByPrograms(analysis).has(sequence.name)) return true;
  const created = definition.span.file === span.file ? definition.span.start : -1;
  return (sequenceDrops(analysis).get(span.file) ?? []).some(
    (drop) => drop.sequence === sequence && drop.start > created && drop.start < span.start,
  );
}
