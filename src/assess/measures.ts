import type { Measures } from '../contract/compiler-api.js';
import type { Effort } from './model/effort.js';
import type { AssessmentModel } from './model/index.js';
import { qualified } from './model/objects.js';

/** The model as JSON: `measures` of the report. Minutes are rounded to whole ones, days to tenths. */
export function measuresOf(model: AssessmentModel): Measures {
  const { effort, graph, objects, waves } = model;
  const name = (index: number): string => {
    const object = objects[index];
    return object ? `${object.kind} ${qualified(object)}` : '';
  };
  const range = ({ p50, p90 }: Effort): { p50Minutes: number; p90Minutes: number } => ({
    p50Minutes: Math.round(p50),
    p90Minutes: Math.round(p90),
  });
  return {
    automation: model.automation,
    inventory: model.inventory,
    effort: {
      ...range(effort.total),
      p50Days: days(effort.total.p50, effort.model.minutesPerDay),
      p90Days: days(effort.total.p90, effort.model.minutesPerDay),
      byKind: Object.fromEntries(Object.entries(effort.byKind).map(([kind, minutes]) => [kind, Math.round(minutes)])),
      model: effort.model,
    },
    ora2pg: model.ora2pg,
    objects: objects.map((o) => {
      const own = effort.objects[o.index];
      return {
        name: name(o.index),
        automation: o.automation,
        lines: o.lines,
        dependents: graph.reach[o.index] ?? 0,
        wave: waves.waveOf[o.index] ?? 1,
        effort: {
          ...range(own ?? { p50: 0, p90: 0 }),
          parts: (own?.parts ?? []).map((p) => ({ ...p, minutes: Math.round(p.minutes * 10) / 10 })),
        },
      };
    }),
    routines: model.routines.map((r) => ({ ...r, object: name(r.object) })),
    priorities: model.priorities.map(({ object, ...rest }) => ({ object: name(object), ...rest })),
    waves: waves.waves.map((w) => ({ number: w.number, objects: w.objects.map(name) })),
    callContract: model.callContract
      .filter((c) => c.changes.length > 0)
      .map(({ object, ...rest }) => ({ object: name(object), ...rest })),
    relationships: model.relationships.map(({ from, to, evidence, ...rest }) => ({
      from: name(from),
      to: name(to),
      ...rest,
      evidence: evidence.map(({ kind, text }) => ({ kind, text })),
    })),
    cycles: waves.cycles.map((c) => ({ objects: c.objects.map(name), path: c.path.map(name) })),
  };
}

/** Person-days to one decimal. */
export const days = (minutes: number, minutesPerDay: number): number => Math.round((minutes / minutesPerDay) * 10) / 10;
