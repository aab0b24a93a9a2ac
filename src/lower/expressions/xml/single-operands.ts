import type { Token } from './xquery.js';

/** A path of which XQuery takes one node at most. */
export interface SingleOperand {
  readonly tokens: readonly Token[];
  /** Without a node there is no result at all. */
  readonly needed: boolean;
}

interface Place {
  readonly single: boolean;
  readonly needed: boolean;
}

/**
 * The paths that stand where XQuery takes a single value, outside of predicates: operands of arithmetic, arguments of
 * functions of one text or number. Several nodes are an error there (ORA-19279), of which XPath 1.0 takes the first.
 * (XQuery 1.0, section 3.4; XQuery 1.0 Functions and Operators)
 */
export const singleOperands = (tokens: readonly Token[]): readonly SingleOperand[] =>
  within(tokens, { single: false, needed: true });

function within(tokens: readonly Token[], place: Place): readonly SingleOperand[] {
  const parts = partsOf(tokens);
  const isCompared = parts.some(({ after }) => after === 'other');
  return parts.flatMap(({ tokens: part, before, after }) => {
    const isComputed = before === 'arithmetic' || after === 'arithmetic';
    return ofPart(part, {
      single: isComputed || (place.single && !isCompared),
      needed: place.needed && !isCompared && (isComputed || place.single || parts.length === 1),
    });
  });
}

function ofPart(tokens: readonly Token[], place: Place): readonly SingleOperand[] {
  const [first, second] = tokens;
  if (!first) return [];
  if (first.text === '(' && closing(tokens, 0) === tokens.length - 1) return within(tokens.slice(1, -1), place);
  if (first.kind === 'name' && second?.text === '(' && closing(tokens, 1) === tokens.length - 1) {
    const called = first.text.replace(/^fn:/, '');
    if (!/^(text|node|comment|processing-instruction)$/.test(called))
      return within(tokens.slice(2, -1), {
        single: ofOneValue.has(called),
        needed: place.needed && keepingNothing.has(called),
      });
  }
  const isPath = first.kind === 'name' || first.kind === 'variable' || pathStarts.has(first.text);
  return isPath && place.single ? [{ tokens, needed: place.needed }] : [];
}

type Operator = 'arithmetic' | 'other' | 'comma';

interface Part {
  readonly tokens: readonly Token[];
  readonly before: Operator | undefined;
  readonly after: Operator | undefined;
}

/** What stands between the operators and commas of the outermost level. */
function partsOf(tokens: readonly Token[]): readonly Part[] {
  const parts: Part[] = [];
  let part: Token[] = [];
  let before: Operator | undefined;
  let depth = 0;
  let isOperand = true;
  for (const token of tokens) {
    const { kind, text } = token;
    const operator = depth === 0 && !isOperand ? operatorOf(token) : undefined;
    const isSign = depth === 0 && isOperand && part.length === 0 && /^[+-]$/.test(text);
    if (operator || isSign) {
      if (operator) parts.push({ tokens: part, before, after: operator });
      part = [];
      before = operator ?? 'arithmetic';
      isOperand = true;
      continue;
    }
    if (text === '(' || text === '[') depth++;
    if (text === ')' || text === ']') depth--;
    part.push(token);
    isOperand = kind === 'symbol' && !/^(\.\.?|\)|\]|\*)$/.test(text);
  }
  return [...parts, { tokens: part, before, after: undefined }];
}

function operatorOf({ kind, text }: Token): Operator | undefined {
  if (text === ',') return 'comma';
  if (kind === 'name') return /^(div|mod)$/.test(text) ? 'arithmetic' : /^(and|or)$/.test(text) ? 'other' : undefined;
  if (/^[+*-]$/.test(text)) return 'arithmetic';
  return /^(!?=|[<>]=?)$/.test(text) ? 'other' : undefined;
}

/** Where the bracket closes that opens at a place. */
function closing(tokens: readonly Token[], open: number): number {
  let depth = 0;
  for (let i = open; i < tokens.length; i++) {
    const text = tokens[i]?.text ?? '';
    if (text === '(' || text === '[') depth++;
    if ((text === ')' || text === ']') && --depth === 0) return i;
  }
  return -1;
}

const ofOneValue: ReadonlySet<string> = new Set(
  `string concat starts-with contains substring-before substring-after substring string-length normalize-space translate
  number floor ceiling name local-name namespace-uri`.split(/\s+/),
);
/** Functions that give nothing of nothing. */
const keepingNothing: ReadonlySet<string> = new Set(['floor', 'ceiling']);
const pathStarts: ReadonlySet<string> = new Set(['/', '//', '.', '..', '@', '*']);
