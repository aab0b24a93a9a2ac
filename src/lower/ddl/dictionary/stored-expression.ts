import type { Analysis } from '../../../analyze/analysis.js';
import { isNational, isText } from '../../../analyze/model/operators.js';
import type { Call, Case, Expr } from '../../../ir/oracle/index.js';

/*
 * The expression of a virtual column as Oracle's dictionary has it, made from the parsed tree: `"SAL"*12`, `UPPER("NAME")`, `"A"-("B"-"C")`.
 * (Database Reference, ALL_TAB_COLUMNS; Administrator's Guide, "About Virtual Columns")
 */

const concatenation = 4;
const multiplication = 5;
const whole = 9;
const precedences: Readonly<Record<string, number>> = {
  '=': 3,
  '<>': 3,
  '<': 3,
  '<=': 3,
  '>': 3,
  '>=': 3,
  '||': concatenation,
  '+': concatenation,
  '-': concatenation,
  '*': multiplication,
  '/': multiplication,
};

/** Functions by the kinds of their arguments: t text, n number; nothing is converted implicitly where these hold. */
const signatures: Readonly<Record<string, RegExp>> = {
  UPPER: /^t$/,
  LOWER: /^t$/,
  INITCAP: /^t$/,
  LTRIM: /^tt?$/,
  RTRIM: /^tt?$/,
  LENGTH: /^t$/,
  SUBSTR: /^tnn?$/,
  INSTR: /^ttn?n?$/,
  REPLACE: /^ttt?$/,
  LPAD: /^tnt?$/,
  RPAD: /^tnt?$/,
  ROUND: /^nn?$/,
  TRUNC: /^(nn?|d)$/,
  ABS: /^n$/,
  CEIL: /^n$/,
  FLOOR: /^n$/,
  SIGN: /^n$/,
  SQRT: /^n$/,
  MOD: /^nn$/,
  POWER: /^nn$/,
  NVL: /^(tt|nn|dd)$/,
  COALESCE: /^(t+|n+|d+)$/,
  LAST_DAY: /^d$/,
  ADD_MONTHS: /^dn$/,
  TO_CHAR: /^(n|dt)$/,
};

/** Undefined where it is not known how Oracle would write it. */
export function storedExpression(analysis: Analysis, expr: Expr): string | undefined {
  const kindOf = (e: Expr): string => {
    const type = analysis.typeOf(e);
    if (isText(type) && !isNational(type)) return 't';
    return type.kind === 'number' ? 'n' : type.kind === 'date' ? 'd' : '?';
  };
  const text = (e: Expr): string | undefined => written(e)?.text;
  const inside = (e: Expr, above: number): string | undefined => {
    const found = written(e);
    return found && (found.precedence < above ? `(${found.text})` : found.text);
  };
  const ofTexts = (texts: readonly (string | undefined)[], make: (texts: readonly string[]) => string) => {
    const known = texts.filter((t) => t !== undefined);
    return known.length === texts.length ? make(known) : undefined;
  };
  const call = ({ callee, args, ...rest }: Call): string | undefined => {
    const name = callee.kind === 'Name' && callee.parts.length === 1 ? callee.parts[0]?.name : undefined;
    const kinds = args.map((a) => (a.name ? '?' : kindOf(a.value))).join('');
    if (name === undefined || !Object.hasOwn(signatures, name) || !signatures[name]?.test(kinds)) return undefined;
    if (rest.quantifier || rest.over || rest.keep || rest.withinGroup) return undefined;
    return ofTexts(
      args.map((a) => text(a.value)),
      (texts) => `${name}(${texts.join(',')})`,
    );
  };
  /** With the blanks that Oracle leaves: `CASE  WHEN "A">1 THEN 'x' ELSE 'y' END `. */
  const searched = ({ operand, branches, otherwise }: Case): string | undefined => {
    if (operand || branches.some((b) => b.when.length !== 1)) return undefined;
    const parts = branches.map(({ when, then }) =>
      ofTexts([when[0] && text(when[0]), text(then)], ([test, value]) => `WHEN ${test} THEN ${value} `),
    );
    const last = otherwise ? ofTexts([text(otherwise)], ([value]) => `ELSE ${value} `) : '';
    return ofTexts([...parts, last], (texts) => `CASE  ${texts.join('')}END `);
  };
  const written = (e: Expr): { readonly text: string; readonly precedence: number } | undefined => {
    const of = (found: string | undefined, precedence = whole) =>
      found === undefined ? undefined : { text: found, precedence };
    switch (e.kind) {
      case 'Name':
        return of(e.parts.length === 1 && kindOf(e) !== '?' ? `"${e.parts[0]?.name}"` : undefined);
      case 'NumberLiteral':
        return of(/^\d+(\.\d+)?$/.test(e.text) && !e.binary ? e.text : undefined);
      case 'StringLiteral':
        return of(e.national || e.value === '' ? undefined : `'${e.value.replace(/'/g, "''")}'`);
      case 'Call':
        return of(call(e));
      case 'Case':
        return of(searched(e));
      case 'Binary': {
        const precedence = precedences[e.op];
        if (precedence === undefined) return undefined;
        const kinds = kindOf(e.left) + kindOf(e.right);
        const converts =
          e.op === '||' ? kinds !== 'tt' : precedence === 3 ? !/^(tt|nn|dd)$/.test(kinds) : kinds !== 'nn';
        const ofDate = (e.op === '-' && /^d[nd]$/.test(kinds)) || (e.op === '+' && kinds === 'dn');
        if (converts && !ofDate) return undefined;
        return of(
          ofTexts([inside(e.left, precedence), inside(e.right, precedence + 1)], ([l, r]) => `${l}${e.op}${r}`),
          precedence,
        );
      }
      default:
        return undefined;
    }
  };
  return text(expr);
}
