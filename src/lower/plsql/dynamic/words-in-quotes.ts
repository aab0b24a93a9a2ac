import type { Analysis } from '../../../analyze/analysis.js';
import { isLiteral } from '../../../ir/kinds.js';
import { characterOf, operandsOf } from '../../../ir/literals.js';
import { identifier, nameNode } from '../../../ir/made-nodes.js';
import { copyInto, replaceNodes } from '../../../ir/map-tree.js';
import type {
  Block,
  Call,
  CallStatement,
  ExecuteImmediate,
  Expr,
  ScriptUnit,
  Statement,
  UsingArgument,
} from '../../../ir/oracle/index.js';
import type { OracleNode } from '../../../ir/oracle/node.js';
import { contains, nodesOf } from '../../../ir/walk.js';
import { parseStatementText } from '../../../parse/build/index.js';

/*
 * A block of dynamic SQL of which only values are known at run time, as literals around them or as numbers, takes those
 * as bind variables. A text that ends its literal is none; it is executed as it is.
 * In:  EXECUTE IMMEDIATE 'begin log_it(''' || p || ''', ' || n || '); end;'
 * Out: DECLARE quoted_1 VARCHAR2(32767) := p; quoted_2 NUMBER := n; BEGIN
 *        IF <quoted_1 holds a quote, quoted_2 is NULL> THEN EXECUTE IMMEDIATE …;
 *        ELSE EXECUTE IMMEDIATE 'begin log_it(:quoted_1, :quoted_2); end;' USING quoted_1, quoted_2; END IF;
 *      END
 * A text for DBMS_SQL.PARSE likewise, with a call of BIND_VARIABLE for each. (PL/SQL Language Reference, "EXECUTE
 * IMMEDIATE Statement", "Character Literals")
 */

/** The units with such values in variables; the same list where there are none. */
export function withWordsBound<T extends { readonly unit: ScriptUnit }>(
  analysis: Analysis,
  units: readonly T[],
): readonly T[] {
  let changed = false;
  const made = units.map((one) => {
    const blocks = new Map<OracleNode, Block>();
    // FORALL takes no block.
    const ofForAll = new Set<object>(nodesOf(one.unit, 'ForAll').map((node) => node.statement));
    for (const s of nodesOf(one.unit, 'ExecuteImmediate', 'CallStatement')) {
      const block = ofForAll.has(s) ? undefined : blockFor(analysis, s);
      if (block) blocks.set(s, block);
    }
    if (blocks.size === 0) return one;
    changed = true;
    return { ...one, unit: replaceNodes(one.unit, blocks) };
  });
  return changed ? made : units;
}

/** A value of the run in a text. */
interface Word {
  readonly name: string;
  readonly value: Expr;
  readonly isNumber: boolean;
  /** Are its quotes doubled, as those of a literal have to be? */
  readonly escaped: boolean;
}

function blockFor(analysis: Analysis, s: ExecuteImmediate | CallStatement): Block | undefined {
  if (s.kind === 'CallStatement') {
    const parsed = parsedText(analysis, s);
    const bound = parsed && textOf(analysis, parsed.text);
    return bound && parsedWithBinds(s, parsed, bound);
  }
  if (s.block || s.into || s.returning) return undefined;
  const bound = textOf(analysis, s.text);
  const using = bound && argumentsOf(bound, s);
  if (!using) return undefined;
  const { comments: _, blankBefore: __, trailingComment: ___, ...statement } = s;
  return chosen(s, bound, [{ ...statement, text: literalOf(s.text, bound), using }]);
}

const literalOf = ({ span }: Expr, { text }: BoundText): Expr => ({
  kind: 'StringLiteral',
  span,
  value: text,
  national: false,
});

/** The text with bind variables, where that is all that is not known of it. */
function textOf(analysis: Analysis, text: Expr): BoundText | undefined {
  const known = analysis.dynamicText(text);
  const parts = known?.parts ?? operandsOf(text);
  if (known?.whole || parts.every((part) => constantOf(part) !== undefined)) return undefined;
  if (!/^\s*begin\b/i.test(constantOf(parts[0] ?? '') ?? '')) return undefined;
  const bound = boundText(analysis, parts);
  return bound && bound.words.length > 0 && isUnderstood(bound.text) ? bound : undefined;
}

/** A call of DBMS_SQL.PARSE: its cursor and its text. */
interface ParsedText {
  readonly call: Call;
  readonly cursor: Expr;
  readonly text: Expr;
}

function parsedText(analysis: Analysis, { call }: CallStatement): ParsedText | undefined {
  if (call.kind !== 'Call' || call.args.length !== 3 || call.args.some((a) => a.name)) return undefined;
  const { base } = analysis.resolve(call);
  if (base.kind !== 'supplied' || base.package !== 'DBMS_SQL' || base.member !== 'PARSE') return undefined;
  const [cursor, text] = call.args.map((a) => a.value);
  return cursor && text && isSteady(analysis, cursor) ? { call, cursor, text } : undefined;
}

