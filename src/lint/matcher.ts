import { valuesAt } from './attributes.js';
import type { LintFacts } from './facts.js';
import { kindGroups, nodeKinds } from './kinds.js';
import { predicates } from './predicates/index.js';
import {
  type AttributeTest,
  type ComplexSelector,
  type Compound,
  type PredicateTest,
  SelectorError,
  type SelectorList,
  type Step,
  type Test,
  type Value,
} from './selector/ast.js';
import { parseSelector } from './selector/parser.js';
import type { Entry } from './tree.js';

/** Whether a node is meant. */
type Matches = (entry: Entry, facts: LintFacts) => boolean;

/** A selector made ready to run. */
export interface Matcher {
  readonly matches: Matches;
  /** Kinds that the node can have; undefined where it can be any. */
  readonly kinds: ReadonlySet<string> | undefined;
}

/**
 * Reads a selector, if that was not done before, and checks every kind and predicate in it. Throws a `SelectorError`
 * with the place of what is wrong.
 */
export function compileSelector(text: string, list: SelectorList = parseSelector(text)): Matcher {
  return { matches: compileList(list, text), kinds: kindsOf(list) };
}

function kindsOf(list: SelectorList): ReadonlySet<string> | undefined {
  const kinds = new Set<string>();
  for (const { steps } of list.alternatives) {
    const last = steps.at(-1)?.compound;
    const own =
      last?.nodeKind !== undefined
        ? new Set([last.nodeKind])
        : last?.tests
            .map((t) =>
              t.kind === 'is' ? kindsOf(t.selectors) : t.kind === 'predicate' ? kindGroups[t.name] : undefined,
            )
            .find((k) => k !== undefined);
    if (!own) return undefined;
    for (const k of own) kinds.add(k);
  }
  return kinds;
}

function compileList(list: SelectorList, text: string): Matches {
  const all = list.alternatives.map((a) => compileComplex(a, text));
  const [only] = all;
  return all.length === 1 && only ? only : (entry, facts) => all.some((m) => m(entry, facts));
}

/** From the node that is meant outwards. */
function compileComplex({ steps }: ComplexSelector, text: string): Matches {
  const compounds = steps.map((s) => compileCompound(s.compound, text));
  const at = (i: number, entry: Entry, facts: LintFacts): boolean => {
    if (!compounds[i]?.(entry, facts)) return false;
    return (
      i === 0 || someBefore(steps[i]?.combinator ?? 'descendant', entry, (candidate) => at(i - 1, candidate, facts))
    );
  };
  return (entry, facts) => at(steps.length - 1, entry, facts);
}

type Passes = (candidate: Entry) => boolean;

/** Does one of those that a node may stand to by a combinator pass? */
function someBefore(combinator: Step['combinator'], entry: Entry, passes: Passes): boolean {
  switch (combinator) {
    case 'child':
      return entry.parent !== undefined && passes(entry.parent);
    case 'descendant':
      for (let e = entry.parent; e; e = e.parent) if (passes(e)) return true;
      return false;
    case 'next': {
      const previous = entry.siblings[entry.index - 1];
      return previous !== undefined && passes(previous);
    }
    case 'following':
      for (let i = entry.index - 1; i >= 0; i -= 1) if (passes(entry.siblings[i]!)) return true;
      return false;
    default:
      return combinator satisfies never;
  }
}

/** The same seen from the other side, the way of `:has`: does one of those that stand to the node pass? */
function someAfter(combinator: Step['combinator'], entry: Entry, passes: Passes): boolean {
  switch (combinator) {
    case 'child':
      return entry.children.some(passes);
    case 'descendant': {
      const open = [...entry.children];
      for (let e = open.pop(); e; e = open.pop()) {
        if (passes(e)) return true;
        for (const child of e.children) open.push(child);
      }
      return false;
    }
    case 'next': {
      const next = entry.siblings[entry.index + 1];
      return next !== undefined && passes(next);
    }
    case 'following':
      for (let i = entry.index + 1; i < entry.siblings.length; i += 1) if (passes(entry.siblings[i]!)) return true;
      return false;
    default:
      return combinator satisfies never;
  }
}

