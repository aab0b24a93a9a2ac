import { escapedPattern } from '../../../../ir/patterns-of-names.js';
import type { PgStatement } from '../../../../ir/postgres/index.js';
import { regclassText } from '../../../ddl/names.js';

/** Where a word of dynamic SQL that is known at run time only stands in what its text became. */
interface WordHomes {
  /**
   * The schemas that lowering wrote before the word: `truncate table public.dyn_1_`. The word may bring a schema of its
   * own, which then takes their place.
   */
  readonly schemas: readonly string[];
  /** Does it stand elsewhere, too? */
  readonly alone: boolean;
}

/** @param text the statement as it was written, in which a schema may stand before the word as well */
export function wordHomes(statement: PgStatement, word: string, text: string): WordHomes {
  const schemas = new Set<string>();
  let alone = false;
  const visit = (value: unknown): void => {
    if (typeof value === 'string') {
      let rest = value;
      for (const [whole, schema] of value.matchAll(new RegExp(`([\\w$]+)\\.${word}`, 'g'))) {
        if (schema === undefined || isQualified(schema, word, text)) continue;
        schemas.add(schema);
        rest = rest.replace(whole, '');
      }
      alone ||= rest.includes(word);
    } else if (typeof value === 'object' && value !== null) {
      for (const [key, field] of Object.entries(value)) if (key !== 'span') visit(field);
    }
  };
  const placed = placedNames(statement);
  visit(placed ? placed.map(regclassText) : statement);
  return { schemas: [...schemas], alone };
}

/** Does the text have the name behind the schema, quoted or not? */
const isQualified = (schema: string, name: string, text: string): boolean =>
  new RegExp(`${escapedPattern(schema)}"?\\s*[.]\\s*"?${escapedPattern(name)}`, 'i').test(text);

/**
 * What a utility statement names, which stands where lowering has placed it: its schema stays. Other names are left to
 * the search path.
 */
function placedNames(statement: PgStatement): readonly (readonly string[])[] | undefined {
  switch (statement.kind) {
    case 'PgDrop':
      return statement.on ? [...statement.names, statement.on] : statement.names;
    case 'PgTruncate':
      return [statement.table];
    case 'PgRename':
      return [statement.name, ...(statement.on ? [statement.on] : []), [statement.to]];
    case 'PgSwitchTriggers':
      return [statement.table, ...(statement.triggers ?? []).map((name) => [name])];
    default:
      return undefined;
  }
}

/** Fields that hold the parts of one name; other lists of strings are lists of names. */
const nameFields: ReadonlySet<string> = new Set([
  'parts',
  'name',
  'table',
  'function',
  'object',
  'parent',
  'referenced',
]);

/**
 * The statement without the qualifiers that it has in place of words, where the search path is to find what they name.
 */
export const withoutHomes = (
  statement: PgStatement,
  holes: readonly { readonly name: string }[],
  text: string,
): PgStatement => (placedNames(statement) ? statement : unqualified(statement, holes, text));

/**
 * The tree without the qualifiers that lowering gave to names in place of words, or gave such names as: a word may be
 * an expression, or name its own schema, and finds its table by the search path if not.
 */
function unqualified<T>(tree: T, holes: readonly { readonly name: string }[], text: string, field = ''): T {
  if (Array.isArray(tree)) {
    const [first, last]: readonly unknown[] = tree;
    if (nameFields.has(field) && tree.length === 2 && typeof first === 'string' && typeof last === 'string') {
      const stands = holes.some((h) => first.includes(h.name) || last.includes(h.name));
      return (stands && !isQualified(first, last, text) ? [last] : tree) as T;
    }
    return tree.map((item: unknown) => unqualified(item, holes, text)) as T;
  }
  if (typeof tree !== 'object' || tree === null) return tree;
  const entries = Object.entries(tree);
  return Object.fromEntries(
    entries.map(([key, value]) => [key, key === 'span' ? value : unqualified(value, holes, text, key)]),
  ) as T;
}

/** Does every name come through? What the lowering drops or evaluates could not be put in its place. */
export function comesThrough(tree: unknown, name: string): boolean {
  if (typeof tree === 'string') return tree.includes(name);
  if (typeof tree !== 'object' || tree === null) return false;
  return Object.entries(tree).some(([key, value]) => key !== 'span' && comesThrough(value, name));
}
