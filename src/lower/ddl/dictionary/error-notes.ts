import type { Diagnostic } from '../../../diagnostics/diagnostic.js';
import { unknownType } from '../../../diagnostics/op1-types.js';
import { unresolvedCall } from '../../../diagnostics/op3-calls.js';
import { syntaxError } from '../../../diagnostics/op9.js';
import { isSql } from '../../../ir/kinds.js';
import type { AlterObject, BrokenUnit, DropObject, ScriptUnit } from '../../../ir/oracle/index.js';
import type { OracleNode } from '../../../ir/oracle/node.js';
import type { PgStatement } from '../../../ir/postgres/index.js';
import type { Span } from '../../../ir/span.js';
import { forEachChild, nodesOf } from '../../../ir/walk.js';
import { isRoutineNamed } from '../../unresolved/missing.js';
import { literal, regclassText } from '../names.js';
import { runtimeStatement } from '../runtime-statement.js';
import { isOfUnit } from './dependency-notes.js';
import { type DictionaryName, dictionaryNameOf } from './dictionary-name.js';
import { type NotesContext, noteCall } from './notes.js';

/** An error that Oracle's compiler finds. */
interface CompileError {
  /** Where in the file, or in the text that is executed. */
  readonly at: number;
  readonly text: string;
  /** The relation that it lacks, for `to_regclass`: the error is there as long as that is not. */
  readonly needs?: string;
}

/**
 * `select ora.note_errors(null, 'P', 'PROCEDURE', array[3], array[3], array['PLS-00201: …'], array[null])`: the errors
 * that Oracle's compiler finds in a program. Noted where the inputs read *_ERRORS. (Database Reference, "ALL_ERRORS")
 */
export function errorNotes(cx: NotesContext, unit: ScriptUnit, diagnostics: readonly Diagnostic[]): PgStatement[] {
  if (unit.kind === 'AlterObject') return compiledAgain(unit);
  if (unit.kind === 'DropObject') return dropped(unit);
  const own = unit.kind === 'BrokenUnit' ? nameOfBroken(unit) : dictionaryNameOf(cx.analysis, unit);
  const begin = textBegin(cx, unit);
  if (!own || begin === undefined) return [];
  return [noteOf(cx, unit, own, begin, withIgnored(unit, programErrors(cx, unit, diagnostics)))];
}

/** The errors of a program, but for what is not compiled for them. */
export const programErrors = (
  cx: NotesContext,
  unit: ScriptUnit,
  diagnostics: readonly Diagnostic[],
): CompileError[] => [...errorsSaid(cx, unit, diagnostics), ...errorsOfTables(cx, unit)];

function noteOf(
  cx: NotesContext,
  unit: ScriptUnit,
  own: DictionaryName,
  begin: number,
  errors: readonly CompileError[],
): PgStatement {
  const places = errors.map(({ at }) => placeAfter(cx, unit.span, begin, at));
  const array = (values: readonly string[], type: string): string => `array[${values.join(', ')}]::${type}[]`;
  return runtimeStatement(
    unit.span,
    'note_errors',
    own.owner === '' ? 'null' : literal(own.owner),
    literal(own.name),
    literal(own.type),
    array(
      places.map(({ line }) => String(line)),
      'integer',
    ),
    array(
      places.map(({ column }) => String(column)),
      'integer',
    ),
    array(
      errors.map(({ text }) => literal(text)),
      'text',
    ),
    array(
      errors.map(({ needs }) => (needs === undefined ? 'null' : literal(needs))),
      'text',
    ),
  );
}

/** What a CREATE that was not understood is to make: a program is there, and invalid. */
function nameOfBroken({ objectKind, objectName, failure }: BrokenUnit): DictionaryName | undefined {
  if (failure || !objectName || !/^(PROCEDURE|FUNCTION|PACKAGE|TRIGGER|TYPE)/.test(objectKind ?? '')) return undefined;
  const [name = '', owner = ''] = objectName.split('.').reverse();
  return { owner, name, type: objectKind ?? '' };
}

/** Lines count from the word behind CREATE OR REPLACE, those of a trigger from its block. */
function textBegin(cx: NotesContext, unit: ScriptUnit): number | undefined {
  switch (unit.kind) {
    case 'CreateRoutine':
    case 'CreatePackage':
    case 'CreatePackageBody':
    case 'CreateType':
    case 'CreateTypeBody':
    case 'BrokenUnit':
      return beginOf(unit.span) + (head.exec(cx.textOf(unit.span))?.[0].length ?? 0);
    case 'CreateTrigger':
      return beginOf(unit.body.span);
    default:
      return undefined;
  }
}

const head = /^\s*create\s+(or\s+replace\s+)?((non)?editionable\s+)?/i;

/** Where the span begins in its file or text. */
const beginOf = ({ start, inText }: Span): number => inText?.start ?? start;

function placeAfter(cx: NotesContext, span: Span, begin: number, at: number) {
  const end = Math.max(begin, at);
  const text = span.inText?.text.slice(begin, end) ?? cx.textOf({ ...span, start: begin, end });
  const lines = text.split('\n');
  return { line: lines.length, column: (lines.at(-1)?.length ?? 0) + 1 };
}

/** What was refused since Oracle does not compile it. */
function errorsSaid(cx: NotesContext, unit: ScriptUnit, diagnostics: readonly Diagnostic[]): CompileError[] {
  return diagnostics.flatMap((d) => {
    const text = errorText(cx, unit, d);
    if (text === undefined || !isOfUnit(unit, d.inText) || d.span.file !== unit.span.file) return [];
    return [{ at: d.inText?.start ?? d.span.start, text }];
  });
}

