import type {
  PgAnd,
  PgArray,
  PgBinary,
  PgBoolean,
  PgCall,
  PgCase,
  PgCast,
  PgColumn,
  PgDerivedTable,
  PgExists,
  PgExpr,
  PgField,
  PgFromFunction,
  PgFromItem,
  PgIs,
  PgIsDistinct,
  PgJoin,
  PgNull,
  PgNumber,
  PgOr,
  PgQueryStatement,
  PgRaw,
  PgScalarSubquery,
  PgSelect,
  PgSelectCore,
  PgSelectItem,
  PgStar,
  PgString,
  PgSubscript,
  PgTable,
  PgType,
  PgTypedLiteral,
  PlAssign,
  PlBlock,
  PlDeclaration,
  PlExit,
  PlHandler,
  PlIf,
  PlLoop,
  PlNull,
  PlPerform,
  PlRaise,
  PlReturn,
  PlStatement,
  PlVariable,
  Refused,
} from '../ir/postgres/index.js';
import type { Span } from '../ir/span.js';
import { bothForms, formFor } from './forms-in-plpgsql.js';

/** PostgreSQL's own types by name, and those with modifiers. */
export const pgTypes = {
  numeric: builtin('numeric'),
  text: builtin('text'),
  timestamp: builtin('timestamp'),
  timestamptz: builtin('timestamp with time zone'),
  /** An Oracle DATE. */
  date: builtin('timestamp', '(0)'),
  interval: builtin('interval'),
  boolean: builtin('boolean'),
  smallint: builtin('smallint'),
  integer: builtin('integer'),
  bigint: builtin('bigint'),
  real: builtin('real'),
  double: builtin('double precision'),
  bytea: builtin('bytea'),
  xml: builtin('xml'),
  jsonb: builtin('jsonb'),
  refcursor: builtin('refcursor'),
  record: builtin('record'),
  varchar: (length: number): PgType => builtin('varchar', `(${length})`),
  char: (length: number): PgType => builtin('char', `(${length})`),
  decimal: (precision: number, scale = 0): PgType =>
    builtin('numeric', scale === 0 ? `(${precision})` : `(${precision},${scale})`),
  timestamptzOf: (digits: number): PgType => builtin('timestamp with time zone', `(${digits})`),
  /** A type of the converted schema. */
  named: (...parts: readonly string[]): PgType => ({ name: parts }),
  arrayOf: (element: PgType): PgType => ({ ...element, array: true }),
  /** `table.column%type`, `variable%type`. */
  typeOf: (...parts: readonly string[]): PgType => ({ name: parts, anchor: '%type' }),
  rowtypeOf: (...parts: readonly string[]): PgType => ({ name: parts, anchor: '%rowtype' }),
} as const;

function builtin(name: string, modifiers?: string): PgType {
  return modifiers === undefined ? { name: [name] } : { name: [name], modifiers };
}

/** What a SELECT may have besides its items; bare expressions become items without alias. */
interface SelectParts
  extends Partial<Omit<PgSelectCore, 'kind' | 'span' | 'items'>>,
    Partial<Omit<PgSelect, 'kind' | 'span' | 'body'>> {
  readonly items: readonly (PgExpr | PgSelectItem)[];
}

interface BlockParts {
  readonly label?: string;
  readonly declarations?: readonly PlDeclaration[];
  readonly body: readonly PlStatement[];
  readonly handlers?: readonly PlHandler[];
}

/** Is it a call of one of the functions? Those of the runtime are named with its schema: `ora.fit`. */
export const isCall = (value: { readonly kind: string } | undefined, ...names: readonly string[]): value is PgCall =>
  value?.kind === 'PgCall' && names.includes((value as PgCall).name.join('.'));

/** Is it a call of the runtime's function, in the form that it has in SQL or in PL/pgSQL? */
export const isRuntimeCall = (value: PgExpr, name: string): value is PgCall =>
  isCall(value, ...bothForms(name).map((form) => `ora.${form}`));

/** Is it a call of `ora.fit`, in any form? */
export const isFit = (value: PgExpr): boolean =>
  isCall(value, 'ora.fit', 'ora.fit_computed', 'ora.fit_column', 'ora.fit_fetched');

/** Is it the column or variable of this name alone? */
export const isNamed = (expr: PgExpr | undefined, name: string): boolean =>
  expr?.kind === 'PgColumn' && expr.parts.length === 1 && expr.parts[0] === name;

