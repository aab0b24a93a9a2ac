import { InternalError } from '../diagnostics/diagnostic.js';
import type {
  PgExpr,
  PgLine,
  PlAlias,
  PlBlock,
  PlCursor,
  PlDeclaration,
  PlHandler,
  PlRaise,
  PlStatement,
  PlVariable,
} from '../ir/postgres/index.js';
import { behind, commentLines, onItsLine } from './comments.js';
import { dml } from './dml.js';
import { concat, type Doc, group, hardline, join, layout, line, mark, nest, text } from './doc.js';
import { beforeThen, expression, expressionList, parenthesized, target, targetList } from './expressions.js';
import { precedence } from './precedence.js';
import { performQuery, query } from './queries.js';
import { quoteCursor, quoteFunctionName, quoteIdent, quoteLiteral, quoteLoopIndex, quoteVariable } from './quote.js';
import { typeName } from './type-names.js';

/** Statements without their semicolon. A `PlComment` has none. */
export const plpgsqlPrinters = {
  PlBlock: (n) => block(n),
  PlNull: () => 'null',
  PlAssign: (n) => concat([target(n.target), ' := ', expression(n.value)]),
  PlIf: (n) => {
    const parts: Doc[] = [];
    for (const [index, branch] of n.branches.entries()) {
      if (index > 0) {
        parts.push(hardline);
        if (branch.comments?.length) parts.push(commentLines(branch.comments), hardline);
      }
      const condition = group(
        index === 0 ? 'if ' : 'elsif ',
        expression(branch.condition, precedence.any, beforeThen),
        line,
        'then',
      );
      parts.push(mark(branch.condition.span, condition));
      parts.push(body(branch.body));
    }
    if (n.otherwise !== undefined) parts.push(hardline, 'else', body(n.otherwise));
    return concat([...parts, hardline, 'end if']);
  },
  PlCase: (n) => {
    const operand = n.operand === undefined ? '' : concat([' ', expression(n.operand, precedence.any, beforeThen)]);
    const parts: Doc[] = ['case', operand];
    for (const branch of n.branches) {
      const when = join(
        branch.when.map((one) => expression(one, precedence.any, beforeThen)),
        ',',
        line,
      );
      parts.push(nest(hardline, group('when ', nest(when), ' then'), body(branch.body)));
    }
    if (n.otherwise !== undefined) parts.push(nest(hardline, 'else', body(n.otherwise)));
    return concat([...parts, hardline, 'end case']);
  },
  PlLoop: (n) => concat([label(n.label), ...loopBody(n.body)]),
  PlWhile: (n) => concat([label(n.label), group('while ', expression(n.condition), line), ...loopBody(n.body)]),
  PlForRange: (n) => {
    const by = n.by === undefined ? '' : concat([' by ', expression(n.by)]);
    const range = concat([expression(n.low), ' .. ', expression(n.high), by]);
    const head = `for ${quoteLoopIndex(n.index)} in ${n.reverse ? 'reverse ' : ''}`;
    return concat([label(n.label), group(head, nest(range), line), ...loopBody(n.body)]);
  },
  PlForQuery: (n) => {
    const rows = n.query.kind === 'PgSelect' ? query(n.query) : dml(n.query);
    return concat([
      label(n.label),
      group('for ', targetList(n.targets), ' in', nest(line, rows), line),
      ...loopBody(n.body),
    ]);
  },
  PlForDynamic: (n) =>
    concat([
      label(n.label),
      group('for ', targetList(n.targets), ' in execute ', expression(n.text), usingClause(n.using), line),
      ...loopBody(n.body),
    ]),
  PlForeach: (n) =>
    concat([
      label(n.label),
      group(`foreach ${quoteVariable(n.target)} in array `, expression(n.array), line),
      ...loopBody(n.body),
    ]),
  PlExit: (n) =>
    concat([
      n.what,
      n.label === undefined ? '' : ` ${quoteVariable(n.label)}`,
      n.when === undefined ? '' : concat([' when ', expression(n.when)]),
    ]),
  PlReturn: (n) => (n.value === undefined ? 'return' : concat(['return ', returned(expression(n.value))])),
  PlReturnNext: (n) => (n.value === undefined ? 'return next' : concat(['return next ', expression(n.value)])),
  PlReturnQuery: (n) => group('return query', nest(line, query(n.query))),
  PlRaise: (n) => raise(n),
  PlPerform: (n) => (n.query.kind === 'PgSelect' ? performQuery(n.query) : concat(['perform ', expression(n.query)])),
  PlSelectInto: (n) => query(n.query),
  PlSql: (n) => (n.statement.kind === 'PgUtility' ? mark(n.statement.span, text(n.statement.text)) : dml(n.statement)),
  PlCall: (n) => callStatement(n.name, n.args),
  PlExecute: (n) =>
    group(
      'execute ',
      expression(n.text),
      n.into === undefined ? '' : nest(line, n.into.strict ? 'into strict ' : 'into ', targetList(n.into.targets)),
      usingClause(n.using),
    ),
  PlOpen: (n) => {
    // OPEN knows no WITH HOLD; DECLARE takes no variables, but parameters of EXECUTE.
    if (n.query !== undefined && n.held !== undefined)
      return group(
        `execute format('declare %I cursor with hold for %s', ${quoteVariable(n.cursor)}, $held$`,
        nest(hardline, query(n.query)),
        hardline,
        '$held$)',
        usingClause(n.held.using),
      );
    if (n.dynamic?.held === true)
      return group(
        `execute ora.held_cursor(${quoteVariable(n.cursor)}::text, `,
        expression(n.dynamic.text),
        ')',
        usingClause(n.dynamic.using),
      );
    const parts: Doc[] = [`open ${quoteVariable(n.cursor)}`];
    if (n.args?.length) parts.push(parenthesized(expressionList(n.args)));
    if (n.scroll !== undefined) parts.push(` ${n.scroll}`);
    if (n.query !== undefined) parts.push(' for', nest(line, query(n.query)));
    if (n.dynamic !== undefined) parts.push(' for execute ', expression(n.dynamic.text), usingClause(n.dynamic.using));
    return group(...parts);
  },
  PlFetch: (n) =>
    group(
      `fetch ${n.direction === undefined ? quoteCursor(n.cursor) : `${n.direction} from ${quoteVariable(n.cursor)}`}`,
      nest(line, 'into ', targetList(n.targets)),
    ),
  PlClose: (n) => `close ${quoteVariable(n.cursor)}`,
  PlGetDiagnostics: (n) => {
    const items = n.items.map((one) => concat([target(one.target), ` = ${one.item}`]));
    // Three a line: handlers that keep the whole error would else be mostly this.
    const rows = Array.from({ length: Math.ceil(items.length / 3) }, (_, i) =>
      join(items.slice(3 * i, 3 * i + 3), ', '),
    );
    return group(n.stacked ? 'get stacked diagnostics' : 'get diagnostics', nest(line, join(rows, ',', line)));
  },
  PlTransaction: (n) => (n.chain ? `${n.action} and chain` : n.action),
  PlComment: () => '',
} satisfies { readonly [N in PlStatement as N['kind']]: (node: N) => Doc };

