import { type DateReader, dateReader } from './date-mask.js';

/**
 * The value of a field's SQL, from the values of the record's fields; throws a RangeError
 * for a value that does not fit.
 */
export type FieldExpression = (values: ReadonlyMap<string, string | undefined>) => string | undefined;

/**
 * Functions of one record that mean the same everywhere: UPPER, LOWER, TRIM, LTRIM, RTRIM, NVL, REPLACE, TO_DATE,
 * TO_TIMESTAMP, TO_NUMBER without a mask, ||, literals and `:field`. Undefined for anything else, which is refused and
 * never guessed.
 */
export function fieldExpression(sql: string): FieldExpression | undefined {
  const tokens = sql
    .match(/'(?:''|[^'])*'|:\s*"?[\w$#]+"?|[A-Za-z_]\w*|\d+(?:\.\d+)?|\|\||./g)
    ?.filter((t) => t.trim() !== '');
  if (tokens === undefined) return undefined;
  let at = 0;
  const whole = (): FieldExpression | undefined => {
    const parts: FieldExpression[] = [];
    do {
      const part = operand();
      if (part === undefined) return undefined;
      parts.push(part);
    } while (tokens[at] === '||' && (at += 1) > 0);
    const [only] = parts;
    // '' and NULL are the same, and NULL || 'x' is 'x'.
    return parts.length === 1 ? only : (values) => joined(parts.map((part) => part(values) ?? ''));
  };
  const operand = (): FieldExpression | undefined => {
    const token = tokens[at] ?? '';
    at += 1;
    if (token.startsWith("'")) {
      const text = token.slice(1, -1).replaceAll("''", "'");
      return () => text || undefined;
    }
    if (/^\d/.test(token)) return () => token;
    if (token.startsWith(':')) {
      const name = token.slice(1).trim();
      const field = name.startsWith('"') ? name.slice(1, -1) : name.toLowerCase();
      return (values) => {
        if (!values.has(field)) throw new RangeError(`there is no field ${name}`);
        return values.get(field);
      };
    }
    if (!/^[A-Za-z]/.test(token) || tokens[at] !== '(') return undefined;
    at += 1;
    const parameters: FieldExpression[] = [];
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
  return at === tokens.length ? found : undefined;
}

const joined = (texts: readonly string[]): string | undefined => texts.join('') || undefined;
const nothing: ReadonlyMap<string, string | undefined> = new Map();

function called(name: string, parameters: readonly FieldExpression[]): FieldExpression | undefined {
  const [first, second, third] = parameters;
  if (first === undefined) return undefined;
  const changed =
    (change: (text: string) => string): FieldExpression =>
    (values) => {
      const text = first(values);
      return text === undefined ? undefined : change(text) || undefined;
    };
  const count = parameters.length;
  switch (name) {
    case 'UPPER':
      return count === 1 ? changed((text) => text.toUpperCase()) : undefined;
    case 'LOWER':
      return count === 1 ? changed((text) => text.toLowerCase()) : undefined;
    case 'TRIM':
      return count === 1 ? changed((text) => text.replace(/^ +| +$/g, '')) : undefined;
    case 'LTRIM':
      return count === 1 ? changed((text) => text.replace(/^ +/, '')) : undefined;
    case 'RTRIM':
      return count === 1 ? changed((text) => text.replace(/ +$/, '')) : undefined;
    case 'TO_NUMBER':
      return count === 1 ? changed((text) => text.trim()) : undefined;
    case 'NVL':
      return second !== undefined && count === 2 ? (values) => first(values) ?? second(values) : undefined;
    case 'REPLACE':
      if (second === undefined || count > 3) return undefined;
      return (values) => {
        const [text, what, by = ''] = [first(values), second(values), third?.(values)];
        return text === undefined || what === undefined ? text : text.replaceAll(what, by) || undefined;
      };
    case 'TO_DATE':
    case 'TO_TIMESTAMP': {
      const mask = constant(second);
      const reader: DateReader | undefined = mask === undefined || count > 2 ? undefined : dateReader(mask);
      return reader === undefined ? undefined : changed((text) => dated(reader, text, mask ?? ''));
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
