import { isText } from '../../../../analyze/model/operators.js';
import type { Expr } from '../../../../ir/oracle/index.js';
import type { PgExpr } from '../../../../ir/postgres/index.js';
import type { Span } from '../../../../ir/span.js';
import { b } from '../../../builders.js';
import type { ExprContext } from '../../../context.js';
import { convert } from '../../../expressions/conversions/convert.js';
import { lowerExpr } from '../../../expressions/index.js';
import { foldName } from '../../../naming/naming.js';
import type { Unquoted } from './text-operands.js';
import { wordHomes } from './word-homes.js';

/** A part of dynamic SQL that is known at run time only, and the name that stands for it while the text is compiled. */
export interface Hole {
  readonly name: string;
  readonly value: Expr;
  /** It stands in a string literal: `'… where name = ''' || p || ''''`. */
  readonly inLiteral: boolean;
  /**
   * Nothing but a name is taken at run time, or a part of one. `code`: Oracle's error where none can be meant; without
   * it that is refused.
   */
  readonly identifier?: { readonly whole: boolean; readonly code: number | undefined };
  /** The type of a new column. */
  readonly isType?: boolean;
  /** A number without which the statement is wrong: ORA-00936. */
  readonly required?: boolean;
  /** Any text between the quotes of a literal, but for what would end it. */
  readonly unquoted?: Unquoted;
}

/**
 * The name of the part at a place: a number where a number stands, such as no value has in it, since each name is looked
 * for where the values of others stand already.
 */
export const holeName = (place: number, isNumber: boolean): string =>
  isNumber ? `9070518304726${String(place).padStart(2, '0')}` : `dyn_${place + 1}_`;

/** Is the part known to be a number? */
export const isNumberHole = ({ name }: Pick<Hole, 'name'>): boolean => /^9070518304726\d\d$/.test(name);

/**
 * The template with the words in the places of their names, at run time. `text`: what was compiled. `isDdl`: a number
 * is no expression there, which would take parentheses.
 */
export function withWords(
  ex: ExprContext,
  template: PgExpr,
  text: string,
  holes: readonly Hole[],
  isDdl: boolean,
): PgExpr {
  const { span } = template;
  const put = (all: PgExpr, name: string, value: PgExpr): PgExpr =>
    b.call(span, 'replace', all, b.text(span, name), value);
  const owned = holes.flatMap((owner) => packagesOf(text, owner.name).map((name) => ({ owner, name })));
  const withPackages = owned.reduce((all, { owner, name }) => {
    const known = holes.find((h) => h.name === name);
    const named = known ? word(ex, known.value, 'text') : b.text(span, name.toUpperCase());
    const schema = b.ora(span, 'dynamic_package', word(ex, owner.value, 'text'), named);
    return put(all, `${owner.name}.${foldName(name.toUpperCase())}.`, b.binary(span, '||', schema, b.text(span, '.')));
  }, template);
  // A text may be anything, and has no words put into it: numbers come first.
  const inOrder = [...holes.filter((hole) => !hole.inLiteral), ...holes.filter((hole) => hole.inLiteral)];
  return inOrder.reduce((all, hole) => {
    const { name, value, inLiteral, identifier, required, unquoted } = hole;
    const asItIs = inLiteral || (isDdl && isNumberHole({ name }));
    const place = asItIs ? 'text' : placeOf(text, name);
    const inPlace = (into: PgExpr): PgExpr => {
      if (identifier && !asItIs) return put(into, name, identifierAt(ex, hole, place));
      const source = asItIs ? undefined : sourceInParentheses(text, name);
      if (source) return put(into, name, sourceAt(ex, hole, source));
      if (required) {
        const check = text.includes(`-${name}`) ? 'dynamic_subtrahend' : 'dynamic_operand';
        return put(into, name, b.ora(span, check, word(ex, value, 'text')));
      }
      const given = word(ex, value, place);
      const checked = unquoted ? withoutQuotes(given, unquoted) : given;
      return put(into, name, asItIs ? b.coalesce(span, checked, b.text(span, '')) : checked);
    };
    if (inLiteral) return inPlace(all);
    if (template.kind !== 'PgStatementText') return inPlace(all);
    const { schemas, alone } = wordHomes(template.statement, name, text);
    const named = schemas.reduce((into, home) => put(into, `${home}.${name}`, nameAt(ex, home, hole)), all);
    return alone ? inPlace(named) : named;
  }, withPackages);
}

/** The text, which no quote may end. */
const withoutQuotes = (text: PgExpr, { inPattern }: Unquoted): PgExpr =>
  b.ora(text.span, 'dynamic_unquoted', text, ...(inPattern ? [b.text(text.span, '\\')] : []));

/** Where a word stands in the text. */
type Place = 'owner' | 'value' | 'relation' | 'word';

/**
 * Does the word stand before a point, where a schema is named, alone, where a value is asked for, or where a query or
 * DML names a table?
 */
function placeOf(text: string, name: string): Place {
  if (new RegExp(`(^|[^\\w$#."])"?${name}"?\\s*\\.`).test(text)) return 'owner';
  const isAlone = new RegExp(`(:=\\s*${name}\\s*;|^\\s*select\\s+${name}\\s+from\\s+(sys\\.)?dual\\s*$)`, 'i').test(
    text,
  );
  if (isAlone) return 'value';
  const places = text.match(new RegExp(name, 'g')) ?? [];
  const named = [...text.matchAll(new RegExp(`${beforeRelation.source}${name}(?![\\w$#"]|\\s*\\.)`, 'gi'))];
  return isRows.test(text) && named.length === places.length ? 'relation' : 'word';
}

