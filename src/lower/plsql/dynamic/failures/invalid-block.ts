import { dynamicTextFails } from '../../../../diagnostics/op3-dynamic.js';
import type { ExecuteImmediate } from '../../../../ir/oracle/index.js';
import type { OracleNode } from '../../../../ir/oracle/node.js';
import { sqlstateOf } from '../../../../ir/oracle-error.js';
import type { PlStatement } from '../../../../ir/postgres/index.js';
import type { Span } from '../../../../ir/span.js';
import { walk } from '../../../../ir/walk.js';
import { parseStatementText } from '../../../../parse/build/index.js';
import { endsBlock } from '../../../../parse/build/plsql/block-text.js';
import { uncompiled } from '../../../../parse/uncompiled/uncompiled.js';
import { b } from '../../../builders.js';
import { foldName, quotedInText } from '../../../naming/naming.js';
import { isRoutineNamed } from '../../../unresolved/missing.js';
import type { BodyBuilder } from '../../body/body-builder.js';
import { constantText } from '../../effects/texts/constant-text.js';
import { withoutNeeds } from '../../effects/without-needs.js';
import { raiseError } from '../../errors/capture.js';
import { uncompiledNames } from '../../uncompiled/uncompiled-names.js';

/*
 * Oracle compiles the block of a text before it runs any of it: where it cannot, EXECUTE IMMEDIATE raises ORA-06550,
 * which programs handle. (Database Error Messages, ORA-06550)
 */

/**
 * The error of a block that is not understood, or that Oracle does not compile, which is what `error` says; undefined
 * for other texts. `isCertain`: its end is missing, whatever the grammar here does not know.
 */
export function brokenBlock(
  rc: BodyBuilder,
  s: ExecuteImmediate,
  text: string,
): { readonly statements: PlStatement[]; readonly error?: string; readonly isCertain?: boolean } | undefined {
  if (s.block || !/^\s*(declare|begin)\b/i.test(text)) return undefined;
  const { unit, diagnostics } = parseStatementText(text);
  const first = diagnostics.find((d) => d.severity === 'error');
  const wrong = unit?.kind === 'AnonymousBlock' && !first ? uncompiled(unit.block) : undefined;
  if (wrong) return { statements: invalid(rc, s, text, wrong.span.start, wrong.error), error: wrong.error };
  if (unit && !first && endsBlock(text)) return undefined;
  const said = 'PLS-00103: Encountered a symbol that is not expected';
  return {
    statements: invalid(rc, s, text, Math.max(0, first?.span.start ?? 0), said),
    isCertain: !endsBlock(text),
  };
}

/**
 * The statements of a block; or the error, where a name in it is not known. A session's script holds all that there is,
 * but what an installation runs may call what is not among its inputs: there the statement stays refused.
 */
export function compiledBlock(
  rc: BodyBuilder,
  s: ExecuteImmediate,
  block: OracleNode & { readonly span: Span },
  lowered: PlStatement[],
): PlStatement[] {
  const text = constantText(rc.unit, s.text);
  if (text === undefined) return lowered;
  const wrong = uncompiledNames(rc.unit, block, [...s.using.map(({ value }) => value), ...(s.into?.targets ?? [])]);
  if (wrong) {
    rc.unit.report(dynamicTextFails(s.text.span, wrong.error));
    return invalid(rc, s, text, placeIn(text, block.span, wrong.span) ?? 0, wrong.error);
  }
  if (rc.unit.options.installerBlocks) return lowered;
  const unknown = unknownName(lowered);
  if (unknown) return undeclared(rc, s, text, unknown.name, placeIn(text, block.span, unknown.span));
  const tables = unknownTables(rc, block);
  const gone = withoutNeeds(
    rc.unit,
    s.span,
    block,
    (name) => placed(text, Math.max(0, text.toUpperCase().indexOf(name))),
    (message) => raiseError(rc, s.span, sqlstateOf(6550), message),
  );
  if (tables.length === 0) return [...gone, ...lowered];
  const missing = tables.map((table) =>
    b.isNull(s.span, b.call(s.span, 'to_regclass', b.text(s.span, quotedInText(foldName(table))))),
  );
  const condition = missing.length === 1 && missing[0] ? missing[0] : b.or(s.span, ...missing);
  const place = text.toUpperCase().indexOf(tables[0] ?? '');
  const failure = invalid(rc, s, text, Math.max(0, place), 'PL/SQL: ORA-00942: table or view does not exist');
  return [b.ifThen(s.span, condition, failure), ...gone, ...lowered];
}

