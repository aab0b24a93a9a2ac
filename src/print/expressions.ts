import { InternalError } from '../diagnostics/diagnostic.js';
import type {
  PgCall,
  PgExpr,
  PgFrameBound,
  PgOrderItem,
  PgQueryText,
  PgSelect,
  PgWindow,
} from '../ir/postgres/index.js';
import { walk } from '../ir/walk.js';
import { statement } from './ddl.js';
import { concat, type Doc, group, hardline, join, layout, line, mark, nest, softline, text } from './doc.js';
import {
  isSingleSubquery,
  leftPrecedence,
  operatorPrecedence,
  outsideBExpr,
  precedence,
  precedenceOf,
} from './precedence.js';
import { query } from './queries.js';
import { quoteFunctionName, quoteIdent, quoteLiteral, quoteName, quoteVariable } from './quote.js';
import { typeName } from './type-names.js';

/** What the place of an expression forbids, beyond precedence. Inside any bracket everything is allowed again. */
export interface Place {
  /** The grammar wants a `b_expr`. */
  readonly bExpr: boolean;
  /** PL/pgSQL reads up to the first THEN or WHEN outside of brackets, even that of a CASE expression. */
  readonly endsAtThen: boolean;
}
const anywhere: Place = { bExpr: false, endsAtThen: false };
/** A condition of PL/pgSQL's IF, ELSIF and WHEN. */
export const beforeThen: Place = { bExpr: false, endsAtThen: true };
/** The default of a column: a `b_expr`, so that NOT NULL may follow. (PostgreSQL's gram.y) */
export const columnDefault: Place = { bExpr: true, endsAtThen: false };

/** The dollar quote of a query's text: another one than those of the texts inside of it. */
function queryTag(text: PgQueryText): string {
  const depth = nestedTexts(text);
  return depth === 0 ? '$query$' : `$query_${depth}$`;
}

function nestedTexts(text: PgQueryText): number {
  let depth = 0;
  walk(text.query, (node) => {
    if (node.kind !== 'PgQueryText') return true;
    depth = Math.max(depth, 1 + nestedTexts(node));
    return false;
  });
  return depth;
}

type Print<N extends PgExpr> = (node: N, place: Place) => Doc;

