import { runtimeViewName } from '../analyze/oracle/dictionary-columns.js';

/** Adds the names of the runtime functions that a text calls. */
export function runtimeNames(text: string, into: Set<string>): void {
  for (const match of text.matchAll(/\bora\.([a-z_][a-z0-9_]*)/g)) if (match[1]) into.add(match[1]);
}

const dictionary = /\b(?:user|all|dba)_([a-z_]+)|\bg?v_?\$[a-z_]+/gi;

/**
 * Adds the dictionary views that texts name, of all three prefixes, where some of them hands what the run puts together to the
 * runtime: the view may be named in a text of one routine and read by the dynamic SQL of another.
 * `into`: what the texts call of the runtime.
 */
export function viewsOfRunTimeTexts(texts: Iterable<string>, into: Set<string>): void {
  if (![...into].some((name) => name.startsWith('dynamic_'))) return;
  for (const text of texts)
    for (const [name, family] of text.matchAll(dictionary))
      if (family === undefined) into.add(runtimeViewName(name));
      else for (const prefix of ['user', 'all', 'dba']) into.add(`${prefix}_${family.toLowerCase()}`);
}
