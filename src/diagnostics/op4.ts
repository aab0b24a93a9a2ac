import { define } from './diagnostic.js';

/**
 * A supplied package without counterpart. PostgreSQL: what they do is done by core functions, by
 * extensions, or outside of the database.
 */
export const suppliedMemberMissing = define({
  code: 'OP4001',
  name: 'supplied-package',
  severity: 'error',
  effort: 60,
  message: (member: string, advice: string, others = false) =>
    `${member} of Oracle's supplied packages has no counterpart in the runtime` +
    `${others ? ' that takes these arguments' : ''}${advice === '' ? '' : `: ${advice}`}.`,
  help: 'See the page for what to use in PostgreSQL instead; a call of it raises.',
});

/**
 * A call that has nothing to do. PostgreSQL: autovacuum keeps statistics; nothing is compiled
 * ahead; large values need no opening.
 */
export const suppliedNoEffect = define({
  code: 'OP4002',
  name: 'supplied-call-without-effect',
  severity: 'info',
  effort: 5,
  message: (member: string) => `${member} has nothing to do in PostgreSQL and is left out.`,
  help: 'Nothing, unless the call was relied upon for operations.',
});

/**
 * The error stack of an exception that a handler raised. PostgreSQL: an error has one message. (PL/SQL Language
 * Reference, "Retrieving Error Code and Error Message")
 */
export const stackOfLastError = define({
  code: 'OP4013',
  name: 'stack-of-last-error',
  severity: 'warning',
  effort: 5,
  message: (name: string) =>
    `${name} shows the last error only: in Oracle an exception that a handler raises is stacked on the ` +
    'error that it handles.',
  help: 'Record what is needed of the first error before another one is raised.',
});

/**
 * The text of an error stack. PostgreSQL: the context of an error names functions and lines of their PL/pgSQL bodies.
 * (PL/SQL Language Reference, "Retrieving Error Code and Error Message")
 */
export const backtraceDiffers = define({
  code: 'OP4003',
  name: 'error-backtrace',
  severity: 'warning',
  effort: 5,
  message: (member: string) =>
    member === 'SQLERRM' || member === 'FORMAT_ERROR_STACK'
      ? `${member} is the message alone; of an error that leaves a trigger, or a function that SQL calls, or that is ` +
        'put on those before it, Oracle adds the lines ORA-06512 and ORA-04088.'
      : `${member} gives PostgreSQL's lines, not Oracle's.`,
  help: 'Do not parse the text.',
});

/**
 * A supplied function whose answer differs. PostgreSQL: a large value is a value like any other: nothing
 * is opened, no copy is temporary.
 */
export const suppliedDiffers = define({
  code: 'OP4004',
  name: 'supplied-member-differs',
  severity: 'info',
  effort: 5,
  message: (member: string, what: string) => `${member}: ${what}.`,
  help: 'Look at what the result is used for.',
});

/** A task in chunks. PostgreSQL: one session does it. (PL/SQL Packages and Types Reference, "DBMS_PARALLEL_EXECUTE") */
export const parallelExecution = define({
  code: 'OP4014',
  name: 'parallel-execution',
  severity: 'warning',
  effort: 10,
  message: (what: string) => `${what}.`,
  help: 'See the page for what stays the same.',
});

/**
 * A file of the database server. PostgreSQL: there are no directory objects. (PL/SQL Packages
 * and Types Reference, "UTL_FILE")
 */
export const serverFile = define({
  code: 'OP4005',
  name: 'server-file',
  severity: 'warning',
  effort: 30,
  message: (member: string) =>
    `${member} works on files of the database server: a directory needs the setting ora.directory_<name>, the ` +
    'role the rights to read and write server files.',
  help:
    'See the page for the settings and grants; where the application can do it, let the application read and ' +
    'write the file.',
});

/**
 * A LOB locator whose row is not known. PostgreSQL: a text or bytea variable is a copy of the value. (PL/SQL Packages
 * and Types Reference, "DBMS_LOB")
 */
