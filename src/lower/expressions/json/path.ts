/** The variables of PASSING, by their types. */
export interface PassedTypes {
  readonly numbers: ReadonlySet<string>;
  readonly texts: ReadonlySet<string>;
}

/**
 * A path for PostgreSQL. In filters Oracle casts what stands at a path to the type of the literal or of the number
 * passed that it is compared with: `"314" > 20` holds, and so do `7 == "7"` and `7 != "8"`; to PostgreSQL values of
 * different types are not comparable. (JSON Developer's Guide, "Types in Filter-Condition Comparisons")
 *
 * In: the path as written, and the variables of PASSING. Out: each comparison with a second one beside it, for values
 * of the other type.
 */
export function castingPath(path: string, passed: PassedTypes = { numbers: new Set(), texts: new Set() }): string {
  if (!path.includes('?')) return path;
  return path.replace(comparisons, (whole, ...groups) => {
    const { left, op, right, literal, converse, operand } = groups.at(-1) as Partial<Record<string, string>>;
    if (left && op && right) return both(left, op, right, passed, (value, other) => `${value} ${op} ${other}`) ?? whole;
    if (literal && converse && operand)
      return both(operand, converse, literal, passed, (value, other) => `${other} ${converse} ${value}`) ?? whole;
    return whole;
  });
}

const operand = String.raw`@(?:\s*\.\s*(?:[A-Za-z_][\w]*|"[^"]*")(?!\s*\(|\w)|\s*\[[^\]@?]*\])*(?!\s*[.[])`;
const value = String.raw`-?\d+(?:\.\d+)?(?:[eE][-+]?\d+)?(?![\w.])|"(?:[^"\\]|\\.)*"|\$\w+(?!\s*[.[\w])`;
const operator = '==|!=|<>|<=|>=|<|>';

/**
 * Comparisons of what stands at a relative path with a literal or a variable, either way round; and texts, which hold
 * none.
 */
const comparisons = new RegExp(
  `(?<left>${operand})\\s*(?<op>${operator})\\s*(?<right>${value})|(?<literal>${value})\\s*(?<converse>${operator})\\s*(?<operand>${operand})|"(?:[^"\\\\]|\\\\.)*"`,
  'g',
);

/**
 * The comparison by order with a text that is a number, if there is one: a number at the path is compared with it as
 * text in Oracle, `10 < "7"` holds; PostgreSQL has no text of a number in a path.
 */
export function orderOfNumberText(path: string): string | undefined {
  if (!path.includes('?')) return undefined;
  for (const { 0: whole, groups } of path.matchAll(comparisons)) {
    const [op, text] = groups?.op ? [groups.op, groups.right] : [groups?.converse, groups?.literal];
    if (op && /[<>]/.test(op) && op !== '<>' && text && /^"-?\d+(\.\d+)?"$/.test(text)) return whole;
  }
  return undefined;
}

/** The name beside a text variable under which its number is passed, an empty list where it is the text of none. */
export const numberBeside = (variable: string): string => `${variable}_number`;

function both(
  at: string,
  op: string,
  other: string,
  { numbers, texts }: PassedTypes,
  compare: (value: string, other: string) => string,
): string | undefined {
  if (other.startsWith('"')) {
    const text = other.slice(1, -1);
    return beside(at, op, other, /^(?:0|-?[1-9]\d{0,14}|true|false)$/.test(text) ? text : undefined, compare);
  }
  const variable = other.startsWith('$') ? other.slice(1) : undefined;
  if (variable !== undefined && texts.has(variable))
    return beside(at, op, other, `$${numberBeside(variable)}`, compare);
  if (variable !== undefined && !numbers.has(variable)) return undefined;
  return `(${compare(at, other)} || ${compare(`${at}?(@.type() == "string").double()`, other)})`;
}

/** Is a number or boolean, whose text is that of `same`, equal or unequal to a text? */
function beside(
  at: string,
  op: string,
  other: string,
  same: string | undefined,
  compare: (value: string, other: string) => string,
): string | undefined {
  if (op === '==') return same === undefined ? undefined : `(${compare(at, other)} || ${compare(at, same)})`;
  if (op !== '!=' && op !== '<>') return undefined;
  const differs = same === undefined ? '' : ` && ((${at} == ${same}) is unknown || !(${at} == ${same}))`;
  return `(${compare(at, other)} || (${at}.type() == "number" || ${at}.type() == "boolean")${differs})`;
}