/** One function for each kind of expression, without the parentheses that `expression` puts around it. */
export const expressionPrinters = {
  PgNull: () => 'null',
  PgBoolean: (n) => (n.value ? 'true' : 'false'),
  PgNumber: (n) => n.text,
  PgString: (n) => text(quoteLiteral(n.value)),
  PgTypedLiteral: (n) => text(`${n.type} ${quoteLiteral(n.value)}`),
  PgColumn: (n) => quoteName(n.parts),
  PgParameter: (n) => `$${n.index}`,
  PgCall: (n) => call(n),
  PgCast: (n, place) => concat([expression(n.operand, precedence.cast, place), '::', typeName(n.type)]),
  PgUnary: (n, place) => {
    if (n.op === '@' || n.op === '~') return concat([n.op, ' ', expression(n.operand, precedence.other + 1, place)]);
    // `--` would begin a comment.
    const signed = n.operand.kind === 'PgUnary' || (n.operand.kind === 'PgNumber' && n.operand.text.startsWith('-'));
    return concat([n.op, signed ? ' ' : '', expression(n.operand, precedence.sign, place)]);
  },
  PgBinary: (n, place) => {
    const level = operatorPrecedence(n.op);
    if (level === precedence.comparison) {
      return concat([expression(n.left, level + 1, place), ` ${n.op} `, expression(n.right, level + 1, place)]);
    }
    const rest: { readonly op: string; readonly operand: PgExpr }[] = [];
    let first: PgExpr = n;
    while (first.kind === 'PgBinary' && operatorPrecedence(first.op) === level) {
      rest.push({ op: first.op, operand: first.right });
      first = first.left;
    }
    const parts: Doc[] = [];
    for (const { op, operand } of rest.reverse()) parts.push(line, `${op} `, expression(operand, level + 1, place));
    return group(expression(first, level, place), nest(...parts));
  },
  PgAnd: (n, place) => chain('and', precedence.and, n.operands, place),
  PgOr: (n, place) => chain('or', precedence.or, n.operands, place),
  PgNot: (n, place) => concat(['not ', expression(n.operand, precedence.not, place)]),
  PgIs: (n, place) =>
    concat([expression(n.operand, precedence.is + 1, place), n.negated ? ' is not ' : ' is ', n.what]),
  PgIsDistinct: (n, place) =>
    concat([
      expression(n.left, precedence.is + 1, place),
      n.negated ? ' is not distinct from ' : ' is distinct from ',
      expression(n.right, precedence.is + 1, place),
    ]),
  PgBetween: (n, place) =>
    concat([
      expression(n.operand, precedence.range + 1, place),
      n.negated ? ' not between ' : ' between ',
      expression(n.low, precedence.range + 1, { ...place, bExpr: true }),
      ' and ',
      expression(n.high, precedence.range + 1, place),
    ]),
  PgIn: (n, place) => {
    if (n.items.length === 0) throw new InternalError('print', 'IN with an empty list', n.span);
    if (isSingleSubquery(n.items)) {
      return concat([
        expression(n.operand, precedence.comparison + 1, place),
        n.negated ? ' <> ' : ' = ',
        expression(n.items[0]!, precedence.primary),
      ]);
    }
    return concat([
      expression(n.operand, precedence.range + 1, place),
      n.negated ? ' not in ' : ' in ',
      parenthesized(expressionList(n.items)),
    ]);
  },
  PgInQuery: (n, place) =>
    concat([expression(n.operand, precedence.range + 1, place), n.negated ? ' not in ' : ' in ', subquery(n.query)]),
  PgLike: (n, place) => {
    const parts: Doc[] = [
      expression(n.operand, precedence.range + 1, place),
      n.negated ? ` not ${n.op} ` : ` ${n.op} `,
      expression(n.pattern, precedence.range + 1, place),
    ];
    if (n.escape !== undefined) parts.push(' escape ', expression(n.escape, precedence.range + 1, place));
    return concat(parts);
  },
  PgCase: (n, place) => {
    const parts: Doc[] = [];
    for (const branch of n.branches) {
      parts.push(line, group('when ', nest(expression(branch.when)), ' then', nest(line, expression(branch.then))));
    }
    if (n.otherwise !== undefined) parts.push(line, 'else ', nest(expression(n.otherwise)));
    const operand = n.operand === undefined ? '' : concat([' ', expression(n.operand)]);
    const whole = group('case', operand, nest(...parts), line, 'end');
    return place.endsAtThen ? parenthesized(whole) : whole;
  },
  PgExists: (n) => concat(['exists ', subquery(n.query)]),
  PgScalarSubquery: (n) => subquery(n.query),
  PgQueryText: (n) => {
    const tag = queryTag(n);
    return group(tag, nest(hardline, query(n.query)), hardline, tag);
  },
  PgArraySubquery: (n) => concat(['array', subquery(n.query)]),
  PgQuantified: (n, place) => {
    const right =
      n.right.kind === 'PgSelect'
        ? subquery(n.right)
        : // `any ((select …))` would be read as ANY of the subquery's rows.
          n.right.kind === 'PgScalarSubquery'
          ? concat(['(coalesce(', expression(n.right), '))'])
          : parenthesized(expression(n.right));
    return concat([expression(n.left, leftPrecedence(n.op), place), ` ${n.op} ${n.quantifier} `, right]);
  },
  PgArray: (n) => group('array[', nest(softline, expressionList(n.items)), softline, ']'),
  PgSubscript: (n) => concat([container(n.operand), '[', expression(n.index), ']']),
  PgSlice: (n) =>
    // With blanks, `:` never looks like a psql variable.
    concat([
      container(n.operand),
      '[',
      n.low === undefined ? '' : expression(n.low),
      ' : ',
      n.high === undefined ? '' : expression(n.high),
      ']',
    ]),
  PgField: (n) =>
    concat([
      n.operand.kind === 'PgColumn' ? `(${quoteName(n.operand.parts)})` : container(n.operand),
      '.',
      quoteIdent(n.name),
    ]),
  PgRow: (n) => concat([n.bare && n.items.length > 1 ? '' : 'row', parenthesized(expressionList(n.items))]),
  PgSpecialCall: (n) => specialCall(n.name, n.pieces),
  PgAtTimeZone: (n, place) =>
    concat([
      expression(n.operand, precedence.atTimeZone, place),
      ' at time zone ',
      expression(n.zone, precedence.atTimeZone + 1, place),
    ]),
  PgCollate: (n, place) =>
    concat([
      expression(n.operand, precedence.collate, place),
      ' collate ',
      n.collation.startsWith('"') ? n.collation : quoteIdent(n.collation),
    ]),
  PgExtract: (n) => concat([`extract(${n.field} from `, expression(n.operand), ')']),
  PgStar: (n) => (n.qualifier === undefined ? '*' : `${quoteName(n.qualifier)}.*`),
  PgDefault: () => 'default',
  PgNamedArgument: (n) => concat([`${quoteIdent(n.name)} => `, expression(n.value)]),
  PgStatementText: (n) => text(quoteLiteral(layout(statement(n.statement), 100).text.replace(/;$/, ''))),
  PgRaw: (n) => text(n.text),
} satisfies { readonly [N in PgExpr as N['kind']]: Print<N> };

