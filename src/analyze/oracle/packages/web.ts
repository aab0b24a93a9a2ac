import { plsInteger } from '../../model/types.js';
import { constants, fn, fns, number, proc, procs, type SuppliedPackage, table, text, varchar2 } from './package.js';

/** Pages of the PL/SQL web toolkit. (PL/SQL Packages and Types Reference) */
export const webPackages: readonly SuppliedPackage[] = [
  {
    name: 'HTP',
    onlyReads: true,
    types: {
      HTBUF_ARR: table('HTP.HTBUF_ARR', text(256)),
    },
    members: {
      ...procs('ESCAPE_SC GET_PAGE INIT PRINTS PS'),
      P: proc('cbuf'),
      PRINT: proc('cbuf'),
      PRN: proc('cbuf'),
    },
  },
  {
    name: 'HTF',
    othersGive: varchar2,
    onlyReads: true,
    members: {
      ...fns('ANCHOR ANCHOR2 ESCAPE_SC ESCAPE_URL HEADER HTITLE MAILTO', varchar2),
    },
  },
  {
    name: 'OWA',
    types: {
      VC_ARR: table('OWA.VC_ARR', text(32000)),
    },
    members: {
      ...fns('CGI_VAR_NAME CGI_VAR_VAL', varchar2),
      GET_PAGE: proc(),
      INITIALIZE: fn(plsInteger),
      INIT_CGI_ENV: proc('num_params param_name param_val'),
      NUM_CGI_VARS: fn(number),
      ...constants(varchar2, { NL_CHAR: '\n' }),
    },
  },
  {
    name: 'OWA_UTIL',
    types: {
      IDENT_ARR: table('OWA_UTIL.IDENT_ARR', text(30)),
      VC_ARR: table('OWA_UTIL.VC_ARR', text(32000)),
    },
    members: {
      ...fns('GET_CGI_ENV GET_OWA_SERVICE_PATH', varchar2),
      ...procs('HTTP_HEADER_CLOSE MIME_HEADER REDIRECT_URL STATUS_LINE WHO_CALLED_ME'),
    },
  },
  {
    name: 'WPG_DOCLOAD',
    members: {
      DOWNLOAD_FILE: proc(),
    },
  },
];
