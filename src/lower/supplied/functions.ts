import type { ResolvedBase } from '../../analyze/analysis.js';
import { isText } from '../../analyze/model/operators.js';
import type { OracleType } from '../../analyze/model/types.js';
import { tellsOfError } from '../../analyze/oracle/supplied-packages.js';
import { differentResult } from '../../diagnostics/op2-expressions.js';
import { dynamicSqlUnknown } from '../../diagnostics/op3-dynamic.js';
import {
  backtraceDiffers,
  httpExtension,
  messageAtCommit,
  queuedMail,
  serverFile,
  stackOfLastError,
  suppliedDiffers,
  suppliedNoEffect,
  tcpExtension,
} from '../../diagnostics/op4.js';
import type { Argument, Expr } from '../../ir/oracle/index.js';
import type { PgExpr } from '../../ir/postgres/index.js';
import type { Span } from '../../ir/span.js';
import { b, pgTypes } from '../builders.js';
import { type ExprContext, refuse } from '../context.js';
import { lowerExpr, lowerTo } from '../expressions/index.js';
import { reportNls } from '../nls-parameters.js';
import { constantText } from '../plsql/effects/constant-text.js';
import { handledError } from '../plsql/errors/error-info.js';
import { maySeeStackedErrors } from '../plsql/errors/stacked-errors.js';
import { pgTypeOf } from '../types.js';
import { memberMissing } from './advice.js';
import { fileFunction, memberForFile } from './bfile.js';
import { runningSubprogram } from './call-stack.js';
import { suppliedConstant } from './constants.js';
import { givesTag, htmlTag } from './html.js';
import { oracleParameters } from './parameters.js';
import { castToRaw } from './raw-bytes.js';
import { oracleTypeOf, type RuntimeParameter, type RuntimeSignature, runtimeSignatures } from './signatures.js';
import { compiledText } from './sql-parse.js';
import { tcpRead } from './tcp.js';
import { hasNoEffect } from './without-effect.js';

type Supplied = Extract<ResolvedBase, { kind: 'supplied' }>;

/** The runtime routine that stands for a member of a supplied package. */
export const runtimeNameOf = (base: Supplied): string => `${base.package}_${base.member}`.toLowerCase();

/** A function or constant of a supplied package in an expression. */
export function lowerSuppliedFunction(ex: ExprContext, called: Supplied, span: Span): PgExpr {
  const base = memberForFile(ex, called, span);
  const constant = base.args.length === 0 ? suppliedConstant(base.package, base.member) : undefined;
  if (constant !== undefined) {
    if ('number' in constant) return b.num(span, constant.number);
    return 'text' in constant ? b.text(span, constant.text) : b.boolean(span, constant.boolean);
  }
  const ofFile = fileFunction(ex, base, span);
  if (ofFile) return ofFile;
  const tag = base.package === 'HTF' ? htmlTag(ex, base.member, base.args, span) : undefined;
  if (tag) {
    reportDifference(ex.unit, base, span);
    return tag;
  }
  const own = special(ex, base, span);
  if (own) return own;
  const name = runtimeNameOf(base);
  const names = oracleParameters(base.package, base.member);
  const chosen = chooseSignature(
    ex,
    runtimeSignatures(name).filter((s) => s.routine === 'function'),
    base.args,
    names,
  );
  if (!chosen) return refuse(memberMissing(span, base.package, base.member));
  reportDifference(ex.unit, base, span);
  return b.ora(span, name, ...argumentsFor(ex, chosen, base.args, span, names));
}

const quotedPrintable = 'which characters are encoded and where lines are broken is as in RFC 2045';

