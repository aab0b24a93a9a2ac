import { define } from './diagnostic.js';

export const suppliedMemberMissing = define({
  code: 'OP4001',
  name: 'supplied-package',
  severity: 'error',
  effort: 60,
  message: (member: string, advice: string) =>
    `${member} of Oracle's supplied packages has no counterpart in the runtime${advice === '' ? '' : `: ${advice}`}.`,
  help: 'See the page for what to use in PostgreSQL instead; a call of it raises.',
});

export const suppliedNoEffect = define({
  code: 'OP4002',
  name: 'supplied-call-without-effect',
  severity: 'info',
  effort: 5,
  message: (member: string) => `${member} has nothing to do in PostgreSQL and is left out.`,
  help: 'Nothing, unless the call was relied upon for operations.',
});

export const stackOfLastError = define({
  code: 'OP4013',
  name: 'stack-of-last-error',
  severity: 'warning',
  effort: 5,
  message: () =>
    'FORMAT_ERROR_STACK tells the last error alone: in Oracle an exception that a handler raises stands on the error that the handler had.',
  help: 'Write down what is needed of the first error before another one is raised.',
});

export const backtraceDiffers = define({
  code: 'OP4003',
  name: 'error-backtrace',
  severity: 'warning',
  effort: 5,
  message: (member: string) =>
    member === 'SQLERRM'
      ? 'SQLERRM is the message alone; of an error that leaves a trigger, or a function that SQL calls, Oracle adds the lines ORA-06512 and ORA-04088.'
      : `${member} gives PostgreSQL's lines, not Oracle's.`,
  help: 'Do not parse the text.',
});

export const suppliedDiffers = define({
  code: 'OP4004',
  name: 'supplied-member-differs',
  severity: 'info',
  effort: 5,
  message: (member: string, what: string) => `${member}: ${what}.`,
  help: 'Look at what the result is used for.',
});

export const serverFile = define({
  code: 'OP4005',
  name: 'server-file',
  severity: 'warning',
  effort: 30,
  message: (member: string) =>
    `${member} works on files of the database server: a directory needs the setting ora.directory_<name>, the role the rights to read and write server files.`,
  help: 'See the page for the settings and grants; where the application can do it, let the application read and write the file.',
});

export const lostLocator = define({
  code: 'OP4006',
  name: 'lob-locator',
  severity: 'warning',
  effort: 20,
  message: (variable: string) =>
    `DBMS_LOB changes ${variable} here; in Oracle it is a locator, and the row that it came from changes with it.`,
  help: 'Update the row with the new value afterwards.',
});

export const queuedMail = define({
  code: 'OP4008',
  name: 'queued-mail',
  severity: 'warning',
  effort: 120,
  message: (member: string) =>
    `${member}: no mail server is called; the mail is put into ora.outgoing_mail, from which a program has to send it.`,
  help: 'Have a program read the table and send what is in it; see the page for what it finds there.',
});

export const httpExtension = define({
  code: 'OP4009',
  name: 'http-extension',
  severity: 'warning',
  effort: 60,
  message: (member: string) =>
    `${member}: the request is made by the extension http (pgsql-http), which the server has to have.`,
  help: 'Install the extension; see the page for certificates, cookies and redirections.',
});

export const tcpExtension = define({
  code: 'OP4012',
  name: 'tcp-extension',
  severity: 'warning',
  effort: 60,
  message: (member: string) =>
    `${member}: the connection is held by a function in PL/Python (extension plpython3u), which a superuser has to make once.`,
  help: 'Install the extension and call ora.tcp_socket_install(); see the page for rights and time-outs.',
});

export const xsltExtension = define({
  code: 'OP4010',
  name: 'xslt-extension',
  severity: 'warning',
  effort: 30,
  message: (name: string) =>
    `${name}: the stylesheet is applied by libxslt through the extension xml2, which the server has to have.`,
  help: 'Install the extension; compare the white space of what your stylesheets give.',
});

export const apexSessionState = define({
  code: 'OP4011',
  name: 'apex-session-state',
  severity: 'warning',
  effort: 15,
  message: (call: string) =>
    `${call}: Oracle Application Express is not there; the setting of the session apex.<item> is read, and is NULL where nothing sets it.`,
  help: 'Have the application set it (SET apex.app_user = …), or read what tells the user now.',
});

export const messageAtCommit = define({
  code: 'OP4007',
  name: 'pipe-message-at-commit',
  severity: 'warning',
  effort: 60,
  message: () =>
    'DBMS_PIPE.SEND_MESSAGE: other sessions see the message at COMMIT, and ROLLBACK takes it back; in Oracle it is sent at once.',
  help: 'Commit before an answer is waited for; look at what is sent and then rolled back.',
});
