/**
 * A definition in one form, whether PostgreSQL has read its own print of it (as pg_dump and a restore do) or not. Three
 * things come out otherwise the first time: the casts of what IN makes of a list (`(ARRAY['a'::character varying])::text[]`,
 * then `ARRAY[('a'::character varying)::text]`), names of columns that have none, and a blank before VALUES.
 */
export function asReloaded(definition: string): string {
  return definition
    .replace(castList, (_, elements: string, type: string) => `ARRAY[${casts(elements, type)}]`)
    .replaceAll('(VALUES (', '( VALUES (')
    .replace(nameOfCast, '$1');
}

const castList = /\(ARRAY\[((?:'(?:[^']|'')*'|[^[\]'])*)\]\)::([\w ".]+(?:\([\d,]+\))?)\[\]/g;

/** A constant without a name gets that of the type to which its print casts it. */
const nameOfCast =
  /(::[a-z][\w ]*(?:\([\d,]+\))?) AS "?(?:text|varchar|bpchar|numeric|timestamp|timestamptz|date|time|interval|int2|int4|int8|float4|float8|bool|bytea|jsonb?|xml|name|oid)"?(?=[,\s])/g;

const casts = (elements: string, type: string): string =>
  elementsOf(elements)
    .map((element) => `(${element})::${type}`)
    .join(', ');

/** The elements of a list: commas in texts and parentheses are theirs. */
function elementsOf(list: string): readonly string[] {
  const elements: string[] = [];
  let depth = 0;
  let current = '';
  for (const [token] of list.matchAll(/'(?:[^']|'')*'|, |[\s\S]/g)) {
    if (token === '(') depth += 1;
    if (token === ')') depth -= 1;
    if (token !== ', ' || depth > 0) {
      current += token;
      continue;
    }
    elements.push(current);
    current = '';
  }
  return [...elements, current];
}