function errorText(cx: NotesContext, unit: ScriptUnit, { code, invalid, span, inText, message }: Diagnostic) {
  if (code === syntaxError.code) {
    const symbol = /unexpected '(.+?)'/.exec(message)?.[1];
    return symbol === undefined
      ? 'PLS-00103: Encountered a symbol that is not expected'
      : `PLS-00103: Encountered the symbol "${symbol.toUpperCase()}" when expecting one of the following:`;
  }
  if (code === unknownType.code) {
    const [, type = ''] = /^The type (.+?) of \S+ is not among/.exec(message) ?? [];
    return type === '' ? undefined : undeclared(type.replace(/%\w+$/, '').toUpperCase());
  }
  if (invalid?.kind === 'raises') return invalid.text.replace(/^ORA-/, 'PL/SQL: ORA-');
  if (code !== unresolvedCall.code || invalid?.kind !== 'unknownName') return undefined;
  const { name } = invalid;
  if (name.startsWith(':')) return `PLS-00049: bad bind variable '${name.slice(1)}'`;
  const { catalog } = cx.analysis;
  const [first = '', member] = name.split('.');
  if (isRoutineNamed(catalog, first, member))
    return `PLS-00306: wrong number or types of arguments in call to '${member ?? first}'`;
  if (member !== undefined && catalog.packages.some((p) => p.name === first))
    return `PLS-00302: component '${member}' must be declared`;
  const quoted = name
    .split('.')
    .map((part) => `"${part}"`)
    .join('.');
  return partAt(unit, inText?.start ?? span.start)?.kind === 'sql'
    ? `PL/SQL: ORA-00904: ${quoted}: invalid identifier`
    : undeclared(name);
}

const undeclared = (name: string): string => `PLS-00201: identifier '${name}' must be declared`;

/** The tables that are nowhere where the program is created. */
function errorsOfTables(cx: NotesContext, unit: ScriptUnit): CompileError[] {
  return nodesOf(unit, 'TableRef').flatMap((ref): CompileError[] => {
    const { name } = ref;
    const source = cx.analysis.sourceOf(ref);
    if (source?.kind !== 'relation' || name.link !== undefined || !isOfUnit(unit, name.span.inText)) return [];
    const { relation } = source;
    if (relation?.supplied || relation?.temporary) return [];
    const needs = regclassText(relation ? cx.naming.of(relation) : name.parts.map((part) => cx.naming.fold(part.name)));
    return [{ at: beginOf(name.span), text: 'PL/SQL: ORA-00942: table or view does not exist', needs }];
  });
}

/** With the statements and declarations that are not compiled for them, each once. */
function withIgnored(unit: ScriptUnit, errors: readonly CompileError[]): CompileError[] {
  const found = new Map<string, CompileError>();
  for (const error of errors) {
    found.set(`${error.at} ${error.text} ${error.needs ?? ''}`, error);
    const part = /^PLS-00(103|049)/.test(error.text) ? undefined : partAt(unit, error.at);
    if (!part) continue;
    const { at, kind } = part;
    const needs = error.needs === undefined ? {} : { needs: error.needs };
    found.set(`${at} ignored ${error.needs ?? ''}`, { at, text: ignored[kind], ...needs });
  }
  return [...found.values()].sort((a, b) => a.at - b.at);
}

const ignored = {
  sql: 'PL/SQL: SQL Statement ignored',
  statement: 'PL/SQL: Statement ignored',
  item: 'PL/SQL: Item ignored',
} as const;

/** The innermost statement or declaration around a place. */
function partAt(unit: ScriptUnit, at: number): Part | undefined {
  let found: Part | undefined;
  const visit = (node: OracleNode): void => {
    if ('span' in node) {
      const { start, end } = node.span.inText ?? node.span;
      if (!isOfUnit(unit, node.span.inText) || at < start || at >= end) return;
      // A query of an expression belongs to the statement of SQL around it.
      if (isSql(node) && found?.kind !== 'sql') found = { at: start, kind: 'sql' };
      else if (node.kind === 'VariableDeclaration') found = { at: start, kind: 'item' };
      else if (statements.has(node.kind)) found = { at: start, kind: 'statement' };
    }
    forEachChild(node, visit);
  };
  visit(unit);
  return found;
}

interface Part {
  readonly at: number;
  readonly kind: keyof typeof ignored;
}

const statements: ReadonlySet<OracleNode['kind']> = new Set<OracleNode['kind']>([
  'Assignment',
  'CallStatement',
  'If',
  'CaseStatement',
  'BasicLoop',
  'WhileLoop',
  'ForLoop',
  'CursorForLoop',
  'Exit',
  'Continue',
  'Return',
  'Raise',
  'OpenCursor',
  'OpenFor',
  'Fetch',
  'CloseCursor',
  'ExecuteImmediate',
  'PipeRow',
]);

/** ALTER … COMPILE finds what has gone since. */
function compiledAgain({ action, name, objectKind, span }: AlterObject): PgStatement[] {
  if (!name || !/^COMPILE\b/.test(action)) return [];
  const [last, owner] = [...name.parts].reverse();
  return [noteCall(span, 'note_compiled', owner?.name, last?.name, objectKind)];
}

function dropped({ name, objectKind, span }: DropObject): PgStatement[] {
  if (!/^(PROCEDURE|FUNCTION|PACKAGE|TRIGGER|TYPE)/.test(objectKind)) return [];
  const [last, owner] = [...name.parts].reverse();
  return [noteCall(span, 'forget_errors', owner?.name, last?.name, objectKind)];
}
