import type { Call, Expr, Member, Name } from '../../../ir/oracle/index.js';
import type { Resolution } from '../../analysis.js';
import type { ColumnInfo } from '../../model/symbols.js';

/** What a name or call stands for. */
export type Resolve = (expr: Name | Call | Member) => Resolution | undefined;

const sized = (lengths: readonly (number | undefined)[], combine: (known: number[]) => number): number | undefined => {
  const known = lengths.filter((n): n is number => n !== undefined);
  return known.length === lengths.length ? combine(known) : undefined;
};
const longest = (resolve: Resolve, exprs: readonly Expr[]): number | undefined =>
  sized(
    exprs.map((e) => mostCharacters(resolve, e)),
    (known) => Math.max(...known),
  );

/** The most characters of a text; undefined where the manual does not say. */
export function mostCharacters(resolve: Resolve, expr: Expr): number | undefined {
  switch (expr.kind) {
    case 'StringLiteral':
      return expr.value.length;
    case 'NullLiteral':
      return 0;
    case 'Name':
    case 'Member':
      return declaredLength(resolve(expr)) ?? lengthAsText(resolve(expr));
    case 'Binary':
      return expr.op === '||'
        ? sized([mostCharacters(resolve, expr.left), mostCharacters(resolve, expr.right)], (known) =>
            known.reduce((a, b) => a + b, 0),
          )
        : undefined;
    case 'Case':
      return longest(resolve, [...expr.branches.map((b) => b.then), ...(expr.otherwise ? [expr.otherwise] : [])]);
    case 'Trim':
      return mostCharacters(resolve, expr.operand);
    case 'Call':
      return declaredLength(resolve(expr)) ?? lengthOfCall(resolve, expr) ?? lengthAsText(resolve(expr));
    default:
      return undefined;
  }
}

/** The length of a column, a variable, or a field or element of one; a parameter itself is declared without. */
function declaredLength(resolution: Resolution | undefined): number | undefined {
  const { base, steps, type } = resolution ?? {};
  if (type?.kind !== 'varchar2' && type?.kind !== 'char') return undefined;
  const last = steps?.at(-1);
  if (last && last.kind !== 'field' && last.kind !== 'element') return undefined;
  const isDeclared =
    base?.kind === 'column' ||
    (base?.kind === 'variable' && (last !== undefined || base.variable.storage !== 'parameter'));
  const below = base?.kind === 'column' && steps?.length === 0 ? certainlyFilledTo(base.column) : undefined;
  return isDeclared ? (type.length ?? below) : undefined;
}

/** A number that becomes text has up to forty characters. */
const lengthAsText = (resolution: Resolution | undefined): number | undefined =>
  resolution?.type.kind === 'number' ? longestNumber : undefined;

const longestNumber = 40;

function lengthOfCall(resolve: Resolve, call: Call): number | undefined {
  const resolution = resolve(call);
  if (resolution?.base.kind !== 'builtin' || resolution.steps.length > 0) return undefined;
  const values = call.args.map((a) => a.value);
  const [first, second, third] = values;
  if (!first) return undefined;
  switch (resolution.base.name) {
    case 'UPPER':
    case 'LOWER':
    case 'INITCAP':
    case 'LTRIM':
    case 'RTRIM':
    case 'TRANSLATE':
    case 'REGEXP_SUBSTR':
      return mostCharacters(resolve, first);
    case 'NVL':
    case 'COALESCE':
    case 'GREATEST':
    case 'LEAST':
      return longest(resolve, values);
    case 'CONCAT':
      return sized(
        values.map((value) => mostCharacters(resolve, value)),
        (known) => known.reduce((a, b) => a + b, 0),
      );
    case 'NVL2':
      return longest(resolve, values.slice(1));
    case 'DECODE':
      return longest(
        resolve,
        values.filter((_, i) => i > 0 && (i % 2 === 0 || (i === values.length - 1 && values.length % 2 === 0))),
      );
    case 'SUBSTR': {
      const whole = mostCharacters(resolve, first);
      const amount = third?.kind === 'NumberLiteral' ? Math.max(0, Math.trunc(Number(third.text))) : undefined;
      return amount === undefined ? whole : Math.min(amount, whole ?? amount);
    }
    case 'TO_CHAR':
      return lengthOfToChar(resolve, first, values.slice(1));
    case 'RAWTOHEX': {
      const type = isReference(first) ? resolve(first)?.type : undefined;
      return type?.kind === 'raw' && type.length !== undefined ? 2 * type.length : undefined;
    }
    case 'SOUNDEX':
      return 4;
    case 'LPAD':
    case 'RPAD':
      return second?.kind === 'NumberLiteral' ? Math.trunc(Number(second.text)) : undefined;
    default:
      return undefined;
  }
}

/** A model of digits, of a date that of elements of digits, says how much it writes. */
function lengthOfToChar(resolve: Resolve, value: Expr, [model, ...more]: readonly Expr[]): number | undefined {
  const kind = isReference(value) ? resolve(value)?.type.kind : undefined;
  if (!model) return kind === 'number' ? longestNumber : undefined;
  if (model.kind !== 'StringLiteral' || more.length > 0) return undefined;
  if (kind === 'number') return /^[09.,GD]+$/i.test(model.value) ? model.value.length + 1 : undefined;
  if (kind !== 'date' && kind !== 'timestamp') return undefined;
  return /^(?:YYYY|MM|DD|HH24|MI|SS|[-/.,:; ])+$/i.test(model.value)
    ? model.value.replace(/HH24/gi, 'HH').length
    : undefined;
}

const isReference = (expr: Expr): expr is Name | Call | Member =>
  expr.kind === 'Name' || expr.kind === 'Call' || expr.kind === 'Member';

/** What fills a text that may be as long as SQL has it says nothing certain. */
export function certainlyFilledTo({ filled }: ColumnInfo): number | undefined {
  return filled !== undefined && filled < longestInSql ? filled : undefined;
}

/** VARCHAR2 in SQL, where MAX_STRING_SIZE is STANDARD. (SQL Language Reference, "Extended Data Types") */
export const longestInSql = 4000;
