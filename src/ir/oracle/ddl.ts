import type { Expr } from './expressions.js';
import type { CreateIndex } from './indexes.js';
import type { Identifier, LineNode, QualifiedName } from './names.js';
import type { CreateType, CreateTypeBody, TypeChange } from './object-types.js';
import type { CreatePackage, CreatePackageBody, CreateRoutine, CreateTrigger } from './program-units.js';
import type { Query } from './queries.js';
import type { CreateSequence, SequenceOptions } from './sequences.js';
import type { PhysicalClause } from './storage.js';
import type { AlterTable, CreateTable, TableConstraint } from './tables.js';

/**
 * What defines, changes or drops objects and their privileges; CREATE of a kind without a node of its own is a
 * CreateOther, ALTER an AlterObject.
 */
export type DdlStatement =
  | CreateTable
  | AlterTable
  | CreateView
  | CreateMaterializedView
  | CreateMaterializedViewLog
  | CreateIndex
  | CreateSequence
  | CreateSynonym
  | CreateType
  | CreateTypeBody
  | CreatePackage
  | CreatePackageBody
  | CreateRoutine
  | CreateTrigger
  | CommentOn
  | Grant
  | Revoke
  | DropObject
  | Truncate
  | AlterObject
  | CreateUser
  | CreateRole
  | CreateOther
  | Rename
  | AlterSession;

// ---------- views, indexes, sequences, synonyms ----------

/**
 * `CREATE VIEW v (a, b) AS SELECT … WITH CHECK OPTION`; `ofType`, `objectIdentifier` and `under` are those of an object
 * view. (SQL Language Reference, "CREATE VIEW")
 */
export interface CreateView extends LineNode {
  readonly kind: 'CreateView';
  readonly name: QualifiedName;
  readonly columns?: readonly Identifier[];
  /** Those that are INVISIBLE. */
  readonly hidden?: readonly string[];
  /** Constraints written on the columns of a view are declarative only. */
  readonly constraints?: readonly TableConstraint[];
  readonly ofType?: QualifiedName;
  readonly objectIdentifier?: readonly Identifier[];
  readonly under?: QualifiedName;
  readonly editioning?: boolean;
  /** OR REPLACE. */
  readonly replace?: boolean;
  /** FORCE: what it names need not be there. */
  readonly force?: boolean;
  /** BEQUEATH: whose rights functions in the view run with; DEFINER where it is not said. */
  readonly bequeath?: 'CURRENT_USER' | 'DEFINER';
  readonly query: Query;
  readonly restriction?: 'READ ONLY' | 'CHECK OPTION';
  readonly restrictionName?: Identifier;
}
/**
 * `CREATE MATERIALIZED VIEW v BUILD … REFRESH … AS SELECT …`; what is absent is not written (Oracle then builds at once
 * and refreshes FORCE ON DEMAND). (SQL Language Reference, "CREATE MATERIALIZED VIEW")
 */
export interface CreateMaterializedView extends LineNode {
  readonly kind: 'CreateMaterializedView';
  readonly name: QualifiedName;
  readonly columns?: readonly Identifier[];
  readonly query: Query;
  readonly build?: 'IMMEDIATE' | 'DEFERRED';
  readonly prebuilt?: boolean;
  readonly refresh?: {
    readonly method?: 'FAST' | 'COMPLETE' | 'FORCE' | 'NEVER';
    readonly on?: 'COMMIT' | 'DEMAND' | 'STATEMENT';
    readonly startWith?: Expr;
    readonly next?: Expr;
  };
  readonly queryRewrite?: boolean;
  readonly physical: readonly PhysicalClause[];
}
/**
 * `CREATE MATERIALIZED VIEW LOG ON t`; nothing else of it is kept. (SQL Language Reference,
 * "CREATE MATERIALIZED VIEW LOG")
 */
export interface CreateMaterializedViewLog extends LineNode {
  readonly kind: 'CreateMaterializedViewLog';
  readonly table: QualifiedName;
}
/**
 * `CREATE OR REPLACE PUBLIC SYNONYM s FOR hr.emp@link`; the target may not exist. (SQL
 * Language Reference, "CREATE SYNONYM")
 */
export interface CreateSynonym extends LineNode {
  readonly kind: 'CreateSynonym';
  readonly name: QualifiedName;
  readonly public: boolean;
  readonly replace: boolean;
  readonly target: QualifiedName;
}

// ---------- the rest ----------

/**
 * `COMMENT ON COLUMN t.c IS '…'`. A view is under TABLE, as Oracle writes it; the empty text drops the comment. (SQL
 * Language Reference, "COMMENT")
 */
