import type { Finding } from '../../contract/compiler-api.js';
import { addUnder } from '../../ir/lists-by-key.js';
import type { RoutineMeasure } from './complexity.js';
import type { Automation, ObjectEntry } from './objects.js';

/**
 * How effort is reckoned; every number can be set in the configuration. The figures are an engineer's judgement, not a
 * measurement: a team that has moved a part of a schema should put its own in their place. With the defaults,
 * Alexandria (23,000 lines with code), utPLSQL (18,000), PL/JSON (8,000), oos-utils (7,400), the bank (6,500) and
 * Logger (3,100) come to 1.5, 1.5, 1.4, 1.0, 1.5 and 1.6 person-days (P50) for a thousand lines: a day to read, correct
 * and test what a screenful of packages holds. A schema whose findings are hundreds of like rows of data comes out too
 * dear.
 */
export interface EffortModel {
  /** Minutes of work in a person-day. */
  readonly minutesPerDay: number;
  /** What the next places of one code cost, as a part of the first one's minutes: places 2 to 10, and all after. */
  readonly learning: { readonly next: number; readonly later: number };
  /** Minutes to look at a converted object, by Oracle's kind; `other` for the rest. */
  readonly review: Readonly<Record<string, number>>;
  /** Minutes more for each line with code of routines, packages, triggers, types and views. */
  readonly reviewPerLine: number;
  /** Review takes so many times as long where warnings or errors stand in the object. */
  readonly reviewFlagged: number;
  /** Minutes to write a line of a refused object again. */
  readonly rewritePerLine: number;
  /**
   * Minutes to test a routine, and more for each decision in it; `auto` is the part of that where nothing was found.
   */
  readonly test: { readonly routine: number; readonly decision: number; readonly auto: number };
  /** How many times the likely effort a bad case takes (nine of ten cases stay below). */
  readonly spread: Readonly<Record<Automation, number>>;
  /** How far misjudgements of objects go together, from 0 (they even out) to 1 (all at once). */
  readonly correlation: number;
  /** Person-days of the project as a whole: set-up, target databases, pipelines. */
  readonly projectDays: number;
}

/** What is assumed where the configuration says nothing else. */
export const defaultEffortModel: EffortModel = {
  minutesPerDay: 420,
  learning: { next: 0.5, later: 0.2 },
  review: {
    table: 1,
    index: 0.25,
    sequence: 0.25,
    synonym: 0.25,
    'public synonym': 0.25,
    view: 2,
    'materialized view': 5,
    procedure: 3,
    function: 3,
    package: 1,
    'package body': 5,
    type: 1,
    'type body': 3,
    trigger: 5,
    user: 0.5,
    role: 0.5,
    other: 1,
  },
  reviewPerLine: 0.05,
  reviewFlagged: 1.5,
  rewritePerLine: 2,
  test: { routine: 6, decision: 2, auto: 0.5 },
  spread: { auto: 1.3, check: 1.6, manual: 2, refused: 2.5 },
  correlation: 0.5,
  projectDays: 0,
};

/** Minutes: likely (half of the cases stay below) and bad (nine of ten do). */
export interface Effort {
  readonly p50: number;
  readonly p90: number;
}

/** One reason for an object's effort. */
export interface EffortPart {
  readonly kind: 'finding' | 'review' | 'rewrite' | 'test';
  /** Of findings. */
  readonly code?: string;
  readonly name?: string;
  /** Places, lines or routines. */
  readonly count: number;
  readonly minutes: number;
}

/** The effort of one object, and what it is made of. */
interface ObjectEffort extends Effort {
  readonly parts: readonly EffortPart[];
}

/** The effort of all inputs; `total` has the fixed part of the project in it. */
export interface EffortEstimate {
  readonly objects: readonly ObjectEffort[];
  /** Findings outside of any object: grants, jobs, ALTER statements. */
  readonly elsewhere: ObjectEffort;
  readonly total: Effort;
  /** Likely minutes of all, by what they are for; `project` is the fixed part. */
  readonly byKind: Readonly<Record<EffortPart['kind'] | 'project', number>>;
  readonly model: EffortModel;
}

/**
 * The effort of every object, and of all together: the bad case of the whole is less than the sum of the bad cases, as
 * the model's correlation says.
 */
