import { plsInteger } from '../../model/types.js';
import { fn, fns, procs, type SuppliedPackage, tellsOfError, text, varchar2, varray } from './package.js';

const unitName = varray('UTL_CALL_STACK.UNIT_QUALIFIED_NAME', text(32767));

/** The stacks of calls and errors. (PL/SQL Packages and Types Reference) */
export const callStackPackages: readonly SuppliedPackage[] = [
  {
    name: 'UTL_CALL_STACK',
    types: {
      UNIT_QUALIFIED_NAME: unitName,
    },
    members: {
      ...procs('ACTUAL_EDITION CURRENT_EDITION UNIT_TYPE'),
      ...fns('BACKTRACE_DEPTH BACKTRACE_LINE ERROR_DEPTH ERROR_NUMBER', plsInteger, tellsOfError),
      ...fns('BACKTRACE_UNIT ERROR_MSG', varchar2, tellsOfError),
      ...fns('CONCATENATE_SUBPROGRAM OWNER', varchar2),
      ...fns('DYNAMIC_DEPTH LEXICAL_DEPTH UNIT_LINE', plsInteger),
      SUBPROGRAM: fn(unitName),
    },
  },
];
