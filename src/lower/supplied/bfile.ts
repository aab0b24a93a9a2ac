import { serverFile, suppliedMemberMissing } from '../../diagnostics/op4.js';
import { argumentsNamed } from '../../ir/arguments-named.js';
import type { Argument, CallStatement, Expr } from '../../ir/oracle/index.js';
import type { PgExpr, PlStatement } from '../../ir/postgres/index.js';
import type { Span } from '../../ir/span.js';
import { b } from '../builders.js';
import { type ExprContext, refuse } from '../context.js';
import { lowerExpr, lowerTo } from '../expressions/index.js';
import type { BodyBuilder } from '../plsql/body/body-builder.js';
import { assignTo } from '../plsql/statements/assignments/targets.js';
import { fullName, type SuppliedCall } from './packages/conversion.js';
import { suppliedAdvice } from './packages/index.js';

/*
 * A BFILE is text, `DIRECTORY/name`; DBMS_LOB reads the file of the database server behind it. (PL/SQL Packages and
 * Types Reference, "DBMS_LOB", "Rules for BFILE…"; SecureFiles and Large Objects Developer's Guide, "BFILEs")
 */

/** Members that have one name for LOBs and another for files. */
const forFiles: ReadonlyMap<string, string> = new Map([
  ['OPEN', 'FILEOPEN'],
  ['CLOSE', 'FILECLOSE'],
  ['ISOPEN', 'FILEISOPEN'],
]);
/** Members that read a file as they read a BLOB. */
const readers: ReadonlySet<string> = new Set(['SUBSTR', 'INSTR', 'COMPARE']);
/** Members whose runtime routine takes the file. */
const ownRoutines: ReadonlySet<string> = new Set([
  ...['FILEOPEN', 'FILECLOSE', 'FILEISOPEN', 'FILEEXISTS'],
  ...['LOADFROMFILE', 'LOADBLOBFROMFILE', 'LOADCLOBFROMFILE'],
]);

const isFile = (ex: ExprContext, expr: Expr): boolean => ex.unit.analysis.typeOf(expr).kind === 'bfile';

/** The member that is called where an argument is a BFILE; the base itself where none is. */
export function memberForFile(ex: ExprContext, base: SuppliedCall, span: Span): SuppliedCall {
  if (base.package !== 'DBMS_LOB' || !base.args.some((a) => isFile(ex, a.value))) return base;
  const member = forFiles.get(base.member) ?? base.member;
  if (member === 'FILEOPEN' || member === 'FILEEXISTS') ex.unit.report(serverFile(span, `DBMS_LOB.${base.member}`));
  return { ...base, member };
}

/** The bytes of an open file. */
function content(ex: ExprContext, expr: Expr, operation: string): PgExpr {
  return b.ora(expr.span, 'bfile_content', lowerExpr(ex, expr), b.text(expr.span, operation));
}

/** A function that a BFILE is given to; undefined where the runtime has a routine of its own for it. */
export function fileFunction(ex: ExprContext, base: SuppliedCall, span: Span): PgExpr | undefined {
  if (!base.args.some((a) => isFile(ex, a.value))) return undefined;
  if (base.package === 'UTL_COMPRESS') return compressed(ex, base, span);
  if (base.package !== 'DBMS_LOB') return notOfFile(base, span);
  if (ownRoutines.has(base.member)) return undefined;
  const [file] = base.args;
  if (file && base.member === 'GETLENGTH') return b.ora(span, 'bfile_getlength', lowerExpr(ex, file.value));
  if (!readers.has(base.member) || base.args.some((a) => a.name)) return notOfFile(base, span);
  return b.ora(span, `dbms_lob_${base.member.toLowerCase()}`, ...base.args.map((a, i) => readArgument(ex, base, a, i)));
}

/** LZ_COMPRESS and LZ_UNCOMPRESS of an open file. (PL/SQL Packages and Types Reference, "UTL_COMPRESS") */
function compressed(ex: ExprContext, base: SuppliedCall, span: Span): PgExpr {
  const [file, quality, ...more] = base.args;
  const isFunction = /^LZ_(UN)?COMPRESS$/.test(base.member) && more.length === 0 && base.args.every((a) => !a.name);
  if (!file || !isFile(ex, file.value) || !isFunction) return notOfFile(base, span);
  const given = quality ? [lowerTo(ex, quality.value, { kind: 'plsInteger' })] : [];
  return b.ora(span, `utl_compress_${base.member.toLowerCase()}`, content(ex, file.value, base.member), ...given);
}

/**
 * Bytes are looked for, in hexadecimal digits where the pattern is text; COMPARE takes a
 * BLOB, too; all else are numbers.
 */
function readArgument(ex: ExprContext, base: SuppliedCall, { value }: Argument, at: number): PgExpr {
  if (isFile(ex, value)) return content(ex, value, base.member);
  if (base.member === 'INSTR' && at === 1) return lowerTo(ex, value, { kind: 'raw' });
  return ex.unit.analysis.typeOf(value).kind === 'blob' ? lowerExpr(ex, value) : lowerTo(ex, value, { kind: 'number' });
}

/** Refuses a procedure that takes no BFILE here, where it is given one. */
export function refuseFile(ex: ExprContext, base: SuppliedCall, span: Span): void {
  if (!base.args.some((a) => isFile(ex, a.value))) return;
  const takesFile = ownRoutines.has(base.member) || base.member === 'READ' || base.member === 'FILEGETNAME';
  if (base.package !== 'DBMS_LOB' || !takesFile) notOfFile(base, span);
}

/** FILEGETNAME(file, directory OUT, name OUT): the two parts of the file's text. */
export function fileName(rc: BodyBuilder, ex: ExprContext, { span }: CallStatement, base: SuppliedCall): PlStatement[] {
  const by = argumentsNamed(base.args);
  const [file, directory, name] = [by('FILE_LOC', 0), by('DIR_ALIAS', 1), by('FILENAME', 2)];
  if (!file || !directory || !name || !isFile(ex, file)) return notOfFile(base, span);
  const part = (n: number): PgExpr =>
    b.call(span, 'split_part', lowerExpr(ex, file), b.text(span, '/'), b.num(span, n));
  return [
    ...assignTo(rc, directory, part(1), { kind: 'varchar2' }),
    ...assignTo(rc, name, part(2), { kind: 'varchar2' }),
  ];
}

/** What DBMS_LOB.READ reads: the LOB, or the bytes of the file. */
export const readSource = (ex: ExprContext, expr: Expr): PgExpr =>
  isFile(ex, expr) ? content(ex, expr, 'READ') : lowerExpr(ex, expr);

function notOfFile(base: SuppliedCall, span: Span): never {
  return refuse(suppliedMemberMissing(span, `${fullName(base)} of a BFILE`, suppliedAdvice(base.package, base.member)));
}