function invalid(rc: BodyBuilder, s: ExecuteImmediate, text: string, place: number, said: string): PlStatement[] {
  return [...raiseError(rc, s.span, sqlstateOf(6550), `${placed(text, place)}\n${said}`)];
}

/** `ORA-06550: line 1, column 7:` */
export function placed(text: string, place: number): string {
  const { line, column } = placeOfText(text, place);
  return `ORA-06550: line ${line}, column ${column}:`;
}

/** Line and column of a place in a text, both from 1. */
export function placeOfText(text: string, place: number): { readonly line: number; readonly column: number } {
  const before = text.slice(0, place).split('\n');
  return { line: before.length, column: (before.at(-1)?.length ?? 0) + 1 };
}

/**
 * PLS-00201, or PLS-00302 of what a package does not have, at its place; then the statement that has the name, which is
 * not compiled. (Database Error Messages, PLS-00201, PLS-00302)
 */
function undeclared(
  rc: BodyBuilder,
  s: ExecuteImmediate,
  text: string,
  name: string,
  statement: number | undefined,
): PlStatement[] {
  const [owner = '', member] = name.split('.');
  const isMember = member !== undefined && rc.unit.analysis.catalog.packages.some((p) => p.name === owner);
  const at = Math.max(0, text.toUpperCase().indexOf(name));
  const ignored = statement === undefined ? '' : `\n${placed(text, statement)}\nPL/SQL: Statement ignored`;
  if (isRoutineNamed(rc.unit.analysis.catalog, owner, member)) {
    const wrong = `PLS-00306: wrong number or types of arguments in call to '${member ?? owner}'`;
    return invalid(rc, s, text, at, wrong + ignored);
  }
  const said = isMember
    ? `PLS-00302: component '${member}' must be declared`
    : `PLS-00201: identifier '${name}' must be declared`;
  return invalid(rc, s, text, isMember ? at + owner.length + 1 : at, said + ignored);
}

/**
 * Where a part of the block begins in its text; undefined where that was written in another way, with quotes doubled.
 */
function placeIn(text: string, block: Span, part: Span): number | undefined {
  if (part.inText) return part.inText.start;
  const at = part.start - block.start + text.search(/\S/);
  return at < 0 || at > text.length || text.slice(0, at).includes("'") ? undefined : at;
}

/** The first name that a statement of the block was refused for, and that statement. */
function unknownName(lowered: readonly PlStatement[]): { readonly name: string; readonly span: Span } | undefined {
  let found: { readonly name: string; readonly span: Span } | undefined;
  for (const statement of lowered)
    walk(statement, (node) => {
      if (node.kind === 'PlRaise' && node.refused?.invalid?.kind === 'unknownName')
        found ??= { name: node.refused.invalid.name, span: node.span };
    });
  return found;
}

/** Tables without owner that are not among the inputs. */
function unknownTables(rc: BodyBuilder, block: OracleNode): readonly string[] {
  const found = new Set<string>();
  walk(block, (node) => {
    if (node.kind === 'ExecuteImmediate') return false;
    if (node.kind !== 'TableRef') return true;
    const { name } = node;
    const source = rc.unit.analysis.sourceOf(node);
    const [only, more] = name.parts;
    if (source?.kind === 'relation' && !source.relation && name.link === undefined && only && !more)
      found.add(only.name);
    return true;
  });
  return [...found];
}
