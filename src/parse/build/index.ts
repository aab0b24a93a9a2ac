import type { Diagnostic } from '../../diagnostics/diagnostic.js';
import { hyphenIsMinus, internalFailure, syntaxError, unknownCondition } from '../../diagnostics/op9.js';
import { identifier, qualifiedName } from '../../ir/made-nodes.js';
import type { CreateOther, LineNode, ScriptUnit } from '../../ir/oracle/index.js';
import { noSpan, type Span } from '../../ir/span.js';
import { contains, walk } from '../../ir/walk.js';
import { copied, type MappedText } from '../../source/files/mapped-text.js';
import type { SourceFile } from '../../source/files/source-file.js';
import { type SplitOptions, splitText } from '../../source/split-text.js';
import { lex } from '../../source/tokens/lexer.js';
import type { OpaqueUnit, SqlUnit, Unit } from '../../source/unit.js';
import {
  type ConditionalCompilation,
  defaultConditionalCompilation,
  type InquiryValue,
} from '../conditional-compilation.js';
import type { UnitContext } from '../generated/OracleParser.js';
import { type ParsedUnit, parseUnit } from '../parse-unit.js';
import { endReached } from '../syntax-message.js';
import { type CompilationParameters, compilationSetBy } from './compilation-parameters.js';
import { BuildContext } from './context.js';
import { callOfExpression } from './expressions/calls.js';
import { brokenUnit, buildUnit } from './units.js';

/** What trees are built under beside the text of the units. */
interface BuildOptions {
  readonly conditionalCompilation?: ConditionalCompilation;
  /** The files that the units come from; without them the comments in front of units are lost. */
  readonly files?: readonly SourceFile[];
  /** What the session has set for the units that it compiles. */
  readonly flags?: Readonly<Record<string, InquiryValue>>;
  /** The session of a unit, which goes on in the scripts that a script calls; its file where nothing is said. */
  readonly sessions?: ReadonlyMap<Unit, number>;
}

/** A unit as a tree, and where it came from. */
interface BuiltUnit {
  readonly unit: ScriptUnit;
  readonly source: Unit;
}