/** `<<label>> declare … begin … exception … end`, without the semicolon. */
export function block(node: PlBlock): Doc {
  const parts: Doc[] = [label(node.label)];
  if (node.declarations.length > 0) {
    parts.push('declare', nest(hardline, lines(node.declarations, declaration)), hardline);
  }
  parts.push('begin', body(node.body));
  if (node.handlers.length > 0) parts.push(hardline, 'exception', nest(hardline, lines(node.handlers, handler)));
  return concat([...parts, hardline, 'end']);
}

function statement(node: PlStatement): Doc {
  if (node.kind === 'PlComment') return loneComments(node);
  const printed = (plpgsqlPrinters[node.kind] as (one: PlStatement) => Doc)(node);
  return onItsLine(node, printed, ';');
}

function loneComments(node: PgLine): Doc {
  const comments = [...(node.comments ?? []), ...(node.trailingComment === undefined ? [] : [node.trailingComment])];
  return commentLines(comments);
}

function handler(node: PlHandler): Doc {
  const conditions = node.conditions.map((one) =>
    'sqlstate' in one ? `sqlstate ${quoteLiteral(one.sqlstate)}` : quoteIdent(one.name),
  );
  const head = group('when ', join(conditions, line, 'or '), ' then');
  const trailing = node.trailingComment === undefined ? '' : behind(node.trailingComment);
  return onItsLine({ ...node, trailingComment: undefined }, concat([head, trailing, body(node.body)]));
}

