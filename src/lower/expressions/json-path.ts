/**
 * A path for PostgreSQL. In filters Oracle casts what stands at a path to the type of the literal or of the number passed that it is compared with:
 * `"314" > 20` holds, and so does `7 == "7"`; to PostgreSQL values of different types are not comparable.
 * (JSON Developer's Guide, "Types in Filter-Condition Comparisons")
 *
 * In: the path as written, and the variables of PASSING that are numbers. Out: each comparison with a second one beside it, for values of the other type.
 */
export function castingPath(path: string, numbers: ReadonlySet<string> = new Set()): string {
  if (!path.includes('?')) return path;
  return path.replace(comparisons, (whole, ...groups) => {
    const { left, op, right, literal, converse, operand } = groups[groups.length - 1] as Partial<
      Record<string, string>
    >;
    if (left && op && right)
      return both(left, op, right, numbers, (value, other) => `${value} ${op} ${other}`) ?? whole;
    if (literal && converse && operand)
      return both(operand, converse, literal, numbers, (value, other) => `${other} ${converse} ${value}`) ?? whole;
    return whole;
  });
}

const operand = String.raw`@(?:\s*\.\s*(?:[A-Za-z_][\w]*|"[^"]*")(?!\s*\(|\w)|\s*\[[^\]@?]*\])*(?!\s*[.[])`;
const value = String.raw`-?\d+(?:\.\d+)?(?:[eE][-+]?\d+)?(?![\w.])|"(?:[^"\\]|\\.)*"|\$\w+(?!\s*[.[\w])`;
const operator = '==|!=|<>|<=|>=|<|>';

/** Comparisons of what stands at a relative path with a literal or a variable, either way round; and texts, which hold none. */
const comparisons = new RegExp(
  `(?<left>${operand})\\s*(?<op>${operator})\\s*(?<right>${value})|(?<literal>${value})\\s*(?<converse>${operator})\\s*(?<operand>${operand})|"(?:[^"\\\\]|\\\\.)*"`,
  'g',
);

function both(
  at: string,
  op: string,
  other: string,
  numbers: ReadonlySet<string>,
  compare: (value: string, other: string) => string,
): string | undefined {
  if (other.startsWith('"')) {
    const text = other.slice(1, -1);
    const same = op === '==' && /^(?:0|-?[1-9]\d{0,14}|true|false)$/.test(text);
    return same ? `(${compare(at, other)} || ${compare(at, text)})` : undefined;
  }
  if (other.startsWith('$') && !numbers.has(other.slice(1))) return undefined;
  return `(${compare(at, other)} || ${compare(`${at}?(@.type() == "string").double()`, other)})`;
}
