import type { Expr } from './expressions.js';
import type { Identifier, LineNode, NodeBase, QualifiedName } from './names.js';
import type { PhysicalClause } from './storage.js';

/**
 * `CREATE UNIQUE INDEX i ON t (a, UPPER(b) DESC)`, also within USING INDEX of a constraint. (SQL
 * Language Reference, "CREATE INDEX")
 */
export interface CreateIndex extends LineNode {
  readonly kind: 'CreateIndex';
  readonly name: QualifiedName;
  readonly unique: boolean;
  readonly bitmap: boolean;
  readonly table: QualifiedName;
  readonly tableAlias?: Identifier;
  readonly columns: readonly { readonly value: Expr; readonly direction?: 'ASC' | 'DESC' }[];
  /** Bitmap join index, domain index (`INDEXTYPE IS ctxsys.context`), cluster index. */
  readonly special?: NodeBase & { readonly kind: 'JOIN' | 'DOMAIN' | 'CLUSTER'; readonly what: string };
  readonly local?: boolean;
  readonly reverse?: boolean;
  readonly invisible?: boolean;
  readonly physical: readonly PhysicalClause[];
}
