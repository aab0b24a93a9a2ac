import type { Analysis } from '../../../analyze/analysis.js';
import { isNational, isText } from '../../../analyze/model/operators.js';
import { simpleName } from '../../../ir/dotted.js';
import type { Call, Case, Expr } from '../../../ir/oracle/index.js';

/*
 * The expression of a virtual column as Oracle's dictionary has it, made from the parsed tree: `"SAL"*12`,
 * `UPPER("NAME")`, `"A"-("B"-"C")`. (Database Reference, ALL_TAB_COLUMNS; Administrator's Guide, "About Virtual
 * Columns")
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
  return new StoredExpressions(analysis).text(expr);
}

/** Writes expressions as the dictionary of Oracle has them. */
class StoredExpressions {
  constructor(private readonly analysis: Analysis) {}

  private kindOf(e: Expr): string {
    const type = this.analysis.typeOf(e);
    if (isText(type) && !isNational(type)) return 't';
    return type.kind === 'number' ? 'n' : type.kind === 'date' ? 'd' : '?';
  }

  text(e: Expr): string | undefined {
    return this.written(e)?.text;
  }

  private inside(e: Expr, above: number): string | undefined {
    const found = this.written(e);
    return found && (found.precedence < above ? `(${found.text})` : found.text);
  }

  /** An operand of `||`: what is a number becomes text. */
  private joined(e: Expr, above: number): string | undefined {
    const number = this.kindOf(e) === 'n' ? this.text(e) : undefined;
    return number === undefined ? this.inside(e, above) : `TO_CHAR(${number})`;
  }

  private ofTexts(texts: readonly (string | undefined)[], make: (texts: readonly string[]) => string) {
    const known = texts.filter((t) => t !== undefined);
    return known.length === texts.length ? make(known) : undefined;
  }

  private call({ callee, args, ...rest }: Call): string | undefined {
    const name = callee.kind === 'Name' ? simpleName(callee) : undefined;
    const kinds = args.map((a) => (a.name ? '?' : this.kindOf(a.value))).join('');
    if (name === undefined || !Object.hasOwn(signatures, name) || !signatures[name]?.test(kinds)) return undefined;
    if (rest.quantifier || rest.over || rest.keep || rest.withinGroup) return undefined;
    return this.ofTexts(
      args.map((a) => this.text(a.value)),
      (texts) => `${name}(${texts.join(',')})`,
    );
  }

  /** With the blanks that Oracle leaves: `CASE  WHEN "A">1 THEN 'x' ELSE 'y' END `. */
  private searched({ operand, branches, otherwise }: Case): string | undefined {
    if (operand || branches.some((b) => b.when.length !== 1)) return undefined;
    const parts = branches.map(({ when, then }) =>
      this.ofTexts([when[0] && this.text(when[0]), this.text(then)], ([test, value]) => `WHEN ${test} THEN ${value} `),
    );
    const last = otherwise ? this.ofTexts([this.text(otherwise)], ([value]) => `ELSE ${value} `) : '';
    return this.ofTexts([...parts, last], (texts) => `CASE  ${texts.join('')}END `);
  }

  private written(e: Expr): { readonly text: string; readonly precedence: number } | undefined {
    const of = (found: string | undefined, precedence = whole) =>
      found === undefined ? undefined : { text: found, precedence };
    switch (e.kind) {
      case 'Name':
        return of(e.parts.length === 1 && this.kindOf(e) !== '?' ? `"${e.parts[0]?.name}"` : undefined);
      case 'NumberLiteral':
        return of(/^\d+(\.\d+)?$/.test(e.text) && !e.binary ? e.text : undefined);
      case 'StringLiteral':
        return of(e.national || e.value === '' ? undefined : `'${e.value.replace(/'/g, "''")}'`);
      case 'Call':
        return of(this.call(e));
      case 'Case':
        return of(this.searched(e));
      case 'Binary': {
        const precedence = precedences[e.op];
        if (precedence === undefined) return undefined;
        const kinds = this.kindOf(e.left) + this.kindOf(e.right);
        if (e.op === '||' && /^[nt][nt]$/.test(kinds))
          return of(
            this.ofTexts([this.joined(e.left, precedence), this.joined(e.right, precedence + 1)], (t) => t.join('||')),
            precedence,
          );
        const converts = e.op === '||' || (precedence === 3 ? !/^(tt|nn|dd)$/.test(kinds) : kinds !== 'nn');
        const ofDate = (e.op === '-' && /^d[nd]$/.test(kinds)) || (e.op === '+' && kinds === 'dn');
        if (converts && !ofDate) return undefined;
        return of(
          this.ofTexts(
            [this.inside(e.left, precedence), this.inside(e.right, precedence + 1)],
            ([l, r]) => `${l}${e.op}${r}`,
          ),
          precedence,
        );
      }
      default:
        return undefined;
    }
  }
}
