import { escapedPattern, namePattern } from '../../ir/patterns-of-names.js';

/*
 * What the source of a unit names, looked for in its text and not in its tree: names in texts of dynamic SQL count, too,
 * and so do those in comments.
 */

/** Does a text hold it? */
type InText = (text: string) => boolean;

const holds =
  (pattern: RegExp): InText =>
  (text) =>
    pattern.test(text);

/** The name, whatever has it. */
export const mentions = (name: string): InText => holds(new RegExp(namePattern(name), 'i'));

/** `name%ROWTYPE`. */
export const mentionsRowOf = (name: string): InText => holds(new RegExp(`${namePattern(name)}"?\\s*%\\s*rowtype`, 'i'));

/** INSERT into the table without a list of columns: with more columns it has too few values. */
export const fillsWhole = (table: string): InText =>
  holds(new RegExp(`\\binto\\s+(?:[\\w$#"]+\\s*\\.\\s*)?"?${escapedPattern(table)}"?\\s+(?:values|select)\\b`, 'i'));

/** Rows with all columns of some table: `%ROWTYPE`, `*`, INSERT without a list. */
export const usesWholeRows = holds(/%\s*rowtype|[\s.,(]\*|\binto\s+[\w$#.]+\s+(?:values|select)\b/i);

/** A trigger's UPDATING('C') or UPDATE OF c. */
export const asksForColumns = holds(/\bupdating\s*\(|\bupdate\s+of\b/i);