/** Members whose runtime routine does what the caller wants, yet not all that Oracle's does. */
const differences: ReadonlyMap<string, string> = new Map([
  [
    'DBMS_SQL.BIND_ARRAY',
    'where the statement fails for an element, the rows of the elements before it are undone as well',
  ],
  [
    'DBMS_SQL.TO_CURSOR_NUMBER',
    'TIMESTAMP columns of a static query with variables are described as DATE, lengths and precisions of its ' +
      'columns are not known, and a column that is an expression without an alias has the name that PostgreSQL ' +
      'gives it',
  ],
  [
    'DBMS_XMLGEN.SETBINDVALUE',
    "the text becomes what it is compared with by PostgreSQL's rules: write dates as TO_DATE(:name, format)",
  ],
  ...['DYNAMIC_DEPTH', 'LEXICAL_DEPTH', 'SUBPROGRAM', 'OWNER'].map(
    (member) =>
      [
        `UTL_CALL_STACK.${member}`,
        'SQL between two routines takes no level of the stack; LEXICAL_DEPTH begins with 0',
      ] as const,
  ),
  [
    'DBMS_FLASHBACK.GET_SYSTEM_CHANGE_NUMBER',
    'the number is that of the next transaction: it grows, but no query can go back to it',
  ],
  ['OWA_UTIL.WHO_CALLED_ME', 'the line is that of the PL/pgSQL body'],
  ['DBMS_LOB.ISTEMPORARY', 'a LOB in a variable is a value here: the answer is 1 for every one that is not NULL'],
  ['DBMS_LOB.ISOPEN', 'LOBs are not opened here: the answer is always 0'],
  ...['WRITETOBUFFER', 'WRITETOCLOB', 'GETXMLTYPE'].map(
    (member) => [`DBMS_XMLDOM.${member}`, 'the white space between elements depends on the release of Oracle'] as const,
  ),
  [
    'UTL_COMPRESS.LZ_COMPRESS',
    'the result is in the format of gzip as in Oracle, yet not smaller than what it is made of',
  ],
  [
    'WPG_DOCLOAD.DOWNLOAD_FILE',
    'the file is kept for the program that serves the page, which reads it with ora.wpg_docload_document()',
  ],
  ...['UUENCODE', 'UUDECODE'].map(
    (member) =>
      [
        `UTL_ENCODE.${member}`,
        "lines are those of the standard for uuencode; Oracle's lengths and line ends are not documented",
      ] as const,
  ),
  ['UTL_ENCODE.QUOTED_PRINTABLE_ENCODE', quotedPrintable],
  ...['MIMEHEADER_ENCODE', 'MIMEHEADER_DECODE'].map(
    (member) =>
      [
        `UTL_ENCODE.${member}`,
        'words are those of RFC 2047: an underscore is a blank, each has 75 characters',
      ] as const,
  ),
  [
    'UTL_COLL.IS_LOCATOR',
    'a collection is a value here: the answer is FALSE, also for a nested table that is stored RETURN AS LOCATOR',
  ],
  ['DBMS_LOB.GETCHUNKSIZE', 'the answer is that of an Oracle database with blocks of 8 KB'],
]);

/** What a caller of the member is told, or undefined where the runtime does all that Oracle does. */
export function suppliedDifference(member: string): string | undefined {
  if (serverFiles.test(member)) return 'it works on files of the database server';
  if (/^DBMS_UTILITY\.FORMAT_ERROR_BACKTRACE$/.test(member)) return "it gives PostgreSQL's lines, not Oracle's";
  if (member === 'DBMS_PIPE.SEND_MESSAGE') return 'the message is sent at COMMIT';
  if (mails.test(member)) return 'the mail is put into ora.outgoing_mail, from which a program has to send it';
  if (requests.test(member)) return 'the extension http makes the request';
  if (member === 'UTL_TCP.OPEN_CONNECTION')
    return 'a function in PL/Python (extension plpython3u) holds the connection';
  if (member === 'DBMS_UTILITY.GET_HASH_VALUE') return ownHash;
  return differences.get(member) ?? tagDifference(member);
}

const ownHash = "the hash values are PostgreSQL's, not Oracle's";

/** HTML does not mind the case of tags, nor the spaces in them; versions of Oracle's web toolkit differ in both. */
function tagDifference(member: string): string | undefined {
  const [packageName = '', name = ''] = member.split('.');
  if (!/^HT[FP]$/.test(packageName) || !givesTag(name)) return undefined;
  return 'the tag is in upper case, as documented; that and the spaces in it depend on the version of the web toolkit';
}

