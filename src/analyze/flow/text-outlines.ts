import type { Expr, Query, ScriptUnit } from '../../ir/oracle/index.js';
import { branchesOf } from '../../ir/query-branches.js';
import type { AnalyzeContext } from '../context.js';
import type { KnownText } from '../model/known-text.js';
import { dynamicText, textOf } from './dynamic-text.js';
import { followTexts, type HeldTexts } from './text-flow.js';
import { WholeTexts } from './whole-texts.js';

/*
 * What texts that only the run puts together look like, where each way to them has a literal frame around what is not
 * known:
 *   IF r.object_type = 'PACKAGE BODY' THEN v := 'alter package ' || r.object_name || ' compile body';
 *   ELSE v := 'alter ' || r.object_type || ' ' || r.object_name || ' compile'; END IF;
 *   FOR r IN (SELECT 'drop ' || object_type || ' ' || object_name AS ddl FROM user_objects) LOOP EXECUTE IMMEDIATE r.ddl
 */

/** Stands in an outline for what is not known. */
export const unknownPart = '\0';

const verb = /^\s*(alter|drop)\s/i;

/**
 * Notes for each text of EXECUTE IMMEDIATE that is not known, but each of whose outlines is DROP, ALTER … COMPILE or one that
 * enables and disables, what these are.
 */
export function noteTextOutlines(cx: AnalyzeContext, units: readonly ScriptUnit[]): void {
  followTexts(cx, units, (excluded) => new Outlines(cx, excluded));
}

class Outlines extends WholeTexts {
  protected override textsOf(expr: Expr, held: HeldTexts<readonly string[]>): readonly string[] {
    return super.textsOf(expr, held) ?? this.ofPieces(textOf(this.cx, expr)) ?? this.ofColumn(expr) ?? [unknownPart];
  }

  /** A text of which pieces are known. */
  private ofPieces(known: KnownText | undefined): readonly string[] | undefined {
    if (!known?.parts?.some((part) => typeof part === 'string')) return undefined;
    return [known.parts.map((part) => (typeof part === 'string' ? part : unknownPart)).join('')];
  }

  /** `r.ddl`, a column of the query that the loop goes through. */
  private ofColumn(expr: Expr): readonly string[] | undefined {
    const resolution = expr.kind === 'Name' ? this.cx.facts.resolutions.get(expr) : undefined;
    if (resolution?.base.kind !== 'variable' || resolution.steps.length !== 1) return undefined;
    const { variable } = resolution.base;
    const [step] = resolution.steps;
    if (variable.storage !== 'loopRecord' || variable.type.kind !== 'record' || step?.kind !== 'field')
      return undefined;
    if (this.cx.facts.written.includes(variable)) return undefined;
    const { identity, fields } = variable.type;
    const query =
      identity.kind === 'query' ? identity.query : identity.kind === 'cursor' ? identity.cursor.query : undefined;
    const place = fields.findIndex((field) => field.name === step.name);
    return query && place >= 0 ? this.ofItem(query, place) : undefined;
  }

  /** What the column of a query gives: nothing is known there of what variables hold. */
  private ofItem({ body }: Query, place: number): readonly string[] | undefined {
    const texts = branchesOf(body).map((branch) => {
      if (branch.kind !== 'Select' || branch.items.some(({ value }) => value.kind === 'Star')) return undefined;
      const value = branch.items[place]?.value;
      return value && this.textsOf(value, new Map());
    });
    return texts.every((t) => t !== undefined) ? texts.flat() : undefined;
  }

  protected note(expr: Expr, held: HeldTexts<readonly string[]>): void {
    const { dynamicTexts, textOutlines } = this.cx.facts;
    const outlines = this.textsOf(expr, held).filter((text) => text !== '');
    const [first] = outlines;
    const begins = first && verb.exec(first)?.[1]?.toLowerCase();
    if (!begins || outlines.some((text) => verb.exec(text)?.[1]?.toLowerCase() !== begins)) return;
    if (begins === 'alter' && !outlines.every(isCompile) && !outlines.every(isSwitch)) return;
    textOutlines.set(expr, outlines);
    // That it is DDL has to be known where its routine is called.
    const known = dynamicText(this.cx, expr);
    if (!known?.text) dynamicTexts.set(expr, { ...known, text: `${begins} `, whole: false });
  }
}

/**
 * Is it ALTER TABLE … ENABLE CONSTRAINT, ALTER TABLE … ENABLE ALL TRIGGERS or ALTER TRIGGER … ENABLE, or such for DISABLE,
 * which need not be known?
 */
export const isSwitch = (text: string): boolean =>
  new RegExp(
    `^\\s*alter\\s+table\\s+${switched}(?:\\s+(?:no)?validate)?\\s+constraint\\s+[^\\s;()]+(?:\\s+cascade)?\\s*$`,
    'i',
  ).test(text) ||
  new RegExp(`^\\s*alter\\s+(?:table\\s+${switched}\\s+all\\s+triggers|trigger\\s+${switched})\\s*$`, 'i').test(text);

/** What is enabled or disabled, and that it is, which may be one part of the text. */
const switched = `(?:[^\\s;()]+\\s+(?:${unknownPart}|enable|disable)|[^\\s;()]*${unknownPart})`;

const isCompile = (text: string): boolean => /^\s*alter\s[^;]*\scompile(?:\s[\w\s]*)?$/i.test(text);