/** `DBMS_SQL.PARSE(c, …)` with a call of BIND_VARIABLE for each word. */
function parsedWithBinds(s: CallStatement, { call, cursor, text }: ParsedText, bound: BoundText): Block | undefined {
  if (usesNames(s, bound)) return undefined;
  const calls = bound.words.map(({ name }) => `DBMS_SQL.BIND_VARIABLE(cursor_, ':${name}', ${name});`).join(' ');
  const source = `BEGIN ${calls} END;`;
  const { unit } = parseStatementText(source);
  if (unit?.kind !== 'AnonymousBlock') return undefined;
  const placed = copyInto(
    unit,
    source,
    s.span,
    new Map(nodesOf(unit, 'Name').flatMap((n) => (n.parts[0]?.name === 'CURSOR_' ? [[n, cursor] as const] : []))),
  );
  const args = call.args.map((arg) => (arg.value === text ? { ...arg, value: literalOf(text, bound) } : arg));
  const { comments: _, blankBefore: __, trailingComment: ___, ...statement } = s;
  return chosen(s, bound, [{ ...statement, call: { ...call, args } }, ...placed.block.body]);
}

const usesNames = (s: OracleNode, { words }: BoundText): boolean =>
  contains(s, (node) => node.kind === 'Name' && node.parts.some((part) => words.some((w) => w.name === part.name)));

function constantOf(part: string | Expr): string | undefined {
  if (typeof part === 'string') return part;
  if (part.kind === 'StringLiteral') return part.value;
  if (part.kind === 'NumberLiteral' && /^\d{1,9}$/.test(part.text)) return String(Number(part.text));
  return part.kind === 'Call' ? characterOf(part) : undefined;
}

const isUnderstood = (text: string): boolean =>
  parseStatementText(text).diagnostics.every((d) => d.severity !== 'error');

interface BoundText {
  readonly text: string;
  readonly words: readonly Word[];
  /** The bind variables in the order of the text, each once. */
  readonly binds: readonly string[];
}

/** What stands for a word while the literals are looked at. */
const mark = (place: number): string => String.fromCharCode(0xe000 + place);
const marks = /[\ue000-\ue0ff]/;