const serverFiles =
  /^(UTL_FILE\.(FOPEN|FOPEN_NCHAR|FGETATTR|FCOPY|FREMOVE|FRENAME)|(DBMS_XSLPROCESSOR|DBMS_LOB)\.CLOB2FILE|DBMS_XSLPROCESSOR\.READ2CLOB)$/;
const mails = /^(UTL_SMTP\.OPEN_CONNECTION|UTL_MAIL\.SEND\w*)$/;
const requests = /^(UTL_HTTP\.(BEGIN_REQUEST|REQUEST|REQUEST_PIECES)|HTTPURITYPE\.GET\w+)$/;

/** Reports what a converted call does otherwise than Oracle, where it does. */
export function reportDifference(unit: ExprContext['unit'], base: Supplied, span: Span): void {
  const member = `${base.package}.${base.member}`;
  if (serverFiles.test(member)) unit.report(serverFile(span, member));
  if (member === 'DBMS_PIPE.SEND_MESSAGE') unit.report(messageAtCommit(span));
  if (mails.test(member)) unit.report(queuedMail(span, member));
  if (requests.test(member)) unit.report(httpExtension(span, member));
  if (member === 'UTL_TCP.OPEN_CONNECTION') unit.report(tcpExtension(span, member));
  if (member === 'DBMS_UTILITY.GET_HASH_VALUE') unit.report(differentResult(span, member, ownHash));
  if (member === 'UTL_ENCODE.TEXT_ENCODE' && !isBase64(base.args))
    unit.report(suppliedDiffers(span, member, quotedPrintable));
  if (member === 'DBMS_SESSION.SET_NLS') reportSetNls(unit, base.args, span);
  if (hasNoEffect(member)) unit.report(suppliedNoEffect(span, member));
  const what = differences.get(member) ?? tagDifference(member);
  if (what !== undefined) unit.report(suppliedDiffers(span, member, what));
}

/**
 * SET_NLS(param, value): the value may stand in quotes of its own. (PL/SQL Packages and Types Reference, DBMS_SESSION)
 */
function reportSetNls(unit: ExprContext['unit'], args: readonly Argument[], span: Span): void {
  const given = (name: string, place: number): string | undefined => {
    const value = (args.find((a) => a.name?.name === name) ?? args[place])?.value;
    return value && constantText(unit, value);
  };
  const [name, value] = [given('PARAM', 0)?.toUpperCase(), given('VALUE', 1)?.replace(/^'(.*)'$/, '$1')];
  if (name !== undefined) reportNls(unit, span, `DBMS_SESSION.SET_NLS of ${name}`, name, value);
}

/** TEXT_ENCODE(…, encoding => UTL_ENCODE.BASE64): the constant or its number. */
function isBase64(args: readonly Argument[]): boolean {
  const value = (args.find((a) => a.name?.name === 'ENCODING') ?? args[2])?.value;
  if (value?.kind === 'Name') return value.parts.at(-1)?.name === 'BASE64';
  return value?.kind === 'NumberLiteral' && value.text === '1';
}

/** Functions that are not simply a runtime function of the same name. */
function special(ex: ExprContext, base: Supplied, span: Span): PgExpr | undefined {
  const name = `${base.package}.${base.member}`;
  switch (name) {
    case 'DBMS_UTILITY.FORMAT_ERROR_STACK':
    case 'DBMS_UTILITY.FORMAT_ERROR_BACKTRACE': {
      const error = handledError(ex, span);
      if (!error) return b.cast(span, b.null(span), { name: ['text'] });
      if (base.member === 'FORMAT_ERROR_BACKTRACE') ex.unit.report(backtraceDiffers(span, name));
      else if (ex.routine && maySeeStackedErrors(ex.routine)) ex.unit.report(stackOfLastError(span));
      return b.ora(span, runtimeNameOf(base), error);
    }
    case 'DBMS_UTILITY.FORMAT_CALL_STACK':
      ex.unit.report(backtraceDiffers(span, name));
      return undefined;
    case 'UTL_CALL_STACK.CONCATENATE_SUBPROGRAM':
      return runningSubprogram(ex, base.args, span);
    case 'UTL_CALL_STACK.UNIT_LINE':
      ex.unit.report(backtraceDiffers(span, name));
      return undefined;
    case 'UTL_COLL.IS_LOCATOR':
      reportDifference(ex.unit, base, span);
      return b.boolean(span, false);
    case 'DBMS_XMLGEN.NEWCONTEXT':
    case 'DBMS_XMLGEN.GETXML':
    case 'DBMS_XMLGEN.GETXMLTYPE':
      return xmlOfQuery(ex, base, span);
    default:
      if (base.package === 'UTL_CALL_STACK' && tellsOfError(base.package, base.member))
        return ofHandledError(ex, base, span);
      return base.package === 'DBMS_XMLDOM'
        ? domCast(ex, base, span)
        : (tcpRead(ex, base, span) ?? castToRaw(ex, base, span));
  }
}

