import { isSwitch, unknownPart } from '../../../../analyze/flow/text-outlines.js';
import type { Expr } from '../../../../ir/oracle/index.js';
import type { PgExpr, PlStatement } from '../../../../ir/postgres/index.js';
import { b } from '../../../builders.js';
import { lowerExpr } from '../../../expressions/index.js';
import type { BodyBuilder } from '../../body/body-builder.js';
import { exprContext } from '../../body/expr-context.js';
import { constantText } from '../../effects/texts/constant-text.js';
import { schemaOfText, word } from './dynamic-words.js';

/*
 * Texts of the run whose beginning says what they are, and that the runtime converts whatever they name, or refuses:
 *   execute immediate 'drop ' || o.object_type || ' "' || o.object_name || '"'
 *   execute immediate 'alter ' || o.object_type || ' ' || o.object_name || ' compile'
 *   execute immediate 'alter table ' || c.table_name || p_action || ' constraint ' || c.constraint_name
 *   execute immediate 'alter session set nls_date_format = ''' || p_format || ''''
 */

const droppedKinds = 'table|view|materialized\\s+view|type|procedure|function|package|synonym|trigger|sequence|index';
const drop = new RegExp(`^\\s*drop\\s+(?:$|(?:${droppedKinds})(?!\\s+(?:body|if|log)\\b)(?:\\s|$))`, 'i');

/** Each other outline that begins so is that of ALTER … COMPILE. */
const compile = /^\s*alter\s/i;

/** What is the same whatever the value is, which stands in quotes. */
const setting =
  /^\s*alter\s+session\s+set\s+(?:nls_(?:date|timestamp|timestamp_tz)_format|nls_numeric_characters|time_zone)\s*=\s*'[^']*$/i;

/** The text to execute; undefined where its beginning says nothing, or where names in it belong to another schema. */
export function checkedAsAWhole(
  rc: BodyBuilder,
  textOf: Expr,
  parts: readonly (string | Expr)[],
  before: PlStatement[],
): PgExpr | undefined {
  const { span } = textOf;
  const ex = exprContext(rc, before);
  const known = parts.map((part) => (typeof part === 'string' ? part : constantText(rc.unit, part)));
  const first = known.indexOf(undefined);
  const beginning = known.slice(0, first).join('');
  const outlines = rc.unit.analysis.textOutlines(textOf) ?? [];
  const beginnings = beginning === '' ? outlines.map(beginningOf) : [beginning];
  if (schemaOfText(rc, span).length === 0) {
    if (beginnings.length > 0 && beginnings.every((text) => drop.test(text)))
      return b.ora(span, 'dynamic_drop', lowerExpr(ex, textOf));
    if (outlines.length > 0 && outlines.every(isSwitch)) return b.ora(span, 'dynamic_switch', lowerExpr(ex, textOf));
    if (outlines.length > 0 && outlines.every((text) => compile.test(text)))
      return b.ora(span, 'dynamic_compile', lowerExpr(ex, textOf));
  }
  const value = parts[first];
  if (!setting.test(beginning) || value === undefined || typeof value === 'string') return undefined;
  const behind = known.slice(first + 1);
  if (behind.includes(undefined) || !/^[^']*'\s*$/.test(behind.join(''))) return undefined;
  const inside = b.ora(span, 'dynamic_unquoted', word(ex, value, 'text'));
  const text = b.call(span, 'concat', b.text(span, beginning), inside, b.text(span, behind.join('')));
  return b.ora(span, 'dynamic_sql', text);
}

/** What an outline begins with in front of what is not known; all of one that is known. */
const beginningOf = (outline: string): string => outline.split(unknownPart, 1).join('');
