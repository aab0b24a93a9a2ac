import type { Expr, OracleNode } from '../../../src/ir/oracle/index.js';
import { hasEffects, inParentheses, ofNodes } from '../of-nodes.js';
import type { Script } from '../script.js';

/** What a compiler reads as it stands: the texts of dynamic SQL. */
const leaves = (_: Script, node: OracleNode): boolean =>
  ['ExecuteImmediate', 'Hierarchy', 'Pragma'].includes(node.kind) ||
  (node.kind === 'OpenFor' && node.source.kind !== 'Query');

const kindOf = (script: Script, expr: Expr): string => script.analysis.typeOf(expr).kind;

const isExact = (script: Script, ...exprs: readonly Expr[]): boolean =>
  exprs.every((expr) => ['number', 'plsInteger'].includes(kindOf(script, expr)));

/** CONCAT of two. (SQL Language Reference, "CONCAT") */
export const concatFunction = ofNodes(
  'concat-function',
  (script, node) =>
    node.kind === 'Binary' && node.op === '||'
      ? `CONCAT(${script.slice(node.left.span)}, ${script.slice(node.right.span)})`
      : undefined,
  { leaves, refuses: ({ text }) => /dbms_sql|open\s+\w+\s+for\s+[^s(]/i.test(text) },
);

/** The operands of + and * change places. */
export const commuted = ofNodes(
  'commuted',
  (script, node) =>
    node.kind === 'Binary' &&
    (node.op === '+' || node.op === '*') &&
    isExact(script, node.left, node.right) &&
    !hasEffects(script, node.left)
      ? `${inParentheses(script, node.right)} ${node.op} ${inParentheses(script, node.left)}`
      : undefined,
  { leaves },
);

/** The sum with the negative. */
export const negativeAdded = ofNodes(
  'negative-added',
  (script, node) =>
    node.kind === 'Binary' && node.op === '-' && isExact(script, node.left, node.right)
      ? `${inParentheses(script, node.left)} + (-${inParentheses(script, node.right)})`
      : undefined,
  { leaves },
);

/** The two arguments of NVL that are of one type. */
function nvlArguments(script: Script, node: OracleNode): readonly [Expr, Expr] | undefined {
  if (node.kind !== 'Call') return undefined;
  const { base } = script.analysis.resolve(node);
  if (base.kind !== 'builtin' || base.name !== 'NVL' || node.args.length !== 2) return undefined;
  const [first, second] = [node.args[0]!.value, node.args[1]!.value];
  const kind = kindOf(script, first);
  if (kind !== kindOf(script, second) || !['varchar2', 'number', 'date', 'plsInteger'].includes(kind)) return undefined;
  // NVL works out both, whatever the first one is.
  return hasEffects(script, second) || /\//.test(script.slice(second.span)) ? undefined : [first, second];
}

export const nvlCoalesce = ofNodes(
  'nvl-coalesce',
  (script, node) => {
    const found = nvlArguments(script, node);
    return found && `COALESCE(${found.map((each) => script.slice(each.span)).join(', ')})`;
  },
  { leaves },
);

export const nvlCase = ofNodes(
  'nvl-case',
  (script, node) => {
    const found = nvlArguments(script, node);
    if (!found || hasEffects(script, found[0])) return undefined;
    const [first, second] = found.map((each) => inParentheses(script, each));
    return `CASE WHEN ${first} IS NULL THEN ${second} ELSE ${first} END`;
  },
  { leaves },
);

/** A simple CASE as a searched one. (SQL Language Reference, "CASE Expressions") */
export const searchedCase = ofNodes(
  'searched-case',
  (script, node) => {
    if (node.kind !== 'Case' || !node.operand || hasEffects(script, node.operand)) return undefined;
    if (node.branches.some(({ when }) => when.length !== 1)) return undefined;
    const operand = inParentheses(script, node.operand);
    const branches = node.branches.map(
      ({ when, then }) => `WHEN ${operand} = ${inParentheses(script, when[0]!)} THEN ${inParentheses(script, then)}`,
    );
    const otherwise = node.otherwise ? ` ELSE ${inParentheses(script, node.otherwise)}` : '';
    return `CASE ${branches.join(' ')}${otherwise} END`;
  },
  { leaves },
);

/** DECODE, for which two NULLs are one, as a searched CASE. (SQL Language Reference, "DECODE") */
export const decodeCase = ofNodes(
  'decode-case',
  (script, node) => {
    if (node.kind !== 'Call') return undefined;
    const { base } = script.analysis.resolve(node);
    if (base.kind !== 'builtin' || base.name !== 'DECODE') return undefined;
    const [operand, ...rest] = node.args.map(({ value }) => value);
    if (!operand || rest.length < 2 || rest.some((each) => hasEffects(script, each)) || hasEffects(script, operand))
      return undefined;
    const searches = rest.filter((_, i) => i % 2 === 0 && i + 1 < rest.length);
    const results = rest.filter((_, i) => i % 2 === 1 || i === rest.length - 1);
    if (searches.some((each) => kindOf(script, each) !== kindOf(script, operand))) return undefined;
    const [kind] = results.map((each) => kindOf(script, each));
    if (kind === 'char' || kindOf(script, operand) === 'char' || results.some((each) => kindOf(script, each) !== kind))
      return undefined;
    const x = inParentheses(script, operand);
    const branches = searches.map((search, i) => {
      const s = inParentheses(script, search);
      return `WHEN ${x} = ${s} OR (${x} IS NULL AND ${s} IS NULL) THEN ${inParentheses(script, rest[2 * i + 1]!)}`;
    });
    const otherwise = rest.length % 2 === 1 ? ` ELSE ${inParentheses(script, rest.at(-1)!)}` : '';
    return `CASE ${branches.join(' ')}${otherwise} END`;
  },
  { leaves },
);