/** ERROR_DEPTH, BACKTRACE_LINE(n) …: of the error that is being handled. */
function ofHandledError(ex: ExprContext, base: Supplied, span: Span): PgExpr {
  const error = handledError(ex, span) ?? b.cast(span, b.null(span), { name: ['ora', 'err'] });
  if (base.member.startsWith('BACKTRACE')) ex.unit.report(backtraceDiffers(span, `${base.package}.${base.member}`));
  return b.ora(span, runtimeNameOf(base), error, ...base.args.map((a) => lowerTo(ex, a.value, { kind: 'plsInteger' })));
}

/**
 * MAKENODE, MAKEELEMENT … give the handle of the same node; a handle is NULL where there is no node.
 * (PL/SQL Packages, "DBMS_XMLDOM")
 */
function domCast(ex: ExprContext, base: Supplied, span: Span): PgExpr | undefined {
  const [node, ...rest] = base.args;
  if (!node || rest.length > 0) return undefined;
  if (base.member === 'ISNULL') return b.isNull(span, lowerExpr(ex, node.value));
  return /^MAKE[A-Z]+$/.test(base.member) ? lowerExpr(ex, node.value) : undefined;
}

/**
 * A query as text: compiled where it is a literal, else passed on, flagged. Other arguments are a cursor or a context.
 */
function xmlOfQuery(ex: ExprContext, base: Supplied, span: Span): PgExpr | undefined {
  const [query, ...rest] = base.args;
  if (!query || !isText(ex.unit.analysis.typeOf(query.value)) || rest.length > 0) return undefined;
  const known = compiledText(ex.unit, constantText(ex.unit, query.value), query.value);
  if (!known) {
    ex.unit.report(dynamicSqlUnknown(query.value.span, false));
    return undefined;
  }
  return b.ora(span, runtimeNameOf(base), known);
}

/** The overload that the arguments fit best, by number, names and kind of type. */
export function chooseSignature(
  ex: ExprContext,
  signatures: readonly RuntimeSignature[],
  args: readonly Argument[],
  names: readonly string[],
): RuntimeSignature | undefined {
  let best: { signature: RuntimeSignature; cost: number } | undefined;
  for (const signature of signatures) {
    const bound = bindArguments(signature, args, names);
    if (!bound) continue;
    let cost = 0;
    for (const { parameter, arg } of bound) {
      if (!arg) continue;
      const wanted = oracleTypeOf(parameter.type);
      const given = ex.unit.analysis.typeOf(arg.value);
      if (wanted && given.kind === 'record') {
        cost = Number.POSITIVE_INFINITY;
        break;
      }
      if (wanted) cost += distance(given, wanted);
      else if (given.kind === 'collection')
        cost += parameter.type === ex.unit.naming.of(given.collection).join('.') ? 0 : 100;
      else if (parameter.type.startsWith('ora.dbms_sql_') || (parameter.type.startsWith('ora.') && isScalar(given)))
        cost += 100;
    }
    if (cost < (best?.cost ?? Number.POSITIVE_INFINITY)) best = { signature, cost };
  }
  return best?.signature;
}

/** No handle and no record of the runtime is made of one. */
const isScalar = (type: OracleType): boolean =>
  isText(type) || type.kind === 'number' || type.kind === 'plsInteger' || type.kind === 'date';

