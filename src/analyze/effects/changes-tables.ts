import type { Effects } from '../analysis.js';

type Changes = Pick<Effects, 'writesTables' | 'dynamicChanges' | 'changesBySupplied'>;

/** May it change tables: by DML, by a text of dynamic SQL, by a member of a supplied package? */
export const changesTables = ({ writesTables, dynamicChanges, changesBySupplied }: Changes): boolean =>
  writesTables.size > 0 || dynamicChanges || changesBySupplied;

/** The same of what it does in the transaction that it is called in: not in that of an autonomous routine. */
export const changesTablesInTransaction = ({ writesInTransaction, ...others }: Effects): boolean =>
  changesTables({ ...others, writesTables: writesInTransaction });