/** What `parseUnits` gives. */
export interface BuiltUnits {
  readonly units: readonly BuiltUnit[];
  /** In the order of units, by place within one. */
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * Source units → Oracle trees. Commands of SQL*Plus are left out. Never throws: what cannot be read costs its
 * statement, member or unit and is reported.
 */
export function parseUnits(units: readonly Unit[], options: BuildOptions = {}): BuiltUnits {
  const built: BuiltUnit[] = [];
  const diagnostics: Diagnostic[] = [];
  const parameters = new Map<number, CompilationParameters>();
  for (const source of units) {
    const session = options.sessions?.get(source) ?? source.file;
    const set = compilationSetBy(source.text, parameters.get(session)) ?? parameters.get(session);
    if (set) parameters.set(session, set);
    const own = withFlags(options, set && { ...set.others, ...set.flags });
    const unit = guarded(source, diagnostics, () => buildOne(source, own, diagnostics));
    if (unit === undefined) continue;
    built.push({ unit: withLeading(unit, source, options.files), source });
  }
  return { units: built, diagnostics };
}

function withFlags(options: BuildOptions, flags: BuildOptions['flags']): BuildOptions {
  if (!flags) return options;
  const settings = options.conditionalCompilation ?? defaultConditionalCompilation;
  return {
    ...options,
    flags,
    conditionalCompilation: { ...settings, inquiry: { ...settings.inquiry, ...flags } },
  };
}

/** The text of a script with SQL*Plus in it. */
export function parseText(
  text: string,
  fileName = 'text.sql',
  options: Omit<BuildOptions, 'files'> & SplitOptions = {},
): BuiltUnits & { readonly file: SourceFile } {
  const { file, units, diagnostics } = splitText(text, fileName, options);
  const built = parseUnits(units, { ...options, files: filesUpTo(file) });
  return { units: built.units, diagnostics: [...diagnostics, ...built.diagnostics], file };
}

function filesUpTo(file: SourceFile): SourceFile[] {
  const files: SourceFile[] = [];
  files[file.index] = file;
  return files;
}

/**
 * The text of one statement, as dynamic SQL has it: nothing of SQL*Plus is understood.
 * @param at what every span of the tree is: the place of the text in the program; absent, spans are offsets into the
 *   text
 */
export function parseStatementText(
  text: string,
  at?: Span,
  options: BuildOptions = {},
): { readonly unit?: ScriptUnit; readonly diagnostics: readonly Diagnostic[] } {
  const { units, diagnostics } = parseUnits([textUnit(text, at)], options);
  const [first] = units;
  return first === undefined ? { diagnostics } : { unit: first.unit, diagnostics };
}

/** Where the text of one statement stops being one: what stands before it, the first word there, and what it misses. */
export interface StatementStop {
  readonly before: string;
  readonly found: string;
  /** Empty where it could go on in many ways. */
  readonly expected: readonly string[];
}

/** Where the text stops being a statement; undefined where it is one as a whole. */
export function statementStop(text: string): StatementStop | undefined {
  const [first] = parseUnit(lex(text)).errors;
  return (
    first && {
      before: text.slice(0, first.offset),
      found: text.slice(first.offset, first.end),
      expected: first.expected,
    }
  );
}

function textUnit(text: string, at: Span | undefined): SqlUnit {
  const file = at?.file ?? noSpan.file;
  const fixed: MappedText = {
    text,
    segments: [{ at: 0, origin: at?.start ?? 0, fixed: true, originEnd: at?.end ?? 0 }],
  };
  return {
    kind: 'sql',
    file,
    start: at?.start ?? 0,
    end: at?.end ?? text.length,
    text,
    source: at === undefined ? copied(text, 0, text.length) : fixed,
    terminator: 'none',
    leading: [],
    rerun: false,
  };
}

function buildOne(source: Unit, options: BuildOptions, diagnostics: Diagnostic[]): ScriptUnit | undefined {
  switch (source.kind) {
    case 'sqlplus':
      return undefined;
    case 'wrapped': {
      // Reported where it was found, when the text was cut into units.
      const unit = brokenUnit(source.text, spanOf(source));
      const { owner, name, kind } = source.object;
      const objectName = owner === undefined ? name : `${owner}.${name}`;
      return { ...unit, objectKind: kind.toUpperCase(), objectName: unit.objectName ?? objectName.toUpperCase() };
    }
    case 'foreign':
      return foreignObject(source);
    case 'sql':
    case 'plsql': {
      if (indexOfLob.test(source.text))
        return { kind: 'OtherStatement', span: spanOf(source), what: 'The index of a LOB', text: '', isIgnored: true };
      const { cx, parsed } = parseOne(source, options, diagnostics);
      const unit = buildUnit(cx, parsed.tree as UnitContext);
      if (source.kind === 'sql' && source.withHyphens && unit && callsNoRoutine(unit)) {
        const { withHyphens, ...joined } = source;
        diagnostics.push(hyphenIsMinus(spanOf(source)));
        return buildOne({ ...joined, ...withHyphens }, options, diagnostics);
      }
      diagnostics.push(...cx.diagnostics);
      return unit;
    }
    default:
      return source satisfies never;
  }
}

/**
 * As DBMS_METADATA writes the index that Oracle itself makes for a LOB: its list of columns is open, and it cannot be
 * created by a statement.
 */
const indexOfLob = /^\s*create\s+unique\s+index\s+(?:"[^"]+"\s*\.\s*)?"SYS_IL\d+C\d+\$\$"/i;

function parseOne(
  source: Unit,
  { conditionalCompilation, flags }: BuildOptions,
  diagnostics: Diagnostic[],
): { readonly cx: BuildContext; readonly parsed: ParsedUnit } {
  const settings = conditionalCompilation && { conditionalCompilation };
  const parsed = parseUnit(lex(source.text), settings);
  const cx = new BuildContext(source, parsed.lexed, parsed.tokens, flags);
  if (parsed.errors.length > 0 && source.kind === 'sql' && source.withHyphens) {
    const other = { ...source, ...source.withHyphens };
    const written = parseUnit(lex(other.text), settings);
    if (written.errors.length === 0) {
      diagnostics.push(hyphenIsMinus(spanOf(source)));
      return { cx: new BuildContext(other, written.lexed, written.tokens, flags), parsed: written };
    }
  }
  for (const [i, { offset, end, message }] of parsed.errors.entries()) {
    // After another error the end comes too early because of that one.
    if (i > 0 && message.startsWith(endReached)) continue;
    diagnostics.push(syntaxError(cx.spanOfRange(offset, end), message));
  }
  for (const { start, end, unknown } of parsed.branches) {
    const names = unknown.filter((name) => !isUnsetDirective(name));
    if (names.length > 0) diagnostics.push(unknownCondition(cx.spanOfRange(start, end), [...new Set(names)]));
  }
  return { cx, parsed };
}

/** `$$name` of what nothing sets is NULL. */
const isUnsetDirective = (name: string): boolean => name.startsWith('$$') && name.toUpperCase() !== '$$PLSQL_LINE';

/**
 * `(a - b) (c)` and `t.a (c)` for a column of a table t, as they are left where lines are joined at a minus sign: no
 * valid statements.
 */
function callsNoRoutine(unit: ScriptUnit): boolean {
  const tables = new Set<string>();
  walk(unit, (node) => {
    if ((node.kind === 'TableRef' || node.kind === 'DerivedTable') && node.alias) tables.add(node.alias.name);
  });
  return contains(unit, (node) => {
    if (node.kind === 'UnsupportedExpr') return node.what === callOfExpression;
    if (node.kind !== 'Call' || node.callee.kind !== 'Name') return false;
    const [table, column, more] = node.callee.parts;
    return table !== undefined && column !== undefined && !more && tables.has(table.name);
  });
}

function guarded(source: Unit, diagnostics: Diagnostic[], build: () => ScriptUnit | undefined): ScriptUnit | undefined {
  try {
    return build();
  } catch (error) {
    const unit = brokenUnit(source.text, spanOf(source));
    const what = unit.objectName === undefined ? unit.what : `${unit.objectKind} ${unit.objectName}`;
    diagnostics.push(internalFailure(unit.span, what, error));
    return unit;
  }
}

/** Java and JavaScript sources: objects by name. */
function foreignObject(source: OpaqueUnit): CreateOther {
  const span = spanOf(source);
  const { kind, owner, name } = source.object;
  const parts = (owner === undefined ? [name] : [owner, name]).map((part) => identifier(span, part));
  return {
    kind: 'CreateOther',
    span,
    objectKind: kind.toUpperCase(),
    name: qualifiedName(span, ...(name === '' ? [] : parts)),
  };
}

/** The place of a whole unit. */
export function spanOf({ file, start, end }: Unit): Span {
  return { file, start, end };
}

/** The comments between the unit before and this one come first. */
function withLeading(unit: ScriptUnit, source: Unit, files: readonly SourceFile[] | undefined): ScriptUnit {
  const text = files?.[source.file]?.text;
  if (text === undefined || source.leading.length === 0) return unit;
  const leading = source.leading.map(({ start, end }) => text.slice(start, end).trimEnd());
  const node = unit as { comments?: LineNode['comments'] };
  node.comments = [...leading, ...(unit.comments ?? [])];
  return unit;
}
