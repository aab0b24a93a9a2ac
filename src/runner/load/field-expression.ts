import { nameOf } from './control-file-tokens.js';
import { type DateReader, dateReader } from './date-mask.js';

/**
 * The value of a field's SQL, from the values of the record's fields; throws a RangeError
 * for a value that does not fit.
 */
export type FieldExpression = (values: ReadonlyMap<string, string | undefined>) => string | undefined;

/** SQL of a field, understood. */
interface Understood {
  readonly value: FieldExpression;
  /** A date, and no text. */
  readonly isDate: boolean;
  /** The fields that it names. */
  readonly fields: readonly string[];
}

type Part = Omit<Understood, 'fields'>;

/**
 * Functions of one record that mean the same everywhere: UPPER, LOWER, TRIM, LTRIM, RTRIM, NVL, REPLACE, TO_DATE,
 * TO_TIMESTAMP, TO_NUMBER without a mask, ||, literals and `:field`. Undefined for anything else, which is refused and
 * never guessed.
 */
export function fieldExpression(sql: string): Understood | undefined {
  const tokens = sql
    .match(/'(?:''|[^'])*'|:\s*"?[\w$#]+"?|[A-Za-z_]\w*|\d+(?:\.\d+)?|\|\||./g)
    ?.filter((t) => t.trim() !== '');
  if (tokens === undefined) return undefined;
  let at = 0;
  const fields: string[] = [];
  const whole = (): Part | undefined => {
    const parts: Part[] = [];
    do {
      const part = operand();
      if (part === undefined) return undefined;
      parts.push(part);
    } while (tokens[at] === '||' && (at += 1) > 0);
    const [only] = parts;
    if (parts.length === 1) return only;
    // '' and NULL are the same, and NULL || 'x' is 'x'.
    return parts.some(({ isDate }) => isDate)
      ? undefined
      : text((values) => joined(parts.map(({ value }) => value(values) ?? '')));
  };
  const operand = (): Part | undefined => {
    const token = tokens[at] ?? '';
    at += 1;
    if (token.startsWith("'")) {
      const written = token.slice(1, -1).replaceAll("''", "'");
      return text(() => written || undefined);
    }
    if (/^\d/.test(token)) return text(() => numberText(token));
    if (token.startsWith(':')) {
      const name = token.slice(1).trim();
      const field = nameOf(name);
      fields.push(field);
      return text((values) => {
        if (values === nothing) throw new RangeError(`:${name} is no constant`);
        return values.get(field);
      });
    }
    if (!/^[A-Za-z]/.test(token) || tokens[at] !== '(') return undefined;
    at += 1;
    const parameters: Part[] = [];
    while (tokens[at] !== ')') {
      const parameter = whole();
      if (parameter === undefined) return undefined;
      parameters.push(parameter);
      if (tokens[at] === ',') at += 1;
      else if (tokens[at] !== ')') return undefined;
    }
    at += 1;
    return called(token.toUpperCase(), parameters);
  };
  const found = whole();
  return at === tokens.length && found !== undefined ? { ...found, fields } : undefined;
}

const text = (value: FieldExpression): Part => ({ value, isDate: false });

/** As a NUMBER becomes text: `.5`, `7`. @throws RangeError */
function numberText(written: string): string {
  const [, sign = '', whole = '', fraction = ''] = /^\s*([+-]?)0*(\d*)(?:\.(\d*?)0*)?\s*$/.exec(written) ?? [];
  const digits = whole + (fraction === '' ? '' : `.${fraction}`);
  if (digits !== '') return (sign === '-' ? '-' : '') + digits;
  if (!/^\s*[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?\s*$/i.test(written))
    throw new RangeError(`'${written}' is no number`);
  return /e/i.test(written) ? written.trim() : '0';
}

/** By letter: a capital that is two letters is none in Oracle. */
const inCase = (value: string, change: (letter: string) => string): string =>
  [...value].map((letter) => (change(letter).length === letter.length ? change(letter) : letter)).join('');

const joined = (texts: readonly string[]): string | undefined => texts.join('') || undefined;
const nothing: ReadonlyMap<string, string | undefined> = new Map();

function called(name: string, parameters: readonly Part[]): Part | undefined {
  const [first, second, third] = parameters;
  if (first === undefined) return undefined;
  const count = parameters.length;
  if (name === 'NVL') {
    if (second === undefined || count > 2 || first.isDate !== second.isDate) return undefined;
    return { value: (values) => first.value(values) ?? second.value(values), isDate: first.isDate };
  }
  // Of a date they make a text by NLS_DATE_FORMAT first.
  if (parameters.some(({ isDate }) => isDate)) return undefined;
  const changing =
    (change: (value: string) => string): FieldExpression =>
    (values) => {
      const value = first.value(values);
      return value === undefined ? undefined : change(value) || undefined;
    };
  const changed = (change: (value: string) => string): Part | undefined =>
    count === 1 ? text(changing(change)) : undefined;
  switch (name) {
    case 'UPPER':
      return changed((value) => inCase(value, (letter) => letter.toUpperCase()));
    case 'LOWER':
      return changed((value) => inCase(value, (letter) => letter.toLowerCase()));
    case 'TRIM':
      return changed((value) => value.replace(/^ +| +$/g, ''));
    case 'LTRIM':
      return changed((value) => value.replace(/^ +/, ''));
    case 'RTRIM':
      return changed((value) => value.replace(/ +$/, ''));
    case 'TO_NUMBER':
      return changed(numberText);
    case 'REPLACE':
      if (second === undefined || count > 3) return undefined;
      return text((values) => {
        const [value, what, by = ''] = [first.value(values), second.value(values), third?.value(values)];
        return value === undefined || what === undefined ? value : value.replaceAll(what, () => by) || undefined;
      });
    case 'TO_DATE':
    case 'TO_TIMESTAMP': {
      const mask = constant(second?.value);
      const reader: DateReader | undefined = mask === undefined || count > 2 ? undefined : dateReader(mask);
      if (reader === undefined) return undefined;
      return { value: changing((value) => dated(reader, value, mask ?? '')), isDate: true };
    }
    default:
      return undefined;
  }
}

/** The text of a parameter that needs no record. */
function constant(expression: FieldExpression | undefined): string | undefined {
  try {
    return expression?.(nothing);
  } catch {
    return undefined;
  }
}

/** A text read by an Oracle date mask. @throws RangeError where it does not fit the mask */
export function dated(reader: DateReader, text: string, mask: string): string {
  const found = reader(text);
  if (found === undefined) throw new RangeError(`'${text}' is no date of the form ${mask}`);
  return found;
}
