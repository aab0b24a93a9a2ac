import { escapedPattern } from '../../../ir/patterns-of-names.js';

/*
 * Paths of Oracle that PostgreSQL writes otherwise: `..name` is `.**.name`, and comparisons of text become regular
 * expressions. (JSON Developer's Guide, "SQL/JSON Path Expression Syntax": the descendant step, and the predicates of
 * filters)
 */

const text = String.raw`"(?:[^"\\]|\\.)*"`;
const operand = String.raw`@(?:\s*\.\s*(?:[A-Za-z_]\w*(?!\s*\(|\w)|"[^"]*")|\s*\[[^\]@?]*\])*`;
const item = String.raw`(?:${text}|-?\d+(?:\.\d+)?(?:[eE][-+]?\d+)?|\$\w+)`;

/** A predicate that PostgreSQL has not, and texts, which hold none. */
const predicates = new RegExp(
  `(?<left>${operand})\\s+(?:(?<op>has\\s+substring|like_regex|regex\\s+like|eq_regex|regex\\s+equals|regex|ci_like_regex|ci_regex|like)\\s*(?<right>${text})|in\\s*\\((?<list>\\s*${item}(?:\\s*,\\s*${item})*\\s*)\\))|${text}`,
  'g',
);

/** Methods that take values of one type and no others. */
const only = 'numberOnly|stringOnly|booleanOnly';

/**
 * A method of a filter that makes what it stands behind a value of the type that it is compared as anyway, or that
 * changes its letters.
 */
const converted = new RegExp(
  `(?<left>${operand})\\s*\\.\\s*(?<method>number|double|string|upper|lower|${only})\\s*\\(\\s*\\)\\s*(?<op>==|!=|<>|<=|>=|<|>)\\s*(?<right>${text}|true|false|-?\\d+(?:\\.\\d+)?(?:[eE][-+]?\\d+)?)|${text}`,
  'g',
);

/**
 * A method at the end of a path that PostgreSQL 15 does not have, in lower case where it comes from the dot notation;
 * `ora.json_value` calls it.
 */
const lastMethod =
  /\.\s*(?:(?:number|string|boolean)[oO]nly|upper|lower|length|string|number|boolean|date|timestamp|count|sum|avg|(?:min|max)(?:[nN]umber|[sS]tring))\s*\(\s*\)\s*$/;