function isSameType(a: PgType, other: PgType): boolean {
  return (
    a.name.join('.') === other.name.join('.') &&
    a.modifiers === other.modifiers &&
    a.array === other.array &&
    a.anchor === other.anchor
  );
}

/** Factories of PostgreSQL nodes. The first argument is the span of the Oracle source that the node stands for. */
export const b = {
  null: (span: Span): PgNull => ({ kind: 'PgNull', span }),
  boolean: (span: Span, value: boolean): PgBoolean => ({ kind: 'PgBoolean', span, value }),
  /** A number; a negative one becomes a negation. */
  num: (span: Span, value: number | string): PgExpr => {
    const text = String(value);
    const number = (digits: string): PgNumber => ({ kind: 'PgNumber', span, text: digits });
    return text.startsWith('-') ? { kind: 'PgUnary', span, op: '-', operand: number(text.slice(1)) } : number(text);
  },
  text: (span: Span, value: string): PgString => ({ kind: 'PgString', span, value }),
  /** `timestamp '2024-01-01 00:00:00'`. */
  typed: (span: Span, type: string, value: string): PgTypedLiteral => ({ kind: 'PgTypedLiteral', span, type, value }),
  column: (span: Span, ...parts: readonly string[]): PgColumn => ({ kind: 'PgColumn', span, parts }),
  star: (span: Span, ...qualifier: readonly string[]): PgStar =>
    qualifier.length === 0 ? { kind: 'PgStar', span } : { kind: 'PgStar', span, qualifier },
  /** Fixed text of ours, of the tightest precedence. */
  raw: (span: Span, text: string): PgRaw => ({ kind: 'PgRaw', span, text }),
  /** A function of PostgreSQL: `b.call(span, 'coalesce', x, y)`. */
  call: (span: Span, name: string, ...args: readonly PgExpr[]): PgCall => ({
    kind: 'PgCall',
    span,
    name: [name],
    args,
  }),
  /** A function of the runtime schema `ora`. */
  ora: (span: Span, name: string, ...args: readonly PgExpr[]): PgCall => ({
    kind: 'PgCall',
    span,
    name: ['ora', formFor(name, args)],
    args,
  }),
  /** A function of the converted schema, name parts first. */
  callNamed: (span: Span, name: readonly string[], args: readonly PgExpr[]): PgCall => ({
    kind: 'PgCall',
    span,
    name,
    args,
  }),
  coalesce: (span: Span, ...args: readonly PgExpr[]): PgCall => b.call(span, 'coalesce', ...args),
  /** `nullif(x, '')`: what Oracle makes of an empty string. */
  nullIfEmpty: (span: Span, operand: PgExpr): PgCall => b.call(span, 'nullif', operand, b.text(span, '')),
  /** A cast to the type that a cast has just made is left out. */
  cast: (span: Span, operand: PgExpr, type: PgType): PgCast =>
    operand.kind === 'PgCast' && isSameType(operand.type, type) ? operand : { kind: 'PgCast', span, operand, type },
  binary: (span: Span, op: string, left: PgExpr, right: PgExpr): PgBinary => ({
    kind: 'PgBinary',
    span,
    op,
    left,
    right,
  }),
  eq: (span: Span, left: PgExpr, right: PgExpr): PgBinary => b.binary(span, '=', left, right),
  ne: (span: Span, left: PgExpr, right: PgExpr): PgBinary => b.binary(span, '<>', left, right),
  concat: (span: Span, ...operands: readonly [PgExpr, ...PgExpr[]]): PgExpr =>
    operands.slice(1).reduce<PgExpr>((left, right) => b.binary(span, '||', left, right), operands[0]),
  neg: (span: Span, operand: PgExpr): PgExpr => ({ kind: 'PgUnary', span, op: '-', operand }),
  /** Flat, without constant TRUE; TRUE when nothing is left. */
  and: (span: Span, ...operands: readonly PgExpr[]): PgExpr => logical(span, 'PgAnd', operands),
  /** Flat, without constant FALSE; FALSE when nothing is left. */
  or: (span: Span, ...operands: readonly PgExpr[]): PgExpr => logical(span, 'PgOr', operands),
  not: (span: Span, operand: PgExpr): PgExpr => negation(span, operand),
  isNull: (span: Span, operand: PgExpr): PgIs => ({ kind: 'PgIs', span, what: 'null', negated: false, operand }),
  isNotNull: (span: Span, operand: PgExpr): PgIs => ({ kind: 'PgIs', span, what: 'null', negated: true, operand }),
  /** `x is true`: a condition as a two-valued answer. */
  isTrue: (span: Span, operand: PgExpr): PgIs => ({ kind: 'PgIs', span, what: 'true', negated: false, operand }),
  /** Equal, NULL being equal to NULL. */
  same: (span: Span, left: PgExpr, right: PgExpr): PgIsDistinct => ({
    kind: 'PgIsDistinct',
    span,
    negated: true,
    left,
    right,
  }),
  distinct: (span: Span, left: PgExpr, right: PgExpr): PgIsDistinct => ({
    kind: 'PgIsDistinct',
    span,
    negated: false,
    left,
    right,
  }),
  caseWhen: (span: Span, branches: PgCase['branches'], otherwise?: PgExpr): PgCase =>
    otherwise === undefined ? { kind: 'PgCase', span, branches } : { kind: 'PgCase', span, branches, otherwise },
  array: (span: Span, ...items: readonly PgExpr[]): PgArray => ({ kind: 'PgArray', span, items }),
  subscript: (span: Span, operand: PgExpr, index: PgExpr): PgSubscript => ({
    kind: 'PgSubscript',
    span,
    operand,
    index,
  }),
  field: (span: Span, operand: PgExpr, name: string): PgField => ({ kind: 'PgField', span, operand, name }),
  /** `variable.name`, `(operand).name`: beyond two parts a name would be taken for one with a schema. */
  part: (span: Span, operand: PgExpr, name: string): PgColumn | PgField =>
    operand.kind === 'PgColumn' && operand.parts.length === 1
      ? { ...operand, parts: [...operand.parts, name] }
      : b.field(span, operand, name),

  item: (span: Span, value: PgExpr, alias?: string): PgSelectItem =>
    alias === undefined ? { kind: 'PgSelectItem', span, value } : { kind: 'PgSelectItem', span, value, alias },
  select: (span: Span, parts: SelectParts): PgSelect => select(span, parts),
  scalar: (span: Span, query: PgSelect): PgScalarSubquery => ({ kind: 'PgScalarSubquery', span, query }),
  exists: (span: Span, query: PgSelect): PgExists => ({ kind: 'PgExists', span, query }),
  table: (span: Span, name: readonly string[], alias?: string): PgTable =>
    alias === undefined ? { kind: 'PgTable', span, name } : { kind: 'PgTable', span, name, alias },
  derived: (span: Span, query: PgSelect, alias: string, columns?: readonly string[]): PgDerivedTable => ({
    kind: 'PgDerivedTable',
    span,
    query,
    alias,
    columns,
  }),
  fromFunction: (span: Span, call: PgExpr, alias?: string, columns?: readonly string[]): PgFromFunction => ({
    kind: 'PgFromFunction',
    span,
    call,
    alias,
    columns,
  }),
  join: (span: Span, type: PgJoin['type'], left: PgFromItem, right: PgFromItem, on?: PgExpr): PgJoin => ({
    kind: 'PgJoin',
    span,
    type,
    left,
    right,
    on,
  }),
  queryStatement: (span: Span, query: PgSelect): PgQueryStatement => ({ kind: 'PgQueryStatement', span, query }),

  variable: (span: Span, name: string, type: PgType, initial?: PgExpr): PlVariable =>
    initial === undefined
      ? { kind: 'PlVariable', span, name, type }
      : { kind: 'PlVariable', span, name, type, initial },
  block: (span: Span, parts: BlockParts): PlBlock => ({
    kind: 'PlBlock',
    span,
    label: parts.label,
    declarations: parts.declarations ?? [],
    body: parts.body,
    handlers: parts.handlers ?? [],
  }),
  handler: (span: Span, conditions: PlHandler['conditions'], body: readonly PlStatement[]): PlHandler => ({
    kind: 'PlHandler',
    span,
    conditions,
    body,
  }),
  nothing: (span: Span): PlNull => ({ kind: 'PlNull', span }),
  assign: (span: Span, target: PgExpr, value: PgExpr): PlAssign => ({ kind: 'PlAssign', span, target, value }),
  ifThen: (span: Span, condition: PgExpr, body: readonly PlStatement[], otherwise?: readonly PlStatement[]): PlIf =>
    otherwise === undefined
      ? { kind: 'PlIf', span, branches: [{ condition, body }] }
      : { kind: 'PlIf', span, branches: [{ condition, body }], otherwise },
  loop: (span: Span, body: readonly PlStatement[], label?: string): PlLoop =>
    label === undefined ? { kind: 'PlLoop', span, body } : { kind: 'PlLoop', span, body, label },
  exit: (span: Span, label?: string, when?: PgExpr): PlExit => ({ kind: 'PlExit', span, what: 'exit', label, when }),
  continue: (span: Span, label?: string, when?: PgExpr): PlExit => ({
    kind: 'PlExit',
    span,
    what: 'continue',
    label,
    when,
  }),
  returns: (span: Span, value?: PgExpr): PlReturn =>
    value === undefined ? { kind: 'PlReturn', span } : { kind: 'PlReturn', span, value },
  /** `raise exception using errcode = …, message = …`. */
  raise: (span: Span, sqlstate: string, message: string | PgExpr): PlRaise => ({
    kind: 'PlRaise',
    span,
    level: 'exception',
    options: [
      { name: 'errcode', value: b.text(span, sqlstate) },
      { name: 'message', value: typeof message === 'string' ? b.text(span, message) : message },
    ],
  }),
  /** P0004 with the diagnostic in place of a statement that is not converted; a comment names the code. */
  notConverted: (span: Span, diagnostic: Refused & { readonly message: string }): PlRaise => ({
    ...b.raise(span, 'P0004', `${diagnostic.code} ${diagnostic.message}`),
    ...refusal(diagnostic),
  }),
  /** The same as a warning, with a remark at its end, after which the block goes on. */
  notConvertedWarning: (span: Span, diagnostic: Refused & { readonly message: string }, remark: string): PlRaise => ({
    kind: 'PlRaise',
    span,
    level: 'warning',
    format: '%',
    args: [b.text(span, `${diagnostic.code} ${diagnostic.message}${remark}`)],
    ...refusal(diagnostic),
  }),
  /** Raises the error being handled again. */
  reraise: (span: Span): PlRaise => ({ kind: 'PlRaise', span }),
  perform: (span: Span, query: PgSelect | PgExpr): PlPerform => ({ kind: 'PlPerform', span, query }),
} as const;