/** The text with bind variables in the places of its words; undefined where one is no value on its own. */
function boundText(analysis: Analysis, parts: readonly (string | Expr)[]): BoundText | undefined {
  const values: Expr[] = [];
  const text = parts
    .map((part) => constantOf(part) ?? (typeof part === 'string' ? part : mark(values.push(part) - 1)))
    .join('');
  if (values.length > 200 || /\bn?q'/i.test(text) || compares.test(text.replace(/'(?:[^']|'')*'/g, '')))
    return undefined;
  const words: Word[] = [];
  const binds: string[] = [];
  const pieces = text.match(/--[^\n]*|\/\*[\s\S]*?\*\/|'(?:[^']|'')*'|"[^"]*"|:\s*\w[\w$#]*|[\s\S]/g) ?? [];
  let made = '';
  for (const [i, piece] of pieces.entries()) {
    if (piece.startsWith("'") && marks.test(piece)) {
      if (piece.length < 2 || !standsAlone(made, pieces, i)) return undefined;
      const names = [...piece.slice(1, -1)].flatMap((c) => (marks.test(c) ? [c] : []));
      const own = names.map((c) => wordAt(analysis, values, c, { isNumber: false }));
      if (own.some((word) => word === undefined)) return undefined;
      const found = own.flatMap((word) => word ?? []);
      words.push(...found);
      binds.push(...found.map((word) => word.name));
      const literals = piece.slice(1, -1).split(marks);
      made += literals
        .flatMap((one, k) => [...(one === '' ? [] : [`'${one}'`]), ...(found[k] ? [`:${found[k].name}`] : [])])
        .join(' || ');
    } else if (marks.test(piece)) {
      const word =
        piece.length === 1 && standsAlone(made, pieces, i)
          ? wordAt(analysis, values, piece, { isNumber: true })
          : undefined;
      if (!word) return undefined;
      words.push(word);
      binds.push(word.name);
      made += `:${word.name}`;
    } else {
      const [, bind] = /^:\s*(\w[\w$#]*)$/.exec(piece) ?? [];
      if (bind !== undefined && !binds.includes(bind.toUpperCase())) binds.push(bind.toUpperCase());
      made += piece;
    }
  }
  return { text: made, words, binds };
}

/**
 * Where a bind variable is not what the literal is: that is compared as CHAR, stands in types and pragmas, and in SQL.
 */
const compares =
  /\b(?:declare|pragma|cast|if|elsif|case|while|when|select|insert|update|delete|merge|in|like|between)\b/i;

/** Is what stands there an argument, or what a variable is set to, as a whole? */
function standsAlone(before: string, pieces: readonly string[], at: number): boolean {
  const behind = pieces.slice(at + 1).join('');
  return /(?:[(,]|=>|:=)\s*$/.test(before) && /^\s*[,);]/.test(behind);
}

function wordAt(
  analysis: Analysis,
  values: readonly Expr[],
  place: string,
  { isNumber }: { readonly isNumber: boolean },
): Word | undefined {
  const value = values[place.charCodeAt(0) - 0xe000];
  if (!value) return undefined;
  const name = `QUOTED_${values.indexOf(value) + 1}`;
  const { kind } = analysis.typeOf(value);
  if (isNumber)
    return kind === 'number' && isSteady(analysis, value) ? { name, value, isNumber, escaped: false } : undefined;
  const unescaped = beforeEscaping(analysis, value);
  if (unescaped) return isSteady(analysis, unescaped) ? { name, value: unescaped, isNumber, escaped: true } : undefined;
  const isText = kind === 'varchar2' || kind === 'char' || kind === 'number' || kind === 'date';
  return isText && isSteady(analysis, value) ? { name, value, isNumber, escaped: false } : undefined;
}

/** `p` of `REPLACE(p, '''', '''''')` */
function beforeEscaping(analysis: Analysis, value: Expr): Expr | undefined {
  if (value.kind !== 'Call') return undefined;
  const { base, steps } = analysis.resolve(value);
  if (base.kind !== 'builtin' || base.name !== 'REPLACE' || steps.length > 0) return undefined;
  const [text, from, to] = base.args.map((arg) => arg.value);
  const isDoubled =
    from?.kind === 'StringLiteral' && to?.kind === 'StringLiteral' && from.value === "'" && to.value === "''";
  return isDoubled && text && analysis.typeOf(text).kind === 'varchar2' ? text : undefined;
}

/** Variables and their fields, and what functions of Oracle make of them: the same wherever it is evaluated. */
function isSteady(analysis: Analysis, value: Expr): boolean {
  if (isLiteral(value)) return true;
  if (value.kind === 'Binary') return isSteady(analysis, value.left) && isSteady(analysis, value.right);
  if (value.kind !== 'Name' && value.kind !== 'Member' && value.kind !== 'Call') return false;
  const { base } = analysis.resolve(value);
  const args = value.kind === 'Call' ? value.args : [];
  return (base.kind === 'variable' || base.kind === 'builtin') && args.every((arg) => isSteady(analysis, arg.value));
}

/** What the bind variables get in the order of the text; undefined where USING does not fit them. */
function argumentsOf(bound: BoundText, s: ExecuteImmediate): readonly UsingArgument[] | undefined {
  if (usesNames(s, bound)) return undefined;
  const { words, binds } = bound;
  const given = [...s.using];
  const using = binds.flatMap((name): UsingArgument[] => {
    const word = words.find((w) => w.name === name);
    if (!word) return given.splice(0, 1);
    const { span } = word.value;
    return [{ kind: 'UsingArgument', span, mode: 'IN', value: nameNode(span, identifier(span, name)) }];
  });
  return using.length === binds.length && given.length === 0 ? using : undefined;
}

/** The block that tells by the words which of the two texts is executed. */
function chosen(s: Statement, { words }: BoundText, made: readonly Statement[]): Block | undefined {
  const declared = words.map(({ name, isNumber }) => `${name} ${isNumber ? 'NUMBER' : 'VARCHAR2(32767)'} := ${name}_;`);
  const odd = words.flatMap(({ name, isNumber, escaped }) => {
    if (isNumber) return [`${name} IS NULL OR INSTR(TO_CHAR(${name}), ',') > 0`];
    return escaped ? [] : [`INSTR(${name}, '''') > 0`];
  });
  const source =
    odd.length === 0
      ? `DECLARE ${declared.join(' ')} BEGIN bound; END;`
      : `DECLARE ${declared.join(' ')} BEGIN IF ${odd.join(' OR ')} THEN written; ELSE bound; END IF; END;`;
  const { unit } = parseStatementText(source);
  if (unit?.kind !== 'AnonymousBlock') return undefined;
  const { comments, blankBefore, trailingComment, ...statement } = s;
  const replaced = new Map<object, object>();
  for (const call of nodesOf(unit, 'CallStatement')) {
    const callee = call.call.kind === 'Name' ? call.call.parts[0]?.name : undefined;
    if (callee === 'WRITTEN') replaced.set(call, statement);
  }
  for (const name of nodesOf(unit, 'Name')) {
    const word = words.find((w) => `${w.name}_` === name.parts[0]?.name);
    if (word) replaced.set(name, word.value);
  }
  const copied = copyInto(unit, source, s.span, replaced);
  const place = nodesOf(copied, 'CallStatement').find(
    (c) => c.call.kind === 'Name' && c.call.parts[0]?.name === 'BOUND',
  );
  const { block } = place ? replaceNodes(copied, new Map([[place, made]])) : copied;
  return {
    ...block,
    ...(comments && { comments }),
    ...(blankBefore && { blankBefore }),
    ...(trailingComment && { trailingComment }),
  };
}
