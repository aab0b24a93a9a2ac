import type { Random } from '../random.js';

/**
 * A pattern as Oracle writes it, and as JavaScript does: both take the first way that leads to a match, alternatives
 * from left to right. (SQL Language Reference, "Oracle Regular Expression Support")
 */
export interface Pattern {
  readonly oracle: string;
  readonly js: string;
  /** Can it match the empty text? */
  readonly nullable: boolean;
}

/** What is known while a pattern is made. */
interface Making {
  readonly random: Random;
  /** Groups that are open or closed so far. */
  groups: number;
  /** Closed groups that have matched whenever what follows is tried. */
  readonly certain: number[];
  /** Inside something that may be left out or repeated. */
  readonly optional: boolean;
  /** Inside a repeated group: whether a group in it keeps what an earlier repetition matched is not settled. */
  readonly repeated: boolean;
}

const letters = ['a', 'b', 'c', 'A', 'B', '1', '2', '_', ' ', '.', '-', ',', 'é'];

const charactersOf: Readonly<Record<string, string>> = {
  digit: '0-9',
  alpha: 'A-Za-zé',
  alnum: '0-9A-Za-zé',
  upper: 'A-ZÉ',
  lower: 'a-zé',
  space: ' \\t\\n\\r\\f\\v',
  punct: '!-\\/:-@\\[-`{-~',
  blank: ' \\t',
  xdigit: '0-9A-Fa-f',
};

const escapes: readonly (readonly [oracle: string, js: string])[] = [
  ['\\d', '[0-9]'],
  ['\\D', '[^0-9]'],
  ['\\w', '[0-9A-Za-z_é]'],
  ['\\W', '[^0-9A-Za-z_é]'],
  ['\\s', '[ \\t\\n\\r\\f\\v]'],
  ['\\S', '[^ \\t\\n\\r\\f\\v]'],
];

const special = /[.*+?()[\]{}|\\^$/]/;

const literal = (character: string): string => (special.test(character) ? `\\${character}` : character);

/** What stands between brackets. */
function bracket(random: Random): Pattern {
  const parts: string[] = [];
  const js: string[] = [];
  const count = 1 + random.below(3);
  for (let i = 0; i < count; i++) {
    const choice = random.below(4);
    if (choice === 0) {
      const name = random.pick(Object.keys(charactersOf));
      parts.push(`[:${name}:]`);
      js.push(charactersOf[name]!);
    } else if (choice === 1) {
      const range = random.pick(['a-b', 'a-c', 'A-C', '0-9', '1-2', 'b-z']);
      parts.push(range);
      js.push(range);
    } else {
      const one = random.pick(letters.filter((c) => c !== '-'));
      parts.push(one);
      js.push(special.test(one) ? `\\${one}` : one);
    }
  }
  const not = random.chance(0.3) ? '^' : '';
  const hyphen = random.chance(0.1) ? '-' : '';
  return {
    oracle: `[${not}${parts.join('')}${hyphen}]`,
    js: `[${not}${js.join('')}${hyphen === '' ? '' : '\\-'}]`,
    nullable: false,
  };
}

/** One character of the subject. */
function character(random: Random): Pattern {
  const choice = random.below(10);
  if (choice < 5) {
    const one = random.pick(random.chance(0.6) ? ['a', 'b', 'c', '1'] : letters);
    return { oracle: literal(one), js: literal(one), nullable: false };
  }
  if (choice < 6) return { oracle: '.', js: '.', nullable: false };
  if (choice < 8) {
    const [oracle, js] = random.pick(escapes);
    return { oracle, js, nullable: false };
  }
  return bracket(random);
}

const below = (making: Making, optional: boolean, repeated = false): Making => ({
  random: making.random,
  get groups() {
    return making.groups;
  },
  set groups(count: number) {
    making.groups = count;
  },
  certain: optional ? [...making.certain] : making.certain,
  optional: making.optional || optional,
  repeated: making.repeated || repeated,
});

/** A list of alternatives, without what encloses it. */
function alternatives(making: Making, depth: number): Pattern {
  const { random } = making;
  const count = random.weighted([
    { weight: 6, count: 1 },
    { weight: 3, count: 2 },
    { weight: 1, count: 3 },
  ]).count;
  const parts = Array.from({ length: count }, () => sequence(count === 1 ? making : below(making, true), depth));
  return {
    oracle: parts.map((p) => p.oracle).join('|'),
    js: parts.map((p) => p.js).join('|'),
    nullable: parts.some((p) => p.nullable),
  };
}

function group(making: Making, depth: number): Pattern {
  making.groups++;
  const number = making.groups;
  const { oracle, js, nullable } = alternatives(making, depth - 1);
  if (!making.optional) making.certain.push(number);
  return { oracle: `(${oracle})`, js: `(${js})`, nullable };
}

const quantifiers = ['*', '+', '?', '{1}', '{2}', '{1,2}', '{2,}', '{0,1}', '{0,2}', '{1,3}'] as const;

function quantified(making: Making, depth: number): Pattern {
  const { random } = making;
  const quantifier = random.pick(quantifiers);
  const none = quantifier === '*' || quantifier === '?' || quantifier.startsWith('{0');
  const lazy = random.chance(0.25) ? '?' : '';
  const isGroup = depth > 0 && !making.repeated && random.chance(0.35);
  const part = isGroup ? group(below(making, true, true), depth) : character(random);
  // How often an empty part is repeated is not settled.
  if (part.nullable) return part;
  return {
    oracle: `${part.oracle}${quantifier}${lazy}`,
    js: `${part.js}${quantifier}${lazy}`,
    nullable: none,
  };
}

function sequence(making: Making, depth: number): Pattern {
  const { random } = making;
  const parts: Pattern[] = [];
  const count = 1 + random.below(3);
  for (let i = 0; i < count; i++) {
    const choice = random.below(20);
    if (choice < 8) parts.push(quantified(making, depth));
    else if (choice < 11 && depth > 0 && !making.repeated) parts.push(group(making, depth));
    else if (choice < 12 && making.certain.length > 0) {
      const number = random.pick(making.certain);
      if (number < 10) parts.push({ oracle: `\\${number}`, js: `(?:\\${number})`, nullable: true });
    } else parts.push(character(random));
  }
  return {
    oracle: parts.map((p) => p.oracle).join(''),
    js: parts.map((p) => p.js).join(''),
    nullable: parts.every((p) => p.nullable),
  };
}

/** A pattern and how many groups it has. */
export interface WholePattern extends Pattern {
  readonly groups: number;
  /** Does it begin with `^`? Where that holds for a later position is not settled. */
  readonly anchored: boolean;
}

export function somePattern(random: Random): WholePattern {
  const making: Making = { random, groups: 0, certain: [], optional: false, repeated: false };
  const { oracle, js, nullable } = random.chance(0.3) ? alternatives(making, 2) : sequence(making, 2);
  const start = random.chance(0.12) ? '^' : '';
  const end = random.chance(0.15) ? '$' : '';
  // An anchor belongs to its alternative alone: in JavaScript, too.
  return {
    oracle: `${start}${oracle}${end}`,
    js: `${start}${js}${end}`,
    nullable,
    groups: making.groups,
    anchored: start !== '',
  };
}

/** A text that patterns are looked for in: made of few characters, so that some is found. */
export function someSubject(random: Random): string {
  const length = random.pick([0, 1, 2, 3, 4, 5, 6, 8, 10, 14]);
  return Array.from({ length }, () =>
    random.pick(random.chance(0.7) ? ['a', 'b', 'c', '1'] : [...letters, 'B', '\n']),
  ).join('');
}
