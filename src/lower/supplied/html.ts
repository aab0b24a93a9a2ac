import type { Argument } from '../../ir/oracle/index.js';
import type { PgExpr } from '../../ir/postgres/index.js';
import type { Span } from '../../ir/span.js';
import { b } from '../builders.js';
import type { ExprContext } from '../context.js';
import { toText } from '../expressions/conversions/convert.js';
import { lowerTo } from '../expressions/index.js';
import { htmlFormats } from './html-formats.js';

/** A parameter of a function of HTF: numbers are declared INTEGER, what has no default must be given. */
interface HtmlParameter {
  readonly name: string;
  readonly integer: boolean;
  readonly default: string | undefined;
  readonly required: boolean;
}

/** A part of the tag: text, or text around the value of a parameter that is left out where the value is NULL. */
type HtmlPart =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'value'; readonly parameter: number; readonly before: string; readonly after: string }
  | { readonly kind: 'mark'; readonly parameter: number; readonly text: string };

interface HtmlFormat {
  readonly parameters: readonly HtmlParameter[];
  readonly parts: readonly HtmlPart[];
}

/** A format of `htmlFormats`: `(name …) text{ A="name"}{ MARK?name}name>`. */
function parseFormat(line: string): HtmlFormat {
  const [, list = '', text = ''] = /^\(([^)]*)\) ?(.*)$/.exec(line) ?? [];
  const parameters = list
    .split(' ')
    .filter((word) => word !== '')
    .map((word): HtmlParameter => {
      const [head = '', value] = word.split('=');
      const name = head.replace(/[#?]/g, '').toUpperCase();
      const required = !head.includes('?') && value === undefined;
      return { name, integer: head.includes('#'), default: value === '' ? undefined : value, required };
    });
  const index = (name: string): number => parameters.findIndex((p) => p.name === name.toUpperCase());
  const parts: HtmlPart[] = [];
  for (const piece of text.split(/(\{[^}]*\})/)) {
    const mark = /^\{(.*)\?(\w+)\}$/.exec(piece);
    if (mark) parts.push({ kind: 'mark', parameter: index(mark[2] ?? ''), text: mark[1] ?? '' });
    else {
      const [, before = piece, name = '', after = ''] = /^\{?([^$]*)\$(\w+)([^}]*)\}?$/.exec(piece) ?? [];
      if (name === '') parts.push({ kind: 'text', text: before });
      else if (piece.startsWith('{')) parts.push({ kind: 'value', parameter: index(name), before, after });
      else throw new Error(`html format: ${line}`);
    }
  }
  return { parameters, parts };
}

let formats: ReadonlyMap<string, HtmlFormat> | undefined;
const formatOf = (member: string): HtmlFormat | undefined => {
  formats ??= new Map([...htmlFormats].map(([name, line]) => [name, parseFormat(line)]));
  return formats.get(member);
};

/**
 * The tag that a function of HTF makes; undefined where the arguments do not fit it.
 * In:  HTF.ANCHOR2(u, 'x')   Out: concat('<A HREF="', u, '">x</A>')
 * What stands around a NULL value is NULL with it, and `concat` leaves it out.
 */
export function htmlTag(ex: ExprContext, member: string, args: readonly Argument[], span: Span): PgExpr | undefined {
  const format = formatOf(member);
  const bound = format && bind(format, args);
  if (!format || !bound) return undefined;
  const values = format.parameters.map((parameter, i): PgExpr => {
    const arg = bound[i];
    if (!arg) return parameter.default === undefined ? b.null(span) : b.text(span, parameter.default);
    const type = parameter.integer ? ({ kind: 'plsInteger' } as const) : undefined;
    return type
      ? toText(lowerTo(ex, arg.value, type), type, arg.value.span)
      : lowerTo(ex, arg.value, { kind: 'varchar2' });
  });
  const pieces = format.parts.flatMap((part): PgExpr[] => {
    if (part.kind === 'text') return part.text === '' ? [] : [b.text(span, part.text)];
    const value = values[part.parameter];
    if (!value || value.kind === 'PgNull') return [];
    const constant = value.kind === 'PgString';
    if (part.kind === 'mark') {
      const text = b.text(span, part.text);
      return [constant ? text : { kind: 'PgCase', span, branches: [{ when: b.isNotNull(span, value), then: text }] }];
    }
    if (constant) return [b.text(span, part.before + value.value + part.after)];
    const around = [b.text(span, part.before), value, b.text(span, part.after)].filter(
      (e) => e.kind !== 'PgString' || e.value !== '',
    );
    return [around.slice(1).reduce<PgExpr>((left, right) => b.concat(span, left, right), around[0] ?? value)];
  });
  const joined = join(pieces, span);
  return joined.length === 1 && joined[0]?.kind === 'PgString' ? joined[0] : b.call(span, 'concat', ...joined);
}

/** Constants side by side as one. */
function join(pieces: readonly PgExpr[], span: Span): PgExpr[] {
  const joined: PgExpr[] = [];
  for (const piece of pieces) {
    const last = joined.at(-1);
    if (last?.kind === 'PgString' && piece.kind === 'PgString')
      joined[joined.length - 1] = b.text(span, last.value + piece.value);
    else joined.push(piece);
  }
  return joined;
}

function bind(format: HtmlFormat, args: readonly Argument[]): readonly (Argument | undefined)[] | undefined {
  const bound: (Argument | undefined)[] = format.parameters.map(() => undefined);
  for (const [position, arg] of args.entries()) {
    const at = arg.name ? format.parameters.findIndex((p) => p.name === arg.name?.name) : position;
    if (at < 0 || at >= bound.length || bound[at]) return undefined;
    bound[at] = arg;
  }
  return format.parameters.every((p, i) => !p.required || bound[i]) ? bound : undefined;
}
