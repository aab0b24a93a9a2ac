import { plsInteger } from '../../model/types.js';
import {
  blob,
  boolean,
  clob,
  constants,
  fn,
  fns,
  procs,
  raw,
  record,
  type SuppliedPackage,
  table,
  text,
  varchar2,
  writesArguments,
  xml,
} from './package.js';

const request = record('UTL_HTTP.REQ', {
  URL: varchar2,
  METHOD: varchar2,
  HTTP_VERSION: varchar2,
  PRIVATE_HNDL: plsInteger,
});
const response = record('UTL_HTTP.RESP', {
  STATUS_CODE: plsInteger,
  REASON_PHRASE: varchar2,
  HTTP_VERSION: varchar2,
  PRIVATE_HNDL: plsInteger,
});
const pieces = table('UTL_HTTP.HTML_PIECES', text(2000));
const cookie = record('UTL_HTTP.COOKIE', {
  NAME: varchar2,
  VALUE: varchar2,
  DOMAIN: varchar2,
  EXPIRE: { kind: 'timestamp', zone: 'zone' },
  PATH: varchar2,
  SECURE: boolean,
  VERSION: plsInteger,
  COMMENT: varchar2,
});
const mailConnection = record('UTL_SMTP.CONNECTION', {
  HOST: varchar2,
  PORT: plsInteger,
  TX_TIMEOUT: plsInteger,
  PRIVATE_STATE: plsInteger,
});
const reply = record('UTL_SMTP.REPLY', { CODE: plsInteger, TEXT: varchar2 });
const replies = table('UTL_SMTP.REPLIES', reply);
const tcpConnection = record('UTL_TCP.CONNECTION', {
  REMOTE_HOST: varchar2,
  REMOTE_PORT: plsInteger,
  LOCAL_HOST: varchar2,
  LOCAL_PORT: plsInteger,
  CHARSET: varchar2,
  NEWLINE: varchar2,
  TX_TIMEOUT: plsInteger,
  PRIVATE_SD: plsInteger,
});

/** What talks to other computers. (PL/SQL Packages and Types Reference) */
export const networkPackages: readonly SuppliedPackage[] = [
  {
    name: 'UTL_HTTP',
    onlyReads: true,
    types: {
      REQ: request,
      RESP: response,
      COOKIE: cookie,
      HTML_PIECES: pieces,
      COOKIE_TABLE: table('UTL_HTTP.COOKIE_TABLE', cookie),
    },
    members: {
      BEGIN_REQUEST: fn(request),
      ...procs(`
        CLEAR_COOKIES CLOSE_PERSISTENT_CONN CLOSE_PERSISTENT_CONNS END_REQUEST END_RESPONSE SET_AUTHENTICATION
        SET_BODY_CHARSET SET_DETAILED_EXCP_SUPPORT SET_HEADER SET_PERSISTENT_CONN_SUPPORT SET_PROXY
        SET_RESPONSE_ERROR_CHECK SET_TRANSFER_TIMEOUT SET_WALLET WRITE_LINE WRITE_RAW WRITE_TEXT`),
      ...fns('GET_DETAILED_SQLERRM', varchar2, writesArguments),
      ...procs('GET_HEADER GET_HEADER_BY_NAME READ_LINE READ_RAW READ_TEXT', writesArguments),
      ...fns('GET_HEADER_COUNT', plsInteger, writesArguments),
      ...fns('GET_RESPONSE', response, writesArguments),
      REQUEST: fn(varchar2),
      REQUEST_PIECES: fn(pieces),
      ...constants(plsInteger, {
        HTTP_ACCEPTED: 202,
        HTTP_BAD_REQUEST: 400,
        HTTP_CREATED: 201,
        HTTP_FORBIDDEN: 403,
        HTTP_FOUND: 302,
        HTTP_INTERNAL_SERVER_ERROR: 500,
        HTTP_MOVED_PERMANENTLY: 301,
        HTTP_NOT_FOUND: 404,
        HTTP_NOT_MODIFIED: 304,
        HTTP_NO_CONTENT: 204,
        HTTP_OK: 200,
        HTTP_SERVICE_UNAVAILABLE: 503,
        HTTP_UNAUTHORIZED: 401,
      }),
      ...constants(varchar2, { HTTP_VERSION_1_0: 'HTTP/1.0', HTTP_VERSION_1_1: 'HTTP/1.1' }),
    },
  },
  {
    name: 'HTTPURITYPE',
    members: {
      GETBLOB: fn(blob),
      GETCLOB: fn(clob),
      GETXML: fn(xml),
    },
  },
  {
    name: 'UTL_SMTP',
    onlyReads: true,
    types: {
      CONNECTION: mailConnection,
      REPLY: reply,
      REPLIES: replies,
    },
    members: {
      ...fns('AUTH CLOSE_DATA COMMAND DATA HELO MAIL NOOP OPEN_DATA QUIT RCPT RSET STARTTLS VRFY', reply),
      ...procs('CLOSE_CONNECTION WRITE_DATA WRITE_RAW_DATA'),
      EHLO: fn(replies),
      ...fns('OPEN_CONNECTION', mailConnection, writesArguments),
      ...constants(varchar2, { ALL_SCHEMES: 'CRAM-MD5 PLAIN LOGIN', NON_CLEARTEXT_PASSWORD_SCHEMES: 'CRAM-MD5' }),
    },
  },
  {
    name: 'UTL_MAIL',
    onlyReads: true,
    members: {
      ...procs('SEND SEND_ATTACH_RAW SEND_ATTACH_VARCHAR2'),
    },
  },
  {
    name: 'UTL_TCP',
    onlyReads: true,
    types: {
      CONNECTION: tcpConnection,
    },
    members: {
      ...fns('AVAILABLE WRITE_LINE WRITE_RAW WRITE_TEXT', plsInteger),
      ...procs('CLOSE_ALL_CONNECTIONS FLUSH'),
      ...procs('CLOSE_CONNECTION', writesArguments),
      ...fns('GET_LINE GET_TEXT', varchar2),
      GET_RAW: fn(raw),
      OPEN_CONNECTION: fn(tcpConnection),
      ...fns('READ_LINE READ_RAW READ_TEXT', plsInteger, writesArguments),
      ...constants(varchar2, { CRLF: '\r\n' }),
    },
  },
  {
    name: 'UTL_INADDR',
    members: {
      ...fns('GET_HOST_ADDRESS GET_HOST_NAME', varchar2),
    },
  },
];