export const lostLocator = define({
  code: 'OP4006',
  name: 'lob-locator',
  severity: 'warning',
  effort: 20,
  message: (variable: string) =>
    `DBMS_LOB changes ${variable} here; in Oracle it is a locator, and the row that it came from changes with it.`,
  help: 'Update the row with the new value afterwards.',
});

/**
 * A mail that waits for its sender. PostgreSQL: there is nothing that sends mail. (PL/SQL Packages and Types
 * Reference, "UTL_SMTP", "UTL_MAIL")
 */
export const queuedMail = define({
  code: 'OP4008',
  name: 'queued-mail',
  severity: 'warning',
  effort: 120,
  message: (member: string) =>
    `${member}: no mail server is called; the mail is put into ora.outgoing_mail, from which a program has to send it.`,
  help: 'Have a program read the table and send what is in it; see the page for what it finds there.',
});

/**
 * A request that an extension makes. PostgreSQL: an extension does, such as http (pgsql-http), which calls curl.
 * (PL/SQL Packages and Types Reference, "UTL_HTTP")
 */
export const httpExtension = define({
  code: 'OP4009',
  name: 'http-extension',
  severity: 'warning',
  effort: 60,
  message: (member: string) =>
    `${member}: the request is made by the extension http (pgsql-http), which the server has to have.`,
  help: 'Install the extension; see the page for certificates, cookies and redirects.',
});

/**
 * A connection that PL/Python holds. PostgreSQL: SQL and PL/pgSQL open no connections; a language that can is PL/Python
 * (extension plpython3u). (PL/SQL Packages and Types Reference, "UTL_TCP")
 */
export const tcpExtension = define({
  code: 'OP4012',
  name: 'tcp-extension',
  severity: 'warning',
  effort: 60,
  message: (member: string) =>
    `${member}: the connection is held by a function in PL/Python (extension plpython3u), which a superuser has ` +
    'to make once.',
  help: 'Install the extension and call ora.tcp_socket_install(); see the page for rights and time-outs.',
});

/**
 * A stylesheet that an extension applies. PostgreSQL: the extension xml2 does, by libxslt: it is part of the
 * distribution, yet called deprecated, and not in every hosted service. (SQL Language Reference, "XMLTRANSFORM")
 */
export const xsltExtension = define({
  code: 'OP4010',
  name: 'xslt-extension',
  severity: 'warning',
  effort: 30,
  message: (name: string) =>
    `${name}: the stylesheet is applied by libxslt through the extension xml2, which the server has to have.`,
  help: 'Install the extension; compare the white space of what your stylesheets give.',
});

/**
 * An item of a session of Oracle Application Express. PostgreSQL: there is no APEX; a session has settings, which any
 * name with a point may have. (Oracle APEX API Reference, "V", "NV")
 */
export const apexSessionState = define({
  code: 'OP4011',
  name: 'apex-session-state',
  severity: 'warning',
  effort: 15,
  message: (call: string) =>
    `${call}: Oracle Application Express is not there; the session setting apex.<item> is read instead, and is ` +
    'NULL where nothing sets it.',
  help: 'Have the application set it (SET apex.app_user = …), or read what tells the user now.',
});

/**
 * A message that is sent through a pipe. PostgreSQL: what a session tells others, by a table or by NOTIFY, they see
 * when its transaction is committed. (PL/SQL Packages and Types Reference, "DBMS_PIPE")
 */
export const messageAtCommit = define({
  code: 'OP4007',
  name: 'pipe-message-at-commit',
  severity: 'warning',
  effort: 60,
  message: () =>
    'DBMS_PIPE.SEND_MESSAGE: other sessions see the message at COMMIT, and ROLLBACK takes it back; in Oracle it ' +
    'is sent at once.',
  help: 'Commit before an answer is waited for; look at what is sent and then rolled back.',
});
