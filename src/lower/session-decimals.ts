import { mapTree } from '../ir/map-tree.js';
import type { PgExpr, PgStatement, PgString } from '../ir/postgres/index.js';
import type { PostgresNode } from '../ir/postgres/node.js';
import { b } from './builders.js';

const given =
  /\b(?:alter\s+session\s+set\b[^;]*?nls_numeric_characters\s*=|set_nls\s*\(\s*'nls_numeric_characters'\s*,)[\s'"]*(.)/gis;

const otherTerritory = /\bnls_territory['"\s]*[=,]\s*(?!['"]*america\b)/i;

/**
 * Does any of the texts give the session a decimal character that is not a point, or one that is known at run time only?
 * (Globalization Support Guide, "NLS_NUMERIC_CHARACTERS", "NLS_TERRITORY")
 */
export const setsDecimalCharacter = (texts: readonly string[]): boolean =>
  texts.some((text) => otherTerritory.test(text) || [...text.matchAll(given)].some(([, first]) => first !== '.'));

const numberTexts: ReadonlySet<string> = new Set([
  'number_text',
  'number_text_computed',
  'binary_double_text',
  'binary_float_text',
  'binary_tm',
]);

/**
 * `ora.session_decimal(ora.number_text(n))`: a number that becomes text without a model has the decimal character of
 * the session. What tables and indexes are made of stays as it is: it may not depend on the session.
 */
export function withSessionDecimals(statement: PgStatement): PgStatement {
  if (statement.kind === 'PgCreateTable' || statement.kind === 'PgCreateIndex' || statement.kind === 'PgAlterTable')
    return statement;
  return mapTree(statement, change);
}

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
