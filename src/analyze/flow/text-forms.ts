import type { Expr, ScriptUnit } from '../../ir/oracle/index.js';
import type { OracleNode } from '../../ir/oracle/node.js';
import type { AnalyzeContext } from '../context.js';
import { isWholeText, type TextForm } from '../model/known-text.js';
import type { VariableSymbol } from '../model/symbols.js';
import type { OracleType } from '../model/types.js';
import { textOfConstant } from './dynamic-text.js';
import { FewTexts } from './few-texts.js';
import { followTexts, type HeldTexts, plainVariable, writtenIn } from './text-flow.js';
import { textsWithoutVariables } from './whole-texts.js';

/*
 * A text that grows by conditions, often with values of the run in it:
 *   l_sql := 'select … where dept = ' || p_dept;
 *   IF p_name IS NOT NULL THEN l_sql := l_sql || ' and name = ''' || REPLACE(p_name, '''', '''''') || ''''; END IF;
 * It has one of a few forms, each of which can be compiled: pieces that are known, and values that are, where it is
 * executed, still what went into it. Without such values the form is the text itself.
 */

const queryOrDml = /^\s*(select|with|insert|update|delete|merge)\b/i;

/** Where values are in them, texts of all forms together that are longer would be too much to have in one place. */
const longest = 12_000;

/**
 * Notes for each text of EXECUTE IMMEDIATE and OPEN … FOR which forms it may have. One text that is known as a whole is
 * none of these (`noteDynamicTexts`).
 */
export function noteTextForms(cx: AnalyzeContext, units: readonly ScriptUnit[]): void {
  followTexts(cx, units, (excluded) => new Forms(cx, excluded));
}

class Forms extends FewTexts<TextForm> {
  /** A number for each value: the same where it is the same place of the source. */
  private readonly places = new Map<Expr, number>();

  protected literal(text: string): TextForm {
    return text === '' ? [] : [text];
  }

  protected joined(left: TextForm, right: TextForm): TextForm {
    const [last, first] = [left.at(-1), right[0]];
    return typeof last === 'string' && typeof first === 'string'
      ? [...left.slice(0, -1), last + first, ...right.slice(1)]
      : [...left, ...right];
  }

  protected keyOf(form: TextForm): string {
    return JSON.stringify(form.map((piece) => (typeof piece === 'string' ? piece : this.placeOf(piece))));
  }

  private placeOf(value: Expr): number {
    const place = this.places.get(value) ?? this.places.size;
    this.places.set(value, place);
    return place;
  }

  protected others(expr: Expr): readonly TextForm[] | undefined {
    const variable = plainVariable(this.cx, expr);
    const constant = variable && textOfConstant(variable);
    if (constant && constant !== expr) return this.textsOf(constant, new Map());
    const texts = textsWithoutVariables(this.cx, expr);
    if (texts) return texts.map((text) => this.literal(text));
    return variablesOf(this.cx, expr) ? [[expr]] : undefined;
  }

  protected override hold(
    variable: VariableSymbol,
    forms: readonly TextForm[] | undefined,
    held: HeldTexts<readonly TextForm[]>,
  ): void {
    const isLasting = forms && !this.use(forms, (v) => v === variable || this.excluded.has(v));
    super.hold(variable, isLasting ? forms : undefined, held);
  }

  protected note(expr: Expr, held: HeldTexts<readonly TextForm[]>): void {
    const forms = this.textsOf(expr, held);
    // What ends the transaction has to be known as such where its routine is called.
    if (!forms?.every(([first]) => typeof first === 'string' && queryOrDml.test(first))) return;
    const literals = forms.flat().filter((piece) => typeof piece === 'string');
    const isFew = forms.every(isWholeText)
      ? forms.length > 1
      : literals.reduce((sum, { length }) => sum + length, 0) <= longest;
    if (isFew) this.cx.facts.textForms.set(expr, forms);
  }