export function estimateEffort(
  objects: readonly ObjectEntry[],
  findings: readonly Finding[],
  routines: readonly RoutineMeasure[],
  model: EffortModel = defaultEffortModel,
): EffortEstimate {
  const minutes = findingMinutes(findings, model);
  const routinesOf = new Map<number, RoutineMeasure[]>();
  for (const r of routines) addUnder(routinesOf, r.object, r);
  const owned = new Set<number>();
  const efforts = objects.map((object) => {
    for (const i of object.findings) owned.add(i);
    const parts = [
      ...findingParts(object.findings, findings, minutes),
      ...ownParts(object, routinesOf.get(object.index) ?? [], model),
    ];
    return withRange(parts, model.spread[object.automation]);
  });
  const rest = findings.flatMap((_, i) => (owned.has(i) ? [] : [i]));
  const elsewhere = withRange(findingParts(rest, findings, minutes), model.spread.manual);
  const project = model.projectDays * model.minutesPerDay;
  const all = [...efforts, elsewhere];
  const byKind = { finding: 0, review: 0, rewrite: 0, test: 0, project };
  for (const { parts } of all) for (const p of parts) byKind[p.kind] += p.minutes;
  const p50 = all.reduce((sum, e) => sum + e.p50, project);
  return {
    objects: efforts,
    elsewhere,
    byKind,
    model,
    total: { p50, p90: p50 + togetherAt90(all, model.correlation) },
  };
}

/**
 * The sum's distance from P50 to P90: of parts that go together the distances add up, of
 * independent ones their squares do.
 */
function togetherAt90(parts: readonly Effort[], correlation: number): number {
  let sum = 0;
  let squares = 0;
  for (const { p50, p90 } of parts) {
    sum += p90 - p50;
    squares += (p90 - p50) ** 2;
  }
  return Math.sqrt(correlation * sum ** 2 + (1 - correlation) * squares);
}

const withRange = (parts: readonly EffortPart[], spread: number): ObjectEffort => {
  const p50 = parts.reduce((sum, p) => sum + p.minutes, 0);
  return { parts, p50, p90: p50 * spread };
};

/**
 * What each finding costs: its code's minutes, less for further places of the same code. What is missing is
 * given once; infos cost nothing.
 */
function findingMinutes(findings: readonly Finding[], { learning }: EffortModel): readonly number[] {
  const seen = new Map<string, number>();
  const missing = new Set<string>();
  return findings.map((f) => {
    if (f.severity === 'info') return 0;
    const cause = f.about === undefined ? undefined : `${f.code} ${f.about}`;
    if (cause !== undefined && missing.has(cause)) return 0;
    if (cause !== undefined) missing.add(cause);
    const before = seen.get(f.code) ?? 0;
    seen.set(f.code, before + 1);
    return f.effortMinutes * (before === 0 ? 1 : before < 10 ? learning.next : learning.later);
  });
}

function findingParts(
  indexes: readonly number[],
  findings: readonly Finding[],
  minutes: readonly number[],
): readonly EffortPart[] {
  const parts = new Map<string, { kind: 'finding'; code: string; name: string; count: number; minutes: number }>();
  for (const i of indexes) {
    const f = findings[i];
    if (!f || f.severity === 'info') continue;
    const part = parts.get(f.code) ?? { kind: 'finding', code: f.code, name: f.name, count: 0, minutes: 0 };
    part.count += 1;
    part.minutes += minutes[i] ?? 0;
    parts.set(f.code, part);
  }
  return [...parts.values()].sort((a, b) => b.minutes - a.minutes || (a.code < b.code ? -1 : 1));
}

/** Kinds whose lines are read one by one. */
const read: ReadonlySet<string> = new Set([
  'procedure',
  'function',
  'package body',
  'type body',
  'trigger',
  'view',
  'materialized view',
]);

function ownParts(object: ObjectEntry, routines: readonly RoutineMeasure[], model: EffortModel): EffortPart[] {
  const parts: EffortPart[] = [];
  const base = model.review[object.kind] ?? model.review.other ?? 0;
  const lines = read.has(object.kind) ? object.lines * model.reviewPerLine : 0;
  if (object.automation === 'refused')
    parts.push({ kind: 'rewrite', count: object.lines, minutes: object.lines * model.rewritePerLine });
  else {
    const factor = object.automation === 'auto' ? 1 : model.reviewFlagged;
    parts.push({ kind: 'review', count: object.lines, minutes: (base + lines) * factor });
  }
  if (routines.length > 0) {
    const { routine, decision, auto } = model.test;
    const all = routines.reduce((sum, r) => sum + routine + (r.cyclomatic - 1) * decision, 0);
    parts.push({
      kind: 'test',
      count: routines.length,
      minutes: object.automation === 'auto' ? all * auto : all,
    });
  }
  return parts;
}
