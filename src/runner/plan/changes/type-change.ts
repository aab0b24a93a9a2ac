import { quotePath } from '../../sql/quoting.js';
import { splitAtCommas, type Token, tokensOf } from '../../sql/statement-tokens.js';
import { shapeOf } from '../statements/statement-shape.js';

/**
 * The ALTER TYPE from one row type to another that has more attributes behind the same ones; undefined for any other
 * change. Values that are stored have NULL in them. (PostgreSQL manual, ALTER TYPE)
 */
export function addAttributes(before: string, after: string): string | undefined {
  const [old, now] = [attributesOf(before), attributesOf(after)];
  if (old === undefined || now === undefined || now.length <= old.length) return undefined;
  if (old.some((attribute, i) => attribute !== now[i])) return undefined;
  const added = now.slice(old.length).map((attribute) => `add attribute ${attribute}`);
  return `alter type ${quotePath(shapeOf(after).name)} ${added.join(', ')}`;
}

/** The attributes of CREATE TYPE … AS (…), with one blank between their tokens. */
function attributesOf(sql: string): readonly string[] | undefined {
  const tokens = tokensOf(sql).filter(({ text }) => text !== ';');
  const as = tokens.findIndex(({ word }) => word === 'as');
  if (as < 0 || tokens[as + 1]?.text !== '(' || tokens.at(-1)?.text !== ')') return undefined;
  return splitAtCommas(tokens.slice(as + 2, -1)).map(written);
}

const written = (tokens: readonly Token[]): string =>
  tokens.map(({ text, at }, i) => (i > 0 && at > (tokens[i - 1]?.end ?? at) ? ` ${text}` : text)).join('');
