import { fileURLToPath } from 'node:url';
import type { ParserRuleContext } from 'antlr4ng';
import { describe, expect, it } from 'vitest';
import type { Span } from '../../../src/ir/span.js';
import { type AnyNode, walk } from '../../../src/ir/walk.js';
import type { BuildContext } from '../../../src/parse/build/context.js';
import { OracleParser as P } from '../../../src/parse/generated/OracleParser.js';
import { parseUnit } from '../../../src/parse/parse-unit.js';
import { readSources } from '../../../src/source/read.js';
import { assertNested, buildable, buildPart, contextOf } from './build.js';

interface Outcome {
  parts: number;
  /** Names and literals of the source that no node stands for. */
  readonly lost: string[];
  readonly unsupported: Record<string, number>;
}

/** Builds every expression, query and DML statement below a folder; throws where a span leaves that of its parent. */
function buildFolder(folder: string): Outcome {
  const { files, units } = readSources([fileURLToPath(new URL(folder, import.meta.url))]);
  const outcome: Outcome = { parts: 0, lost: [], unsupported: {} };
  const count = (node: AnyNode & { what?: string }): void => {
    if (node.what === undefined || !node.kind.startsWith('Unsupported')) return;
    outcome.unsupported[node.what] = (outcome.unsupported[node.what] ?? 0) + 1;
  };
  for (const unit of units) {
    if (unit.kind !== 'sql' && unit.kind !== 'plsql') continue;
    const parsed = parseUnit(unit.text, { entry: unit.kind === 'plsql' && unit.command ? 'execute' : 'unit' });
    const cx = contextOf(unit, parsed);
    for (const part of buildable(parsed.tree)) {
      const node = buildPart(cx, part);
      outcome.parts++;
      walk(node, count);
      assertNested(node, files[unit.file]!.text);
      outcome.lost.push(...lostWords(cx, part, node));
    }
  }
  return outcome;
}

const contentTypes: ReadonlySet<number> = new Set([P.ID, P.QUOTED_ID, P.NUMBER_LITERAL, P.STRING_LITERAL]);

/** The names and literals below `part` without a node of their own; those that are text inside a node are left out. */
function lostWords(cx: BuildContext, part: ParserRuleContext, node: AnyNode): string[] {
  const places = new Set<string>();
  const opaque: Span[] = [];
  walk(node, (found: AnyNode & { span?: Span }) => {
    if (found.span === undefined) return;
    places.add(`${found.span.start}:${found.span.end}`);
    if (/^Unsupported|DatetimeLiteral|IntervalLiteral|BuiltinTypeRef|CursorAttribute/.test(found.kind)) {
      opaque.push(found.span);
    }
  });
  const lost: string[] = [];
  for (let i = part.start!.tokenIndex; i <= part.stop!.tokenIndex; i++) {
    const token = cx.tokens[i]!;
    const isLink = cx.tokens[i - 1]?.type === P.AT_SIGN;
    if (!contentTypes.has(token.type) || isLink || /^(rollup|cube)$/i.test(token.text)) continue;
    const { start, end } = cx.spanOfToken(token);
    if (places.has(`${start}:${end}`) || opaque.some((span) => span.start <= start && end <= span.end)) continue;
    lost.push(`${token.text} in ${cx.textOf(part).slice(0, 80)}`);
  }
  return lost;
}

describe('real code', () => {
  it('has a place in the tree for all of the bank', () => {
    const { parts, unsupported, lost } = buildFolder('../../../fixtures/bank');
    expect(parts).toBeGreaterThan(5000);
    expect(unsupported).toEqual({});
    expect(lost).toEqual([]);
  });

  it('has a place for what Oracle accepts, but for these', () => {
    const { parts, unsupported } = buildFolder('../accepted');
    expect(parts).toBeGreaterThan(500);
    expect(Object.keys(unsupported).filter((what) => !withoutPlace.has(what))).toEqual([]);
  });
});

const withoutPlace: ReadonlySet<string> = new Set([
  'CONTAINERS',
  'FILTER clause',
  'GROUP BY ALL',
  'MATCH_RECOGNIZE',
  'MODEL',
  'branch of MERGE',
  'choice list in a qualified expression',
  'index in brackets',
  'iteration in a qualified expression',
]);
