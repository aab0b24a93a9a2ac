import { httpExtension, messageAtCommit, queuedMail, tcpExtension } from '../../../diagnostics/op4.js';
import { tcpRead } from '../tcp.js';
import { each, leftOut, type PackageConversion, told } from './conversion.js';

const request = told('the extension http makes the request', httpExtension);
const mail = told('the mail is put into ora.outgoing_mail, from which a program has to send it', queuedMail);
const mailAdvice = 'mails are put into ora.outgoing_mail, there is no server to talk to';

/** What talks to other computers or sessions. (PL/SQL Packages and Types Reference, the chapter of each) */
export const networkConversions: readonly PackageConversion[] = [
  {
    name: 'UTL_HTTP',
    advice: 'the extension http (pgsql-http) makes requests; cookies, contexts and redirections are its own',
    members: {
      ...each('BEGIN_REQUEST REQUEST REQUEST_PIECES', request),
      ...leftOut('SET_WALLET SET_PERSISTENT_CONN_SUPPORT CLOSE_PERSISTENT_CONN CLOSE_PERSISTENT_CONNS CLEAR_COOKIES'),
    },
  },
  { name: 'HTTPURITYPE', members: each('GETBLOB GETCLOB GETXML', request) },
  { name: 'UTL_SMTP', advice: mailAdvice, members: { OPEN_CONNECTION: mail } },
  { name: 'UTL_MAIL', advice: mailAdvice, members: each('SEND SEND_ATTACH_RAW SEND_ATTACH_VARCHAR2', mail) },
  {
    name: 'UTL_TCP',
    advice: 'SSL and wallets are for the application',
    members: {
      OPEN_CONNECTION: told('a function in PL/Python (extension plpython3u) holds the connection', tcpExtension),
      ...each('READ_RAW READ_TEXT READ_LINE', { expression: tcpRead }),
    },
  },
  {
    name: 'DBMS_PIPE',
    members: { SEND_MESSAGE: told('the message is sent at COMMIT', (span) => messageAtCommit(span)) },
  },
];
