import { b } from '../builders.js';
import type { BuiltinLowering, BuiltinTable } from './call.js';

const userenv =
  (parameter: string): BuiltinLowering =>
  (c) =>
    b.ora(c.span, 'sys_context', b.text(c.span, 'USERENV'), b.text(c.span, parameter));

const attribute =
  (name: string): BuiltinLowering =>
  (c) =>
    b.ora(c.span, 'ddl_event_attribute', b.text(c.span, name));

/**
 * Event attribute functions of system triggers, by both of their names.
 * (PL/SQL Language Reference, "Event Attribute Functions"; the shorter names are those of DBMS_STANDARD)
 */
export const eventAttributes: BuiltinTable = {
  ORA_SYSEVENT: attribute('sysevent'),
  SYSEVENT: attribute('sysevent'),
  ORA_DICT_OBJ_NAME: attribute('name'),
  DICTIONARY_OBJ_NAME: attribute('name'),
  ORA_DICT_OBJ_OWNER: attribute('owner'),
  DICTIONARY_OBJ_OWNER: attribute('owner'),
  ORA_DICT_OBJ_TYPE: attribute('type'),
  DICTIONARY_OBJ_TYPE: attribute('type'),
  ORA_LOGIN_USER: userenv('SESSION_USER'),
  LOGIN_USER: userenv('SESSION_USER'),
  ORA_CLIENT_IP_ADDRESS: userenv('IP_ADDRESS'),
  ORA_DATABASE_NAME: userenv('DB_NAME'),
  DATABASE_NAME: userenv('DB_NAME'),
  ORA_INSTANCE_NUM: (c) => b.num(c.span, 1),
  INSTANCE_NUM: (c) => b.num(c.span, 1),
};