  protected forget(nodes: readonly OracleNode[], held: HeldTexts<readonly TextForm[]>): void {
    if (held.size === 0) return;
    for (const node of nodes) {
      const written = writtenIn(this.cx, node);
      for (const [variable, forms] of held)
        if (written.has(variable) || this.use(forms, (v) => written.has(v))) held.delete(variable);
    }
  }

  protected override leave(declared: ReadonlySet<VariableSymbol>, held: HeldTexts<readonly TextForm[]>): void {
    for (const [variable, forms] of held) if (this.use(forms, (v) => declared.has(v))) held.delete(variable);
  }

  private use(forms: readonly TextForm[], isMeant: (variable: VariableSymbol) => boolean): boolean {
    return forms.some((form) =>
      form.some((piece) => typeof piece !== 'string' && (variablesOf(this.cx, piece) ?? []).some(isMeant)),
    );
  }
}

/** Functions that give a text for any text, TO_CHAR for a number or date, and never fail. */
const ofTexts: ReadonlySet<string> = new Set([
  'INITCAP',
  'LOWER',
  'LTRIM',
  'NVL',
  'REPLACE',
  'RTRIM',
  'TO_CHAR',
  'TRIM',
  'UPPER',
]);

/**
 * The local variables that a value is made of which is the same wherever it is worked out, until one of them changes,
 * and which never fails; undefined of another one. `isTaken`: the types that it may have.
 */
function variablesOf(cx: AnalyzeContext, expr: Expr, isTaken = isPlain): readonly VariableSymbol[] | undefined {
  switch (expr.kind) {
    case 'StringLiteral':
      return [];
    case 'Name':
    case 'Member':
    case 'Call':
      break;
    default:
      return undefined;
  }
  const resolution = cx.facts.resolutions.get(expr);
  if (!resolution) return undefined;
  const { base, steps } = resolution;
  if (base.kind === 'variable') {
    const isField = steps.length === 0 || (base.variable.type.kind === 'record' && steps.length === 1);
    const isLocal = base.variable.storage !== 'package' && steps.every((step) => step.kind === 'field');
    return isLocal && isField && isTaken(resolution.type) ? [base.variable] : undefined;
  }
  if (base.kind !== 'builtin' || steps.length > 0 || !ofTexts.has(base.name)) return undefined;
  const [first, ...more] = base.args;
  if (!first || base.args.some((arg) => arg.name)) return undefined;
  const given = [first.value, ...more.map((arg) => arg.value)].map((value) =>
    variablesOf(cx, value, (type) => isPlain(type) || type.kind === 'date'),
  );
  const isTotal = base.name === 'TO_CHAR' ? isFormatted(cx, first.value, more) : isOfTexts(cx, base.args);
  return isTotal && given.every((variables) => variables !== undefined) ? given.flat() : undefined;
}

/** A date is written as the session says, which may change. */
const isPlain = ({ kind }: OracleType): boolean => kind === 'varchar2' || kind === 'number' || kind === 'plsInteger';

/** Formats of dates that Oracle certainly takes. */
const dateFormat =
  /^(?:[\s\-/.,:;]*(?:fm)?(?:yyyy|yy|rrrr|rr|month|mon|mm|ddd|dd|day|dy|d|hh24|hh12|hh|mi|sssss|ss|am|pm|ww|iw|q|j))+$/i;

/** What comes of a number, or of a date by a format that is written there. */
function isFormatted(cx: AnalyzeContext, first: Expr, formats: readonly { readonly value: Expr }[]): boolean {
  const kind = cx.facts.resolutions.get(first)?.type.kind;
  const [format, ...more] = formats;
  if (kind === 'number' || kind === 'plsInteger') return !format;
  return (
    kind === 'date' &&
    format?.value.kind === 'StringLiteral' &&
    dateFormat.test(format.value.value) &&
    more.length === 0
  );
}

const isOfTexts = (cx: AnalyzeContext, args: readonly { readonly value: Expr }[]): boolean =>
  args.every(
    ({ value }) => value.kind === 'StringLiteral' || cx.facts.resolutions.get(value)?.type.kind === 'varchar2',
  );
