import type { PgStatement } from '../../../ir/postgres/index.js';

/** Where a word of dynamic SQL that is known at run time only stands in what its text became. */
export interface WordHomes {
  /** The schemas that lowering wrote before the word: `truncate table public.dyn_1_`. The word may bring a schema of its own, which then takes their place. */
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
        if (schema === undefined || new RegExp(`${schema}"?\\s*[.]\\s*"?${word}`, 'i').test(text)) continue;
        schemas.add(schema);
        rest = rest.replace(whole, '');
      }
      alone ||= rest.includes(word);
    } else if (typeof value === 'object' && value !== null) {
      for (const [key, field] of Object.entries(value)) if (key !== 'span') visit(field);
    }
  };
  visit(statement);
  return { schemas: [...schemas], alone };
}