/** Methods that filters of PostgreSQL 15 do not have. */
const strangeMethod = /\.\s*(?!(?:type|size|double|ceiling|floor|abs|keyvalue)\s*\()[A-Za-z]\w*\s*\(/;

/** What is still Oracle's only. */
const oracleOnly =
  /\.\s*(?:\w+Only|avg|sum|minNumber|maxNumber|minString|maxString|float|dateWithTime|dsInterval|ymInterval)\s*\(|[\s)](?:has\s+substring|like|regex|regex\s+like|regex\s+equals|eq_regex|ci_regex|ci_like_regex|like_regex\s*\$)\s*["$]|\bin\s*\(|\.\./i;

const texts = new RegExp(text, 'g');

/** What a path is for: one scalar, the existence of a value, or values as they are. */
export type PathUse = 'scalar' | 'exists' | 'values';

/**
 * In: a path as written, and what it is for. Out: the same for PostgreSQL, undefined where it has none. Where one
 * scalar is asked for, a method at the end stays for `ora.json_value`.
 */
export function pathForPostgres(path: string, use: PathUse): string | undefined {
  const [method] = lastMethod.exec(path) ?? [];
  if (method === undefined) return stepsForPostgres(path, use === 'exists');
  const steps = path.slice(0, -method.length);
  if (use === 'scalar') {
    const made = unquoted(steps).includes('..') ? undefined : stepsForPostgres(steps, false);
    return made === undefined ? undefined : made + method;
  }
  const [, type] = /(number|string|boolean)Only/.exec(method) ?? [];
  return use === 'exists' && type !== undefined ? stepsForPostgres(`${steps}?(${isOfType(type)})`, true) : undefined;
}

const isOfType = (type: string): string => `@.type() == "${type}"`;

/**
 * A descendant step stays for `ora.json_items`, unless only the existence of a value is asked for: PostgreSQL's gives
 * values in arrays twice.
 */
function stepsForPostgres(path: string, exists: boolean): string | undefined {
  let impossible = false;
  const written = withoutConversions(path).replace(predicates, (whole, ...groups) => {
    const { left, op, right, list } = groups.at(-1) as Partial<Record<string, string>>;
    if (left && list !== undefined) {
      const items = list.match(new RegExp(item, 'g')) ?? [];
      return `(${items.map((other) => `${left} == ${other}`).join(' || ')})`;
    }
    if (!left || !op || !right) return whole;
    const made = comparison(left, op.replace(/\s+/g, ' '), JSON.parse(right) as string);
    impossible ||= made === undefined;
    return made ?? whole;
  });
  if (impossible) return undefined;
  const [steps = '', ...filters] = written.split('?');
  if (!unquoted(steps).includes('..')) return isOracleOnly(written) ? undefined : written;
  if (!exists) return plainPath.test(written) ? written : undefined;
  const below = steps.replace(descendant, (found) => (found === '..' ? '.**.' : found));
  const made = [below, ...filters].join('?');
  return isOracleOnly(made) ? undefined : made;
}

/** Two dots before a name, and texts, which hold none. */
const descendant = new RegExp(`${text}|\\.\\.(?=\\s*[A-Za-z_"])`, 'g');

const unquoted = (path: string): string => path.replace(texts, '""');

const isOracleOnly = (path: string): boolean => {
  const plain = unquoted(path);
  const [, ...filters] = plain.split('?');
  return oracleOnly.test(plain) || filters.some((f) => strangeMethod.test(f));
};

/**
 * `@.n.number() > 4` is `@.n > 4`, `@.t.upper() == "X"` is `@.t like_regex "^X$" flag "i"`. (JSON Developer's Guide,
 * "SQL/JSON Path Expression Item Methods")
 */
function withoutConversions(path: string): string {
  if (!path.includes('?')) return path;
  return path.replace(converted, (whole, ...groups) => {
    const { left, method, op, right } = groups.at(-1) as Partial<Record<string, string>>;
    if (!left || !method || !op || !right) return whole;
    const isText = right.startsWith('"');
    const isBoolean = right === 'true' || right === 'false';
    if (method.endsWith('Only')) {
      const type = isText ? 'string' : isBoolean ? 'boolean' : 'number';
      return method === `${type}Only` ? `${left}?(${isOfType(type)}) ${op} ${right}` : whole;
    }
    if (isBoolean) return whole;
    if (method === 'number' || method === 'double') return isText ? whole : `${left} ${op} ${right}`;
    if (!isText) return whole;
    if (method === 'string') return `${left} ${op} ${right}`;
    const other = JSON.parse(right) as string;
    const possible = other === (method === 'upper' ? other.toUpperCase() : other.toLowerCase());
    if (op !== '==' || !possible || other === '') return whole;
    return `${left} like_regex ${JSON.stringify(`^${escapedPattern(other)}$`)} flag "i"`;
  });
}

function comparison(left: string, op: string, other: string): string | undefined {
  switch (op) {
    case 'has substring':
      return other === '' ? undefined : `${left} like_regex ${JSON.stringify(other)} flag "q"`;
    case 'like':
      // There is no escape character.
      return `${left} like_regex ${JSON.stringify(`^${likePattern(other)}$`)} flag "s"`;
    default:
      if (!isCommonPattern(other)) return undefined;
      return (
        `${left} like_regex ` +
        `${JSON.stringify(/like/.test(op) ? other : `^(${other})$`)}${op.startsWith('ci_') ? ' flag "i"' : ''}`
      );
  }
}

const likePattern = (pattern: string): string =>
  pattern.replace(/[\\^$.|?*+()[\]{}%_]/g, (c) => (c === '%' ? '.*' : c === '_' ? '.' : `\\${c}`));

/**
 * Does the pattern mean the same to Oracle and to PostgreSQL? No references back, no equivalence classes, no backslash
 * in brackets.
 */
function isCommonPattern(pattern: string): boolean {
  const outside = pattern.replace(/\[\^?\]?(?:\[:\w+:\]|[^\]\\[])*\]/g, '');
  return pattern !== '' && !/[[\]]|\\[A-Za-z0-9](?<!\\[dDwWsS])|\(\?|\*{2}|\n/.test(outside);
}

/**
 * Paths whose items keep the text they have in the document: members and elements, no filters and no methods. The same
 * test is in `ora.json_items`.
 */
export const plainPath =
  /^\s*\$(?:\s*(?:\.\s*(?:[A-Za-z_][\w$]*(?![\w$(])|"[^"]*"|\*)|\.\.\s*(?:[A-Za-z_][\w$]*(?![\w$(])|"[^"]*"))|\s*\[[^\]?@]*\])*\s*$/;