function distance(from: OracleType, to: OracleType): number {
  if (from.kind === to.kind || from.kind === 'unknown' || from.kind === 'null') return 0;
  if (isText(from) && isText(to)) return 0;
  if (from.kind === 'blob' && to.kind === 'raw') return 0;
  // RAW and text are converted into one another, LOBs of the two kinds are not.
  if ((from.kind === 'blob' && isText(to)) || (from.kind === 'clob' && to.kind === 'raw')) return 100;
  const numeric = (t: OracleType): boolean =>
    t.kind === 'number' || t.kind === 'plsInteger' || t.kind === 'binaryDouble';
  return numeric(from) && numeric(to) ? 1 : 10;
}

interface BoundRuntimeArgument {
  readonly parameter: RuntimeParameter;
  readonly arg: Argument | undefined;
}

/** Each parameter with its argument, a variadic one once for each; undefined when the call does not fit. */
export function bindArguments(
  signature: RuntimeSignature,
  args: readonly Argument[],
  names: readonly string[],
): readonly BoundRuntimeArgument[] | undefined {
  const { parameters } = signature;
  // A variadic one stands for as many of Oracle's parameters as are given.
  const bound = new Map<number, Argument>();
  const last = parameters.length - 1;
  const isVariadic = parameters[last]?.mode === 'variadic';
  let position = 0;
  for (const arg of args) {
    const wanted = arg.name?.name.toLowerCase();
    let at = position;
    if (wanted !== undefined) {
      at = names.indexOf(wanted);
      if (at < 0) at = parameters.findIndex((p) => p.name === wanted);
    } else position += 1;
    if (at < 0 || (at > last && !isVariadic) || bound.has(at)) return undefined;
    bound.set(at, arg);
  }
  const result: BoundRuntimeArgument[] = [];
  for (const [i, parameter] of parameters.entries()) {
    if (parameter.mode === 'variadic') {
      const given = [...bound].filter(([at]) => at >= i).sort(([x], [y]) => x - y);
      if (given.length === 0 && !parameter.hasDefault) return undefined;
      result.push(...given.map(([, arg]) => ({ parameter, arg })));
    } else {
      const arg = bound.get(i);
      if (!arg && !parameter.hasDefault) return undefined;
      result.push({ parameter, arg });
    }
  }
  return result;
}

/** The values for a call; what is left out in the middle goes by name. */
export function argumentsFor(
  ex: ExprContext,
  signature: RuntimeSignature,
  args: readonly Argument[],
  span: Span,
  names: readonly string[],
): PgExpr[] {
  const bound = bindArguments(signature, args, names) ?? [];
  const values: PgExpr[] = [];
  let byName = false;
  for (const { parameter, arg } of bound) {
    if (!arg) {
      byName = true;
      continue;
    }
    const value = argumentValue(ex, parameter, arg.value);
    values.push(byName ? { kind: 'PgNamedArgument', span, name: parameter.name, value } : value);
  }
  return values;
}

/** An argument in the type of its parameter; literals for a polymorphic one get the type they have in Oracle. */
export function argumentValue(ex: ExprContext, parameter: RuntimeParameter, expr: Expr): PgExpr {
  const declared = parameter.mode === 'variadic' ? parameter.type.replace(/\[\]$/, '') : parameter.type;
  const wanted = oracleTypeOf(declared);
  const given = ex.unit.analysis.typeOf(expr);
  if (!wanted) {
    const value = lowerExpr(ex, expr);
    // The runtime takes the values of an associative array.
    if (declared.endsWith('[]') && given.kind === 'collection' && given.collection.variant === 'associativeArray')
      return b.field(expr.span, value, 'v');
    // Oracle's SQL divides numbers of every kind as NUMBER.
    if (declared.startsWith('any') && given.kind === 'plsInteger') return b.cast(expr.span, value, pgTypes.numeric);
    if (!declared.startsWith('any') || value.kind === 'PgColumn') return value;
    return b.cast(expr.span, value, pgTypeOf(ex.unit.naming, given, 'value'));
  }
  // An empty CLOB is not NULL, so it must not become a VARCHAR2 on the way.
  const value = wanted.kind === 'varchar2' && given.kind === 'clob' ? lowerExpr(ex, expr) : lowerTo(ex, expr, wanted);
  return value.kind === 'PgNull' ? b.cast(expr.span, value, { name: [declared] }) : value;
}