function compileHas(list: SelectorList, text: string): Matches {
  const all = list.alternatives.map(({ steps }) => {
    const compounds = steps.map((s) => compileCompound(s.compound, text));
    const from = (i: number, entry: Entry, facts: LintFacts): boolean => {
      if (i === steps.length) return true;
      return someAfter(
        steps[i]?.combinator ?? 'descendant',
        entry,
        (candidate) => compounds[i]?.(candidate, facts) === true && from(i + 1, candidate, facts),
      );
    };
    return from;
  });
  return (entry, facts) => all.some((from) => from(0, entry, facts));
}

function compileCompound({ nodeKind, tests }: Compound, text: string): Matches {
  if (nodeKind !== undefined && !nodeKinds.has(nodeKind))
    throw new SelectorError(
      `there is no kind of node '${nodeKind}'${likeliest(nodeKind)}`,
      kindOffset(nodeKind, text),
      text,
    );
  const all = tests.map((t) => compileTest(t, text));
  return (entry, facts) =>
    (nodeKind === undefined || entry.node.kind === nodeKind) && all.every((t) => t(entry, facts));
}

function kindOffset(kind: string, text: string): number {
  return Math.max(0, text.search(new RegExp(`(?<![\\w$#.:"'\\[-])${kind.replaceAll('$', '\\$')}(?![\\w$#-])`)));
}

function likeliest(kind: string): string {
  const wanted = kind.toLowerCase();
  const near = [...nodeKinds].find((k) => k.toLowerCase() === wanted || k.toLowerCase().startsWith(wanted));
  return near ? `; perhaps ${near}` : '';
}

function compileTest(test: Test, text: string): Matches {
  switch (test.kind) {
    case 'attribute':
      return compileAttribute(test);
    case 'field': {
      const field = test.path.join('.');
      return ({ field: own }) => own === field;
    }
    case 'is':
      return compileList(test.selectors, text);
    case 'not': {
      const inner = compileList(test.selectors, text);
      return (entry, facts) => !inner(entry, facts);
    }
    case 'has':
      return compileHas(test.selectors, text);
    case 'predicate':
      return compilePredicate(test, text);
  }
}

function compilePredicate({ name, args, offset }: PredicateTest, text: string): Matches {
  const fail = (reason: string): never => {
    throw new SelectorError(reason, offset, text);
  };
  const group = Object.hasOwn(kindGroups, name) ? kindGroups[name] : undefined;
  if (group)
    return args.length > 0 ? fail(`:${name} takes nothing in parentheses`) : ({ node }) => group.has(node.kind);
  const predicate = Object.hasOwn(predicates, name) ? predicates[name] : undefined;
  if (!predicate) return fail(`there is no :${name}`);
  const made = predicate(args);
  return typeof made === 'string' ? fail(`:${name} ${made}`) : made;
}

function compileAttribute({ path, comparison }: AttributeTest): Matches {
  const values = (entry: Entry): readonly unknown[] => valuesAt(entry.node, path);
  if (!comparison) return (entry) => values(entry).some((v) => v !== undefined && v !== null && v !== false);
  const { op, value } = comparison;
  const equal = equality(value);
  const text = value.kind === 'pattern' ? value.source : value.kind === 'number' ? String(value.value) : value.text;
  const number = Number(text);
  switch (op) {
    case '=':
      return (entry) => values(entry).some(equal);
    case '!=':
      return (entry) => !values(entry).some(equal);
    case '^=':
      return (entry) => values(entry).some((v) => String(v).startsWith(text));
    case '$=':
      return (entry) => values(entry).some((v) => String(v).endsWith(text));
    case '*=':
      return (entry) => values(entry).some((v) => String(v).includes(text));
    case '<':
      return (entry) => values(entry).some((v) => Number(v) < number);
    case '<=':
      return (entry) => values(entry).some((v) => Number(v) <= number);
    case '>':
      return (entry) => values(entry).some((v) => Number(v) > number);
    case '>=':
      return (entry) => values(entry).some((v) => Number(v) >= number);
  }
}

function equality(value: Value): (found: unknown) => boolean {
  switch (value.kind) {
    case 'pattern': {
      const pattern = new RegExp(value.source, value.flags);
      return (found) => typeof found !== 'object' && pattern.test(String(found));
    }
    case 'number':
      return (found) => Number(found) === value.value && found !== '';
    case 'text':
    case 'word':
      return (found) => String(found) === value.text;
  }
}