export interface CommentOn extends LineNode {
  readonly kind: 'CommentOn';
  readonly on: 'TABLE' | 'COLUMN' | 'MATERIALIZED VIEW' | 'OTHER';
  readonly name: QualifiedName;
  readonly text: string;
}
/**
 * `GRANT SELECT, UPDATE (a) ON t TO u WITH GRANT OPTION`; without `object` system privileges or roles.
 * (SQL Language Reference, "GRANT")
 */
export interface Grant extends LineNode {
  readonly kind: 'Grant';
  /** Privilege or role names in upper case, with their columns. */
  readonly privileges: readonly { readonly name: string; readonly columns?: readonly Identifier[] }[];
  readonly object?: QualifiedName;
  /** DIRECTORY, JAVA SOURCE, USER … before the object's name. */
  readonly objectKind?: string;
  readonly grantees: readonly Identifier[];
  /** The grantees with IDENTIFIED BY, who are created where they are not there yet. */
  readonly users?: readonly Identifier[];
  readonly option?: 'GRANT' | 'ADMIN' | 'HIERARCHY' | 'DELEGATE';
}
/** `REVOKE … ON t FROM u`; without `object` system privileges or roles. (SQL Language Reference, "REVOKE") */
export interface Revoke extends LineNode {
  readonly kind: 'Revoke';
  readonly privileges: readonly { readonly name: string; readonly columns?: readonly Identifier[] }[];
  readonly object?: QualifiedName;
  readonly grantees: readonly Identifier[];
}
/**
 * `DROP TABLE t CASCADE CONSTRAINTS PURGE` and DROP of every other kind of object. (SQL Language Reference,
 * "DROP TABLE" and its siblings)
 */
export interface DropObject extends LineNode {
  readonly kind: 'DropObject';
  /** TABLE, VIEW, PACKAGE BODY, PUBLIC SYNONYM … */
  readonly objectKind: string;
  readonly name: QualifiedName;
  readonly ifExists?: boolean;
  /** CASCADE CONSTRAINTS, PURGE, FORCE … */
  readonly options: readonly string[];
}
/** `TRUNCATE TABLE t CASCADE`; what it does with the storage is left out. (SQL Language Reference, "TRUNCATE TABLE") */
export interface Truncate extends LineNode {
  readonly kind: 'Truncate';
  readonly table: QualifiedName;
  readonly cascade: boolean;
}
/** ALTER of anything but a table, session: kind, name and its first words. */
export interface AlterObject extends LineNode {
  readonly kind: 'AlterObject';
  readonly objectKind: string;
  readonly name?: QualifiedName;
  /** COMPILE, ENABLE, DISABLE, RENAME TO, REBUILD, UNUSABLE, INCREMENT BY … */
  readonly action: string;
  readonly renameTo?: Identifier;
  readonly sequenceOptions?: SequenceOptions;
  /** Of ALTER TYPE, where they are all that it does. */
  readonly typeChanges?: readonly TypeChange[];
  /** The type changes are in its CREATE TYPE. */
  readonly merged?: boolean;
}
/**
 * `ALTER SESSION SET nls_date_format = '…'`: the settings with their values unquoted, or the words of another ALTER
 * SESSION in `other`. (SQL Language Reference, "ALTER SESSION")
 */
export interface AlterSession extends LineNode {
  readonly kind: 'AlterSession';
  readonly settings: readonly { readonly name: string; readonly value: string }[];
  readonly other?: string;
}
/** `CREATE USER u …`; only the name is kept. (SQL Language Reference, "CREATE USER") */
export interface CreateUser extends LineNode {
  readonly kind: 'CreateUser';
  readonly name: Identifier;
}
/** `CREATE ROLE r …`; only the name is kept. (SQL Language Reference, "CREATE ROLE") */
export interface CreateRole extends LineNode {
  readonly kind: 'CreateRole';
  readonly name: Identifier;
}
/** `RENAME a TO b`: a table, view, sequence or private synonym of the own schema. (SQL Language Reference, "RENAME") */
export interface Rename extends LineNode {
  readonly kind: 'Rename';
  readonly from: Identifier;
  readonly to: Identifier;
}
/**
 * Everything that is known by name only: DIRECTORY, CONTEXT, DATABASE LINK, CLUSTER, DIMENSION, LIBRARY, JAVA,
 * OPERATOR, PROFILE, TABLESPACE, …
 */
export interface CreateOther extends LineNode {
  readonly kind: 'CreateOther';
  readonly objectKind: string;
  readonly name: QualifiedName;
  /** What the report shows: path of a directory, connect string of a link, package of a context. */
  readonly detail?: string;
  readonly context?: ApplicationContext;
}

/**
 * What CREATE CONTEXT says: the package or procedure that may write, and of whom the values are but of the session.
 * (SQL Language Reference, "CREATE CONTEXT")
 */
export interface ApplicationContext {
  readonly trusted: QualifiedName;
  readonly replace: boolean;
  readonly shared?: string;
}
