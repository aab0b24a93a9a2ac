import type { Block, Expr, Statement } from '../../ir/oracle/index.js';
import type { OracleNode } from '../../ir/oracle/node.js';
import { contains, walk } from '../../ir/walk.js';

/**
 * Is the first thing that a block does with one of its variables to assign a whole value to it? By the name alone:
 * before names are resolved. False where that is not sure; of a name that something further in declares again, too.
 */
export function isAssignedFirst(name: string, block: Block): boolean {
  const declarations = block.declarations.filter((d) => !('name' in d) || (d.name as { name?: string }).name !== name);
  const elsewhere = [...declarations, ...block.handlers] as readonly OracleNode[];
  if (elsewhere.some((node) => mentions(name, node))) return false;
  return assignsFirst(name, block.body) && !block.body.some((s) => assignsNull(name, s));
}

function assignsFirst(name: string, statements: readonly Statement[]): boolean {
  const at = statements.findIndex((statement) => mentions(name, statement));
  const s = statements[at];
  if (!s) return true;
  // A GOTO may leave the assignment out.
  if (statements.slice(0, at).some((earlier) => contains(earlier, (node) => node.kind === 'Goto'))) return false;
  const rest = statements.slice(at + 1);
  const isOnlyHere = (): boolean => !rest.some((later) => mentions(name, later));
  switch (s.kind) {
    case 'Block':
      // A handler goes on after the block where the assignment has failed.
      return isAssignedFirst(name, s) && (s.handlers.length === 0 || isOnlyHere());
    case 'BasicLoop':
      // EXIT may leave the loop before the assignment.
      return assignsFirst(name, s.body) && isOnlyHere();
    case 'LabelledStatement':
      return assignsFirst(name, [s.statement, ...rest]);
    case 'Fetch':
      return assigns(name, s) && isLeftWithoutRow(name, rest);
    default:
      return assigns(name, s);
  }
}

/** Behind FETCH, which assigns nothing where no row is left: is the variable asked only where there was one? */
function isLeftWithoutRow(name: string, rest: readonly Statement[]): boolean {
  const [next, ...later] = rest;
  if (next?.kind === 'Exit') return next.when !== undefined && asks(next.when, 'NOTFOUND');
  const isOnlyThere = (): boolean => !later.some((s) => mentions(name, s));
  if (next?.kind === 'WhileLoop') return asks(next.condition, 'FOUND') && isOnlyThere();
  if (next?.kind !== 'If') return !rest.some((s) => mentions(name, s));
  const [first, ...others] = next.branches;
  if (!first) return false;
  if (asks(first.condition, 'FOUND')) {
    const elsewhere = [...others, ...(next.otherwise ?? [])] as readonly OracleNode[];
    return !elsewhere.some((node) => mentions(name, node)) && isOnlyThere();
  }
  const end = first.body.at(-1)?.kind;
  const leaves = end === 'Return' || end === 'Raise' || (end === 'Exit' && !('when' in (first.body.at(-1) ?? {})));
  return asks(first.condition, 'NOTFOUND') && !first.body.some((s) => mentions(name, s)) && (leaves || isOnlyThere());
}

const asks = (condition: Expr, attribute: string): boolean =>
  condition.kind === 'CursorAttribute' && condition.attribute === attribute;

/** `variable := NULL`, which takes the fields from a RECORD of PL/pgSQL. */
const assignsNull = (name: string, node: OracleNode): boolean =>
  contains(node, (n) => {
    if (n.kind !== 'Assignment') return false;
    const { target, value } = n;
    return value.kind === 'NullLiteral' && isNamed(name, target);
  });

/** Is the whole variable a target of the statement, and named in it only as that? */
function assigns(name: string, s: Statement): boolean {
  const targets: Expr[] = [];
  if (s.kind === 'Assignment') targets.push(s.target);
  else if (s.kind === 'Fetch' || s.kind === 'SelectInto' || s.kind === 'ExecuteImmediate')
    walk(s, (node) => {
      if (node.kind === 'IntoClause') targets.push(...node.targets);
      return node.kind !== 'IntoClause';
    });
  const whole = targets.filter((t) => isNamed(name, t, 1));
  if (whole.length === 0) return false;
  const isWhole = (node: OracleNode): boolean => whole.includes(node as Expr);
  return !contains(s, (node) => isNamed(name, node) && !isWhole(node), isWhole);
}

const mentions = (name: string, node: OracleNode): boolean => contains(node, (n) => isNamed(name, n));

/** A name that begins with the variable's, of so many parts where that matters; `block.variable` as well. */
function isNamed(name: string, node: OracleNode, parts?: number): boolean {
  if (node.kind !== 'Name') return false;
  const written = node.parts;
  if (parts !== undefined && written.length !== parts) return false;
  return written[0]?.name === name || (parts === undefined && written[1]?.name === name);
}
