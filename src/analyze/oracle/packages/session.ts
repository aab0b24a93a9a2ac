import { plsInteger } from '../../model/types.js';
import { boolean, constants, fn, onlyReads, proc, procs, type SuppliedPackage, varchar2 } from './package.js';

/** The session and the database that it is one of. (PL/SQL Packages and Types Reference) */
export const sessionPackages: readonly SuppliedPackage[] = [
  {
    name: 'DBMS_SESSION',
    members: {
      ...procs(
        `
          CLEAR_ALL_CONTEXT CLEAR_IDENTIFIER SET_CLOSE_CACHED_OPEN_CURSORS SET_ROLE SET_SQL_TRACE`,
        onlyReads,
      ),
      CLEAR_CONTEXT: proc('namespace client_id attribute', onlyReads),
      ...procs(`
        FREE_UNUSED_USER_MEMORY LIST_CONTEXT MODIFY_PACKAGE_STATE RESET_PACKAGE SESSION_TRACE_DISABLE
        SESSION_TRACE_ENABLE`),
      IS_ROLE_ENABLED: fn(boolean, 'rolename'),
      IS_SESSION_ALIVE: fn(boolean),
      SET_CONTEXT: proc('namespace attribute value username client_id', onlyReads),
      SET_IDENTIFIER: proc('client_id', onlyReads),
      SET_NLS: proc('param value', onlyReads),
      SLEEP: proc('seconds', onlyReads),
      UNIQUE_SESSION_ID: fn(varchar2),
      ...constants(plsInteger, { FREE_ALL_RESOURCES: 1, REINITIALIZE: 2 }),
    },
  },
  {
    name: 'DBMS_APPLICATION_INFO',
    members: {
      READ_CLIENT_INFO: proc('client_info'),
      READ_MODULE: proc('module_name action_name'),
      SET_ACTION: proc('action_name', onlyReads),
      SET_CLIENT_INFO: proc('client_info', onlyReads),
      SET_MODULE: proc('module_name action_name', onlyReads),
      SET_SESSION_LONGOPS: proc(),
      ...constants(plsInteger, { SET_SESSION_LONGOPS_NOHINT: -1 }),
    },
  },
  {
    name: 'DBMS_DB_VERSION',
    members: {
      ...constants(plsInteger, { RELEASE: 0, VERSION: 19 }),
      ...constants(boolean, {
        VER_LE_10: false,
        VER_LE_10_1: false,
        VER_LE_10_2: false,
        VER_LE_11: false,
        VER_LE_11_1: false,
        VER_LE_11_2: false,
        VER_LE_12: false,
        VER_LE_12_1: false,
        VER_LE_12_2: false,
        VER_LE_18: false,
        VER_LE_19: true,
        VER_LE_9: false,
        VER_LE_9_1: false,
        VER_LE_9_2: false,
      }),
    },
  },
];