const refusal = ({ code, invalid }: Refused): Pick<PlRaise, 'refused' | 'comments'> => ({
  refused: { code, ...(invalid && { invalid }) },
  comments: [`-- oraphant: not converted ${code}`],
});

function logical(span: Span, kind: 'PgAnd' | 'PgOr', operands: readonly PgExpr[]): PgExpr {
  const neutral = kind === 'PgAnd';
  const kept: PgExpr[] = [];
  for (const operand of operands) {
    if (operand.kind === 'PgBoolean' && operand.value === neutral) continue;
    if (operand.kind === kind) kept.push(...operand.operands);
    else kept.push(operand);
  }
  if (kept.length === 0) return b.boolean(span, neutral);
  if (kept.length === 1) return kept[0]!;
  const node: PgAnd | PgOr = { kind, span, operands: kept };
  return node;
}

/** NOT, folded into what has a negated form; all of these answer NULL exactly where NOT of them does. */
function negation(span: Span, operand: PgExpr): PgExpr {
  switch (operand.kind) {
    case 'PgNot':
      return operand.operand;
    case 'PgBoolean':
      return b.boolean(span, !operand.value);
    case 'PgIs':
    case 'PgIsDistinct':
    case 'PgBetween':
    case 'PgIn':
    case 'PgInQuery':
    case 'PgLike':
      return { ...operand, negated: !operand.negated };
    default:
      return { kind: 'PgNot', span, operand };
  }
}

function select(span: Span, parts: SelectParts): PgSelect {
  const { items, distinct, distinctOn, into, from, where, groupBy, having, windows, ...rest } = parts;
  const core: PgSelectCore = {
    kind: 'PgSelectCore',
    span,
    items: items.map((item) => (item.kind === 'PgSelectItem' ? item : b.item(item.span, item))),
    from: from ?? [],
    distinct,
    distinctOn,
    into,
    where,
    groupBy,
    having,
    windows,
  };
  return { kind: 'PgSelect', span, body: core, ...rest };
}
