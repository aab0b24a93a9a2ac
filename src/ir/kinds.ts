import type { CursorForLoop, Expr, ForLoop, OracleNode, ScriptUnit } from './oracle/index.js';

/** Is the kind one of these? What is no kind of such nodes does not compile. */
export function isAnyOf<K extends string>(kind: K, ...kinds: readonly NoInfer<K>[]): boolean {
  return kinds.includes(kind);
}

type Literal = Extract<Expr, { readonly kind: `${string}Literal` }>;

/** Is it written out: a number, a text, a date, an interval, TRUE, FALSE or NULL? */
export function isLiteral(node: OracleNode): node is Literal {
  switch (node.kind) {
    case 'NumberLiteral':
    case 'StringLiteral':
    case 'DatetimeLiteral':
    case 'IntervalLiteral':
    case 'BooleanLiteral':
    case 'NullLiteral':
      return true;
    default:
      return false;
  }
}

type Loop = Extract<OracleNode, { readonly kind: 'BasicLoop' | 'WhileLoop' }> | ForLoop | CursorForLoop;

/** Is it a statement that runs its body again and again? FORALL has no body. */
export function isLoop(node: OracleNode): node is Loop {
  return isAnyOf(node.kind, 'BasicLoop', 'WhileLoop', 'ForLoop', 'CursorForLoop');
}

type Creation = Extract<ScriptUnit, { readonly kind: `Create${string}` }>;

/** Is it a CREATE of whatever it may be? */
export function isCreation(unit: ScriptUnit): unit is Creation {
  return unit.kind.startsWith('Create');
}
