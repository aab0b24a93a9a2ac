import type { CursorForLoop, ForLoop, Literal, OracleNode, ScriptUnit } from './oracle/index.js';

/** Is the kind one of these? What is no kind of such nodes does not compile. */
export function isAnyOf<K extends string>(kind: K, ...kinds: readonly NoInfer<K>[]): boolean {
  return kinds.includes(kind);
}

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

/** Methods of collections. (PL/SQL Language Reference, "Collection Methods") */
export const collectionMethods = [
  'COUNT',
  'DELETE',
  'EXISTS',
  'EXTEND',
  'FIRST',
  'LAST',
  'LIMIT',
  'NEXT',
  'PRIOR',
  'TRIM',
] as const;

/** Operators between two values of which the one is greater, less or equal. */
export const comparisonOperators: ReadonlySet<string> = new Set(['=', '<>', '<', '<=', '>', '>=']);

/** Statements that change rows. */
export const dmlKinds = ['Insert', 'MultiTableInsert', 'Update', 'Delete', 'Merge'] as const;

const sqlKinds: ReadonlySet<OracleNode['kind']> = new Set(['Query', ...dmlKinds]);

/** Is it a query or DML: what runs in SQL, and with it the functions that it calls? */
export const isSql = ({ kind }: OracleNode): boolean => sqlKinds.has(kind);

/** Statements that run their bodies again and again; FORALL has none. */
export const loopKinds = ['BasicLoop', 'WhileLoop', 'ForLoop', 'CursorForLoop'] as const;

/** Statements that hold statements of their own. */
export const compoundKinds = ['Block', 'If', 'CaseStatement', ...loopKinds] as const;

type Loop = Extract<OracleNode, { readonly kind: 'BasicLoop' | 'WhileLoop' }> | ForLoop | CursorForLoop;

/** Is it of `loopKinds`? */
export function isLoop(node: OracleNode): node is Loop {
  return isAnyOf(node.kind, ...loopKinds);
}

/** Is it of `compoundKinds`? */
export const isCompound = (node: OracleNode): boolean => isAnyOf(node.kind, ...compoundKinds);

type Creation = Extract<ScriptUnit, { readonly kind: `Create${string}` }>;

/** Is it a CREATE of whatever it may be? */
export function isCreation(unit: ScriptUnit): unit is Creation {
  return unit.kind.startsWith('Create');
}