function declaration(node: PlDeclaration): Doc {
  const text = node.kind === 'PlCursor' ? cursor(node) : node.kind === 'PlAlias' ? alias(node) : variable(node);
  return onItsLine(node, text, ';');
}

function variable(node: PlVariable): Doc {
  const head =
    `${quoteVariable(node.name)} ` +
    `${node.constant ? 'constant ' : ''}${typeName(node.type)}${node.notNull ? ' not null' : ''}`;
  return node.initial === undefined ? head : concat([head, ' := ', expression(node.initial)]);
}

const alias = (node: PlAlias): Doc => `${quoteVariable(node.name)} alias for $${node.position}`;

function cursor(node: PlCursor): Doc {
  const parameters = node.parameters.map((one) => `${quoteVariable(one.name)} ${typeName(one.type)}`).join(', ');
  const head =
    `${quoteVariable(node.name)}${node.noScroll ? ' no scroll' : ''} ` +
    `cursor${parameters === '' ? '' : ` (${parameters})`} for`;
  return group(head, nest(line, query(node.query)));
}

/** Nodes one below the other; blank lines are kept, but never at the beginning. */
function lines<N extends PgLine>(nodes: readonly N[], print: (node: N) => Doc): Doc {
  const parts: Doc[] = [];
  for (const [index, one] of nodes.entries()) {
    if (index > 0) parts.push(hardline);
    if (index > 0 && one.blankBefore) parts.push(hardline);
    parts.push(print(one));
  }
  return concat(parts);
}

function body(statements: readonly PlStatement[]): Doc {
  const printed = statements.filter(
    (one) => one.kind !== 'PlComment' || one.comments?.length || one.trailingComment !== undefined,
  );
  return printed.length === 0 ? '' : nest(hardline, lines(printed, statement));
}

function loopBody(statements: readonly PlStatement[]): Doc[] {
  return ['loop', body(statements), hardline, 'end loop'];
}

const label = (name: string | undefined): Doc =>
  name === undefined ? '' : concat([`<<${quoteVariable(name)}>>`, hardline]);

function usingClause(using: readonly PgExpr[]): Doc {
  return using.length === 0 ? '' : nest(line, 'using ', group(nest(expressionList(using))));
}

/** `call p(a, b)`, without the semicolon. */
export function callStatement(name: readonly string[], args: readonly PgExpr[]): Doc {
  return concat([`call ${quoteFunctionName(name)}`, args.length === 0 ? '()' : parenthesized(expressionList(args))]);
}

/** RETURN QUERY and RETURN NEXT are other statements than RETURN of a variable with such a name. */
function returned(value: Doc): Doc {
  return /^(?:query|next)\b/.test(layout(value, Number.POSITIVE_INFINITY).text) ? parenthesized(value) : value;
}

/** `raise [level] 'format', args | condition using …`. (PostgreSQL manual, 43.9.1) */
function raise(node: PlRaise): Doc {
  if (node.format !== undefined && node.condition !== undefined) {
    throw new InternalError('print', 'RAISE has a format and a condition name', node.span);
  }
  const parts: Doc[] = ['raise'];
  if (node.level !== undefined) parts.push(` ${node.level}`);
  if (node.condition !== undefined) {
    // Condition names are lower case, SQLSTATEs digits and upper case.
    const isState = /^[0-9A-Z]{5}$/.test(node.condition);
    parts.push(isState ? ` sqlstate ${quoteLiteral(node.condition)}` : ` ${quoteIdent(node.condition)}`);
  }
  if (node.format !== undefined) parts.push(' ', text(quoteLiteral(node.format)));
  for (const arg of node.args ?? []) parts.push(nest(',', line, expression(arg)));
  if (node.options?.length) {
    const options = node.options.map((one) => concat([`${one.name} = `, expression(one.value)]));
    parts.push(' using', nest(line, join(options, ',', line)));
  }
  return group(...parts);
}
