import { mapTree } from '../ir/map-tree.js';
import type { ScriptUnit } from '../ir/oracle/index.js';
import type { PgExpr, PgStatement, PgString } from '../ir/postgres/index.js';
import type { PostgresNode } from '../ir/postgres/node.js';
import { withoutComments } from '../source/tokens/without-comments.js';
import { b } from './builders.js';
import type { SessionText } from './context.js';

const given =
  /\b(?:alter\s+session\s+set\b[^;]*?nls_numeric_characters\s*=|set_nls\s*\(\s*'nls_numeric_characters'\s*,)[\s'"]*(.)/gis;

const otherTerritory = /\bnls_territory['"\s]*[=,]\s*(?!['"]*america\b)/i;

/**
 * Does the text give the session a decimal character that is not a point, or one that is known at run time only?
 * (Globalization Support Guide, "NLS_NUMERIC_CHARACTERS", "NLS_TERRITORY")
 */
const setsDecimalCharacter = (text: string): boolean =>
  otherTerritory.test(text) || [...text.matchAll(given)].some(([, first]) => first !== '.');

const numberTexts: ReadonlySet<string> = new Set([
  'number_text',
  'number_text_computed',
  'binary_double_text',
  'binary_float_text',
  'binary_tm',
]);

const sorts =
  /\b(?:alter\s+session\s+set\b[^;]*?nls_sort\s*=|set_nls\s*\(\s*'nls_sort'\s*,)[\s'"]*(?:binary_[ca]i\b|[^\w\s'"])/i;

/** What of the session the inputs change, and values depend on; undefined where they change nothing. */
export function sessionOf(texts: readonly string[]): SessionText | undefined {
  // Comments are looked for where it matters: that takes a reading of the text by tokens.
  const any = (says: (text: string) => boolean): boolean =>
    texts.some((text) => says(text) && says(withoutComments(text)));
  const session = { decimals: any(setsDecimalCharacter), collation: any((text) => sorts.test(text)) };
  return session.decimals || session.collation ? session : undefined;
}

/** What is made of the unit may not depend on the session: keys, checks, virtual columns. */
export const isOfTable = ({ kind }: ScriptUnit): boolean =>
  kind === 'CreateTable' || kind === 'CreateIndex' || kind === 'AlterTable';

/**
 * `ora.session_decimal(ora.number_text(n))`: a number that becomes text without a model has the decimal character of
 * the session.
 */
export const inSession = (statement: PgStatement): PgStatement => mapTree(statement, change);

function change(node: PostgresNode): PgExpr | undefined {
  if (node.kind === 'PgString' && node.decimalPoints) return withCharacter(node, node.decimalPoints);
  if (node.kind !== 'PgCall' || node.name[0] !== 'ora') return undefined;
  if (node.name[1] === 'session_decimal') return node;
  if (node.keepsPoint || !numberTexts.has(node.name[1] ?? '')) return undefined;
  return b.ora(node.span, 'session_decimal', { ...node, args: mapTree(node.args, change) });
}

/** `'a' || ora.nls_numeric_character(1, null) || '5'` for `'a.5'`. */
function withCharacter({ span, value }: PgString, points: readonly number[]): PgExpr {
  const pieces = [-1, ...points].map((at, i) => value.slice(at + 1, points[i]));
  const parts = pieces.flatMap((piece, i): PgExpr[] => [
    ...(i === 0 ? [] : [b.ora(span, 'nls_numeric_character', b.num(span, 1), b.null(span))]),
    ...(piece === '' ? [] : [b.text(span, piece)]),
  ]);
  const [first, ...rest] = parts;
  return first ? b.concat(span, first, ...rest) : b.text(span, value);
}