/** What stands before the name of a table that is read from or changed. */
const beforeRelation = /(?:\b(?:from|join|into|update|using)|^\s*delete)\s+/;

/** Queries and DML. */
const isRows = /^[\s(]*(?:select|with|insert|update|delete|merge)\b/i;

/** The packages whose owner the word is: `' || owner || '.pkg.f(…)`. */
function packagesOf(text: string, name: string): readonly string[] {
  const found = text.matchAll(new RegExp(`(?<![\\w$#."])${name}\\.([a-z][\\w$#]*)\\.[a-z][\\w$#]*`, 'gi'));
  return [...new Set([...found].map(([, wanted = '']) => wanted))];
}

/**
 * Stands the word alone in parentheses that a query reads from, `FROM (' || p_query || ')'`? It is a query there, or a
 * table; `named`: the text gives it a name.
 */
export function sourceInParentheses(text: string, name: string): { readonly named: boolean } | undefined {
  if (!new RegExp(`\\(\\s*${name}\\s*\\)`).test(text)) return undefined;
  const places = text.match(new RegExp(name, 'g')) ?? [];
  const found = [
    ...text.matchAll(
      new RegExp(
        `(?<=\\b(?:from|join|using)\\s*|\\bfrom\\s(?:(?!\\b(?:where|group|having|order|connect|start)\\b)[^;])*,\\s*)\\(\\s*${name}\\s*\\)\\s*(?:(?:as\\s+)?"?([a-z][\\w$#]*))?`,
        'gi',
      ),
    ),
  ].map(([, next]) => next !== undefined && !behindSource.test(next));
  const [named] = found;
  return named !== undefined && found.length === places.length && found.every((other) => other === named)
    ? { named }
    : undefined;
}

/** Words that go on behind what a query reads from. */
const behindSource =
  /^(?:where|start|connect|group|having|order|offset|fetch|for|union|minus|intersect|except|on|using|join|inner|left|right|full|cross|natural|outer|model|pivot|unpivot|match_recognize|sample|partition|window|when|versions)$/i;

const runtimeOf = {
  owner: 'dynamic_owner',
  value: 'dynamic_value',
  relation: 'dynamic_relation',
  word: 'dynamic_word',
} as const;

/** The word that takes a name's place; as `text`, what it is in Oracle. */
export function word(ex: ExprContext, value: Expr, place: Place | 'text' = 'word'): PgExpr {
  const type = ex.unit.analysis.typeOf(value);
  const lowered = lowerExpr(ex, value);
  const asText = isText(type)
    ? lowered
    : convert(ex, lowered, { from: type, to: { kind: 'varchar2' }, span: value.span });
  if (place === 'text') return asText;
  return b.ora(value.span, isText(type) ? runtimeOf[place] : 'dynamic_number', asText);
}

/** The word as the name of a table, which may bring its own schema. */
function nameAt(ex: ExprContext, home: string, hole: Hole): PgExpr {
  const { span } = hole.value;
  return b.ora(span, 'dynamic_name', b.text(span, home), checkedWord(ex, hole));
}

/** The word as the query or table that stands in parentheses. */
function sourceAt(ex: ExprContext, { value }: Hole, { named }: { readonly named: boolean }): PgExpr {
  const { span } = value;
  return b.ora(span, 'dynamic_source', word(ex, value, 'text'), b.boolean(span, named), ...schemaOfText(ex, span));
}

/** The word where nothing but a name can stand. */
function identifierAt(ex: ExprContext, hole: Hole, place: Place | 'text'): PgExpr {
  const checked = checkedWord(ex, hole);
  return hole.identifier?.whole && place !== 'text' ? b.ora(hole.value.span, runtimeOf[place], checked) : checked;
}

/** The text as Oracle has it, with its words, which are known to be names. */
export function checkedText(ex: ExprContext, span: Span, text: string, holes: readonly Hole[]): PgExpr {
  const pieces = text.split(new RegExp(`(${holes.map((h) => h.name).join('|')})`)).filter((piece) => piece !== '');
  const shown = pieces.map((piece) => {
    const hole = holes.find((h) => h.name === piece);
    return hole ? checkedWord(ex, hole) : b.text(span, piece);
  });
  return shown.reduce((all, piece) => b.concat(span, all, piece));
}

/** What the word is in Oracle, as text, once it is known to be what it has to be. */
function checkedWord(ex: ExprContext, { value, identifier, isType }: Hole): PgExpr {
  const { span } = value;
  const text = word(ex, value, 'text');
  if (isType) return b.ora(span, 'dynamic_column_type', text);
  if (!identifier) return text;
  if (!identifier.whole) return b.ora(span, 'dynamic_identifier_part', text);
  const { code } = identifier;
  if (code === 903) return b.ora(span, 'dynamic_identifier', text);
  return b.ora(span, 'dynamic_identifier', text, code === undefined ? b.null(span) : b.num(span, code));
}

/** The schema in which the names of the text are looked for, where it is not the one that everything else stands in. */
export function schemaOfText({ unit: { analysis, naming } }: Pick<ExprContext, 'unit'>, span: Span): readonly PgExpr[] {
  const schema = naming.schemaOf(analysis.ownerAt(span));
  return schema === naming.schemaOf('') ? [] : [b.text(span, schema)];
}