/** Prints an expression; in parentheses where it holds together less tightly than `least` or its place forbids it. */
export function expression(node: PgExpr, least: number = precedence.any, place: Place = anywhere): Doc {
  const print = expressionPrinters[node.kind] as Print<PgExpr>;
  if (precedenceOf(node) < least || (place.bExpr && outsideBExpr(node))) return parenthesized(print(node, anywhere));
  return print(node, place);
}

/** `a, b`, without parentheses. */
export function expressionList(items: readonly PgExpr[]): Doc {
  return join(
    items.map((item) => expression(item)),
    ',',
    line,
  );
}

/** In parentheses, on lines of its own where it does not fit. */
export function parenthesized(inner: Doc): Doc {
  return group('(', nest(softline, inner), softline, ')');
}

/** A query in parentheses. */
export function subquery(select: PgSelect): Doc {
  return parenthesized(query(select));
}

/**
 * `a = 1 and b = 2`, one operand a line where it does not fit. AND in AND needs no parentheses: both are associative.
 */
function chain(word: 'and' | 'or', level: number, operands: readonly PgExpr[], place: Place): Doc {
  const flat: PgExpr[] = [];
  const collect = (items: readonly PgExpr[]): void => {
    for (const item of items) {
      if (item.kind === (word === 'and' ? 'PgAnd' : 'PgOr')) collect(item.operands);
      else flat.push(item);
    }
  };
  collect(operands);
  if (flat.length === 0) return word === 'and' ? 'true' : 'false';
  if (flat.length === 1) return expression(flat[0]!, precedence.any, place);
  const [first, ...rest] = flat;
  const parts: Doc[] = [];
  for (const item of rest) parts.push(line, mark(item.span, concat([`${word} `, expression(item, level + 1, place)])));
  return group(expression(first!, level + 1, place), nest(...parts));
}

/** The operand of `[…]` and `.name`. */
function container(node: PgExpr): Doc {
  switch (node.kind) {
    case 'PgColumn':
    case 'PgParameter':
    case 'PgSubscript':
    case 'PgSlice':
    case 'PgField':
    case 'PgScalarSubquery':
      return expression(node);
    default:
      return parenthesized(expression(node));
  }
}

/**
 * An assignment target: `a`, `a.b`, `a[i].b`, without the parentheses an expression needs. (PostgreSQL manual, 43.5.1)
 */
export function target(node: PgExpr): Doc {
  switch (node.kind) {
    case 'PgColumn':
      return [quoteVariable(node.parts[0]!), ...node.parts.slice(1).map(quoteIdent)].join('.');
    case 'PgParameter':
      return `$${node.index}`;
    case 'PgField':
      return concat([target(node.operand), '.', quoteIdent(node.name)]);
    case 'PgSubscript':
      return concat([target(node.operand), '[', expression(node.index), ']']);
    case 'PgSlice':
      return concat([
        target(node.operand),
        '[',
        node.low === undefined ? '' : expression(node.low),
        ' : ',
        node.high === undefined ? '' : expression(node.high),
        ']',
      ]);
    default:
      throw new InternalError('print', `${node.kind} is no assignment target`, node.span);
  }
}

