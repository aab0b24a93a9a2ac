import type { Analysis } from '../../../analyze/analysis.js';
import type { QualifiedName, ScriptUnit } from '../../../ir/oracle/index.js';
import type { PgStatement } from '../../../ir/postgres/index.js';
import type { Span } from '../../../ir/span.js';
import type { Naming } from '../../naming/naming.js';
import { literal, regclassText } from '../names.js';
import { runtimeStatement } from '../runtime-statement.js';

/** What the notes are made from. */
export interface NotesContext {
  readonly analysis: Analysis;
  readonly naming: Naming;
  /** The text of the source. */
  textOf(span: Span): string;
  /** Does any input read a view of one of these families: VIEWS, TAB_COLUMNS, …? */
  reads(...families: readonly string[]): boolean;
}

/** `select ora.call('…', '…')`: a function of the runtime that keeps a note; undefined as null. */
export const noteCall = (span: Span, call: string, ...args: readonly (string | undefined)[]): PgStatement =>
  runtimeStatement(span, call, ...args.map((arg) => (arg === undefined ? 'null' : literal(arg))));

/** Notes one part of what is known of a table, view or sequence; nothing where it is not among the inputs. */
export const note = (
  cx: NotesContext,
  unit: ScriptUnit,
  name: QualifiedName,
  part: string,
  value: string,
): PgStatement[] => notedBy(cx, unit, name, 'note_definition', part, value);

/** The call of a function of the runtime that notes something of a table, view or sequence of the inputs. */
export function notedBy(
  cx: NotesContext,
  unit: ScriptUnit,
  name: QualifiedName,
  call: string,
  ...args: readonly (string | undefined)[]
): PgStatement[] {
  const own = cx.analysis.declared(unit) ?? cx.analysis.objectAt(name.parts, name.span);
  const symbol = own?.kind === 'relation' || own?.kind === 'sequence' ? own : relationOf(cx, name);
  if (!symbol || (symbol.kind === 'relation' && symbol.supplied)) return [];
  return [noteCall(unit.span, call, regclassText(cx.naming.of(symbol)), ...args)];
}

/** The table or view of the inputs that a name means. */
export function relationOf(cx: NotesContext, name: QualifiedName) {
  const symbol = cx.analysis.objectAt(name.parts, name.span);
  return symbol?.kind === 'relation' && !symbol.supplied ? symbol : undefined;
}

/**
 * The text of an expression with the parentheses that stand around it, as Oracle keeps it: `(1 + 2)` of
 * `DEFAULT (1 + 2)`.
 * @param without how many pairs belong to the clause itself
 */
export function textInParentheses(cx: NotesContext, span: Span, without = 0): string {
  const { found } = inParentheses(cx, span);
  return found[Math.max(0, found.length - 1 - without)] ?? '';
}

/** The text of a DEFAULT, which Oracle keeps up to the word that follows: `1 ` of `DEFAULT 1 NOT NULL`. */
export function textOfDefault(cx: NotesContext, span: Span): string {
  const { found, after } = inParentheses(cx, span);
  return `${found.at(-1) ?? ''}${/^\s*/.exec(after)?.[0] ?? ''}`;
}

/** The texts of an expression, with more and more of the parentheses around it, and what stands behind the last. */
function inParentheses(cx: NotesContext, span: Span): { readonly found: readonly string[]; readonly after: string } {
  const found = [cx.textOf(span)];
  const { inText } = span;
  const read = (from: number, to: number): string =>
    inText ? inText.text.slice(Math.max(0, from), to) : cx.textOf({ ...span, start: Math.max(0, from), end: to });
  let { start, end } = inText ?? span;
  for (;;) {
    const before = /\(\s*$/.exec(read(start - reach, start));
    const after = /^\s*\)/.exec(read(end, end + reach));
    if (!before || !after) return { found, after: read(end, end + reach) };
    start -= before[0].length;
    end += after[0].length;
    found.push(read(start, end));
  }
}

/** Farther away no parenthesis is looked for. */
const reach = 40;
