import type { Expr } from './expressions.js';
import type { NodeBase, QualifiedName } from './names.js';
import type { Query } from './queries.js';

/** `a AND b AND c` as one flat list; conditions are evaluated left to right with short circuit in PL/SQL. */
export interface Logical extends NodeBase {
  readonly kind: 'Logical';
  readonly op: 'AND' | 'OR';
  readonly operands: readonly Expr[];
}

/** `operand [NOT] BETWEEN low AND high`. (SQL Language Reference, "BETWEEN Condition") */
export interface Between extends NodeBase {
  readonly kind: 'Between';
  readonly negated: boolean;
  readonly operand: Expr;
  readonly low: Expr;
  readonly high: Expr;
}

/** `operand [NOT] IN (a, b)`. (SQL Language Reference, "IN Condition") */
export interface InList extends NodeBase {
  readonly kind: 'InList';
  readonly negated: boolean;
  readonly operand: Expr;
  readonly items: readonly Expr[];
}

/** `operand [NOT] IN (SELECT …)`, the operand a Row for several columns. (SQL Language Reference, "IN Condition") */
export interface InQuery extends NodeBase {
  readonly kind: 'InQuery';
  readonly negated: boolean;
  readonly operand: Expr;
  readonly query: Query;
}

/**
 * `operand [NOT] LIKE pattern ESCAPE c`; without `escape` no character is special but % and _. (SQL
 * Language Reference, "LIKE Condition")
 */
export interface Like extends NodeBase {
  readonly kind: 'Like';
  readonly negated: boolean;
  readonly variant: 'LIKE' | 'LIKEC' | 'LIKE2' | 'LIKE4';
  readonly operand: Expr;
  readonly pattern: Expr;
  readonly escape?: Expr;
}

/** `x IS [NOT] NULL | NAN | INFINITE | EMPTY | A SET | PRESENT | DANGLING | JSON | TRUE | FALSE`. */
export interface IsTest extends NodeBase {
  readonly kind: 'IsTest';
  readonly negated: boolean;
  readonly test:
    | 'NULL'
    | 'NAN'
    | 'INFINITE'
    | 'EMPTY'
    | 'A SET'
    | 'PRESENT'
    | 'DANGLING'
    | 'JSON'
    | 'TRUE'
    | 'FALSE'
    | 'ANY';
  readonly operand: Expr;
  /** Words that follow IS JSON (`STRICT`, `WITH UNIQUE KEYS`). */
  readonly options?: readonly string[];
}

/** `operand IS [NOT] OF TYPE (ONLY t, u)`. (SQL Language Reference, "IS OF type Condition") */
export interface IsOfType extends NodeBase {
  readonly kind: 'IsOfType';
  readonly negated: boolean;
  readonly operand: Expr;
  readonly types: readonly { readonly only: boolean; readonly name: QualifiedName }[];
}

/** `x > ALL (…)`, `x = ANY (query)`. */
export interface Quantified extends NodeBase {
  readonly kind: 'Quantified';
  readonly op: '=' | '<>' | '<' | '<=' | '>' | '>=';
  readonly quantifier: 'ANY' | 'ALL';
  readonly left: Expr;
  readonly right: Query | readonly Expr[];
}

/** `EXISTS (SELECT …)`. (SQL Language Reference, "EXISTS Condition") */
export interface Exists extends NodeBase {
  readonly kind: 'Exists';
  readonly query: Query;
}

/** What has its place in WHERE and IF. */
export type Condition = Logical | Between | InList | InQuery | Like | IsTest | IsOfType | Quantified | Exists;
