import { globPattern } from '../../ir/patterns-of-names.js';
import type { LintFacts } from '../facts.js';
import type { Value } from '../selector/ast.js';
import type { Entry } from '../tree.js';

/** A predicate of selectors, made for its arguments; a text says what is wrong with them. */
export type Predicate = (args: readonly Value[]) => ((entry: Entry, facts: LintFacts) => boolean) | string;

/** One that takes no arguments. */
export function plain(test: (entry: Entry, facts: LintFacts) => boolean): Predicate {
  return (args) => (args.length > 0 ? 'takes nothing in parentheses' : test);
}

/** One that takes words from a list; any of them will do. */
export function choice<Word extends string>(
  known: readonly Word[],
  test: (entry: Entry, facts: LintFacts, wanted: ReadonlySet<Word>) => boolean,
): Predicate {
  return (args) => {
    const wanted = new Set<Word>();
    for (const arg of args) {
      const word = arg.kind === 'word' || arg.kind === 'text' ? known.find((k) => k === arg.text) : undefined;
      if (word === undefined) return `takes ${known.join(', ')}`;
      wanted.add(word);
    }
    return wanted.size === 0 ? `takes ${known.join(', ')}` : (entry, facts) => test(entry, facts, wanted);
  };
}

/** One that takes names with `*` for any characters, or patterns; any of them will do. */
export function names(test: (entry: Entry, facts: LintFacts, fits: (name: string) => boolean) => boolean): Predicate {
  return (args) => {
    if (args.length === 0) return 'takes names or patterns';
    const patterns = args.map((arg) => {
      if (arg.kind === 'pattern') return new RegExp(arg.source, arg.flags);
      const text = arg.kind === 'number' ? String(arg.value) : arg.text;
      return new RegExp(`^${globPattern(text)}$`, 'i');
    });
    const fits = (name: string): boolean => patterns.some((p) => p.test(name));
    return (entry, facts) => test(entry, facts, fits);
  };
}