/** The targets of INTO, FETCH and FOR. @throws InternalError for what is no assignment target */
export function targetList(targets: readonly PgExpr[]): Doc {
  return group(nest(join(targets.map(target), ',', line)));
}

/** `a`, `f(a)` or `(a || b)`: an index column or ON CONFLICT item. */
export function indexItem(node: PgExpr): Doc {
  const plain = (node.kind === 'PgColumn' && node.parts.length === 1) || (node.kind === 'PgCall' && isPlainCall(node));
  return plain ? expression(node) : parenthesized(expression(node));
}

function isPlainCall(node: PgCall): boolean {
  return node.over === undefined && node.filter === undefined && node.withinGroup === undefined;
}

function call(node: PgCall): Doc {
  const args: Doc[] = node.args.map((arg, index) =>
    node.variadic && index === node.args.length - 1 ? concat(['variadic ', expression(arg)]) : expression(arg),
  );
  const inner: Doc[] = [node.distinct ? 'distinct ' : '', join(args, ',', line)];
  if (node.orderBy?.length) inner.push(args.length > 0 ? line : '', orderBy(node.orderBy));
  const name = quoteFunctionName(node.name);
  const parts: Doc[] =
    args.length === 0 && !node.orderBy?.length ? [`${name}()`] : [name, parenthesized(concat(inner))];
  if (node.withinGroup !== undefined) parts.push(' within group ', parenthesized(orderBy(node.withinGroup)));
  if (node.filter !== undefined) parts.push(' filter ', parenthesized(concat(['where ', expression(node.filter)])));
  if (node.over !== undefined) {
    parts.push(' over ', typeof node.over === 'string' ? quoteIdent(node.over) : windowDefinition(node.over));
  }
  return concat(parts);
}

/** Expressions between the key words of a call stay clear of IN, FROM and the like by their precedence. */
function specialCall(name: string, pieces: readonly (string | PgExpr)[]): Doc {
  const parts: Doc[] = [];
  let openBefore = true;
  for (const piece of pieces) {
    if (typeof piece === 'string') {
      const before = openBefore || /^[\s,)]/.test(piece) ? '' : ' ';
      parts.push(text(before + piece));
      openBefore = /[\s(]$/.test(piece);
    } else {
      parts.push(openBefore ? '' : ' ', expression(piece, precedence.other, columnDefault));
      openBefore = false;
    }
  }
  return concat([name, parenthesized(concat(parts))]);
}

/** `order by …`. */
export function orderBy(items: readonly PgOrderItem[]): Doc {
  return group('order by', nest(line, join(items.map(orderItem), ',', line)));
}

function orderItem(item: PgOrderItem): Doc {
  const direction = item.direction === undefined ? '' : ` ${item.direction}`;
  const nulls = item.nulls === undefined ? '' : ` nulls ${item.nulls}`;
  return concat([expression(item.value), direction + nulls]);
}

/** What follows OVER and WINDOW w AS, in parentheses. */
export function windowDefinition(window: PgWindow): Doc {
  const parts: Doc[] = [];
  if (window.name !== undefined) parts.push(quoteIdent(window.name));
  if (window.partitionBy.length > 0) parts.push(concat(['partition by ', nest(expressionList(window.partitionBy))]));
  if (window.orderBy.length > 0) parts.push(orderBy(window.orderBy));
  if (window.frame !== undefined) {
    const { unit, start, end, exclude } = window.frame;
    const bounds = end === undefined ? [frameBound(start)] : ['between ', frameBound(start), ' and ', frameBound(end)];
    parts.push(concat([`${unit} `, ...bounds, exclude === undefined ? '' : ` exclude ${exclude}`]));
  }
  return parts.length === 0 ? '()' : parenthesized(join(parts, line));
}

function frameBound(bound: PgFrameBound): Doc {
  return bound.offset === undefined
    ? bound.bound
    : concat([expression(bound.offset, precedence.other), ` ${bound.bound}`]);
}
