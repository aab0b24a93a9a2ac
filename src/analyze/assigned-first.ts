import type { Assignment, Block, Expr, IntoClause, Name, Statement } from '../ir/oracle/index.js';
import { type AnyNode, walk } from '../ir/walk.js';

/**
 * Is the first thing that a block does with one of its variables to assign a whole value to it? By the name alone: before names are resolved. False where
 * that is not sure; of a name that something further in declares again, too.
 */
export function isAssignedFirst(name: string, block: Block): boolean {
  const declarations = block.declarations.filter((d) => !('name' in d) || (d.name as { name?: string }).name !== name);
  const elsewhere = [...declarations, ...block.handlers] as readonly AnyNode[];
  return !elsewhere.some((node) => mentions(name, node)) && assignsFirst(name, block.body);
}

function assignsFirst(name: string, statements: readonly Statement[]): boolean {
  const s = statements.find((statement) => mentions(name, statement as AnyNode));
  if (!s) return true;
  switch (s.kind) {
    case 'Block':
      return isAssignedFirst(name, s);
    case 'BasicLoop':
      return assignsFirst(name, s.body);
    case 'LabelledStatement':
      return assignsFirst(name, [s.statement]);
    default:
      return assigns(name, s);
  }
}

/** Is the whole variable a target of the statement, and named in it only as that? */
function assigns(name: string, s: Statement): boolean {
  const targets: Expr[] = [];
  if (s.kind === 'Assignment') targets.push((s as Assignment).target as Expr);
  else if (s.kind === 'Fetch' || s.kind === 'SelectInto' || s.kind === 'ExecuteImmediate')
    walk(s as AnyNode, (node) => {
      if (node.kind === 'IntoClause') targets.push(...(node as unknown as IntoClause).targets);
      return node.kind !== 'IntoClause';
    });
  const whole = targets.filter((t) => isNamed(name, t as unknown as AnyNode, 1));
  if (whole.length === 0) return false;
  let others = false;
  walk(s as AnyNode, (node) => {
    if (whole.includes(node as unknown as Expr)) return false;
    others ||= isNamed(name, node);
    return !others;
  });
  return !others;
}

function mentions(name: string, node: AnyNode): boolean {
  let found = false;
  walk(node, (n) => {
    found ||= isNamed(name, n);
    return !found;
  });
  return found;
}

/** A name that begins with the variable's, of so many parts where that matters; `block.variable` as well. */
function isNamed(name: string, node: AnyNode, parts?: number): boolean {
  if (node.kind !== 'Name') return false;
  const written = (node as unknown as Name).parts;
  if (parts !== undefined && written.length !== parts) return false;
  return written[0]?.name === name || (parts === undefined && written[1]?.name === name);
}
