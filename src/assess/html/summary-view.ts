import { emptyShare, percent, type Share } from '../model/automation.js';
import type { AssessmentModel } from '../model/index.js';
import { automations, type ObjectEntry, qualified } from '../model/objects.js';
import { light, ownerBars, shareBars, stateWords } from './charts.js';
import type { Links, ObjectView } from './links.js';
import { number } from './numbers.js';
import { helpOf, type Pages } from './rule-pages.js';

/** Minutes in words, as the page's script writes them. */
export function effortText(minutes: number, minutesPerDay: number): string {
  if (minutes < 1) return minutes > 0 ? '< 1 min' : '–';
  if (minutes < 90) return `${Math.round(minutes)} min`;
  if (minutes < minutesPerDay * 1.5) return `${(minutes / 60).toFixed(1)} h`;
  return `${(minutes / minutesPerDay).toFixed(1)} days`;
}

/** The areas of the traffic lights: categories of codes, in the order of a migration's questions. */
const areas: readonly (readonly [category: string, title: string])[] = [
  ['types-tables', 'Types, tables, constraints, indexes'],
  ['sql', 'SQL'],
  ['plsql', 'PL/SQL'],
  ['packages', "Oracle's supplied packages"],
  ['same-text', 'Same text, other meaning'],
  ['operations', 'Operations: jobs, links, grants, partitions'],
  ['performance', 'Performance after the move'],
  ['compliance', 'Compliance and security'],
  ['limits', 'Not understood'],
];

/** What the summary page for management shows. */
export function summaryView(model: AssessmentModel, links: Links, pages: Pages): object {
  const { byObject, byLine } = model.automation;
  return {
    lead: leadOf(model),
    figures: figuresOf(model),
    lights: lightsOf(model, pages),
    states: automations.map((id) => ({ id, title: stateWords[id] })),
    shareChart: shareBars([
      { title: 'Objects', share: byObject },
      { title: 'Lines of code', share: byLine },
    ]),
    shares: [
      { title: 'Objects', cells: cells(byObject) },
      { title: 'Lines of code', cells: cells(byLine) },
    ],
    risks: risksOf(model, links),
    ownerChart: ownerBars(ownersOf(model)),
    codes: codesOf(model, pages),
    inventory: inventoryView(model),
  };
}

const inDays = ({ effort }: AssessmentModel, minutes: number): string =>
  (minutes / effort.model.minutesPerDay).toFixed(1);

/** The figures in the first row of the page. */
function figuresOf(model: AssessmentModel): readonly object[] {
  const { byObject, byLine } = model.automation;
  const { total } = model.effort;
  const count = (severity: string): number => model.said.filter((f) => f?.severity === severity).length;
  const byHand = `${number(byObject.manual)} by hand`;
  return [
    {
      title: 'Lines automatic',
      value: percent(byLine, 'auto'),
      note: `of ${number(byLine.total)} lines of code`,
    },
    {
      title: 'Objects automatic',
      value: percent(byObject, 'auto'),
      note: `${number(byObject.auto)} of ${number(byObject.total)}`,
    },
    {
      title: 'Objects with work',
      value: number(byObject.total - byObject.auto),
      note: `${number(byObject.check)} to check, ${byHand}, ${number(byObject.refused)} refused`,
    },
    {
      title: 'Likely effort (P50)',
      value: inDays(model, total.p50),
      unit: 'days',
      note: `person-days; nine times in ten below ${inDays(model, total.p90)} (P90)`,
    },
    {
      title: 'Findings',
      value: number(count('error') + count('warning')),
      note: `${number(count('error'))} errors, ${number(count('warning'))} warnings; ${number(count('info'))} infos`,
    },
  ];
}

/** The objects to begin with, each with its worst finding. */
function risksOf(model: AssessmentModel, links: Links): readonly object[] {
  const { objects, model: effortModel } = model.effort;
  return model.priorities.slice(0, 8).flatMap(({ object: at, dependents }) => {
    const object = model.objects[at];
    if (!object) return [];
    const effort = effortText(objects[object.index]?.p50 ?? 0, effortModel.minutesPerDay);
    return [{ ...links.object(object), message: worstOf(model, object), dependents: number(dependents), effort }];
  });
}

/** What the figures say, in two or three sentences. */
function leadOf(model: AssessmentModel): string {
  const { byObject, byLine } = model.automation;
  if (byObject.total === 0) return 'The inputs create no objects.';
  const owners = new Set(model.objects.map((o) => o.owner)).size;
  const open = byObject.total - byObject.auto;
  const first =
    `${percent(byLine, 'auto')} of ${number(byLine.total)} lines of code and ${percent(byObject, 'auto')} of ` +
    `${number(byObject.total)} objects${owners > 1 ? ` of ${owners} owners` : ''} convert automatically.`;
  const second =
    open === 0
      ? 'No object needs work by hand.'
      : `${number(open)} ${open === 1 ? 'object needs' : 'objects need'} a person: ${[
          byObject.check > 0 ? `${number(byObject.check)} to check` : '',
          byObject.manual > 0 ? `${number(byObject.manual)} with work by hand` : '',
          byObject.refused > 0 ? `${number(byObject.refused)} to write again` : '',
        ]
          .filter((part) => part !== '')
          .join(', ')}.`;
  const { total } = model.effort;
  return (
    `${first} ${second} Reviewing, correcting and testing it all takes about ${inDays(model, total.p50)} person-days, ` +
    `nine times in ten less than ${inDays(model, total.p90)}.`
  );
}

const cells = (share: Share): readonly string[] =>
  automations.map((a) => `${number(share[a])} (${percent(share, a).replace(' ', '\u00a0')})`);

function lightsOf(model: AssessmentModel, pages: Pages): readonly object[] {
  const total = Math.max(1, model.objects.length);
  const counts = new Map<string, { errors: number; warnings: number; infos: number }>();
  for (const f of model.said) {
    if (f === undefined) continue;
    const category = helpOf(pages, f.code)?.category ?? '';
    const entry = counts.get(category) ?? { errors: 0, warnings: 0, infos: 0 };
    if (f.severity === 'error') entry.errors += 1;
    else if (f.severity === 'warning') entry.warnings += 1;
    else entry.infos += 1;
    counts.set(category, entry);
  }
  const words = { go: 'nothing to do', slow: 'needs attention', stop: 'needs work' } as const;
  const { refused } = model.automation.byObject;
  const whole = refused > 0 ? 'stop' : 'go';
  const rows = areas.map(([category, title]) => {
    const { errors, warnings, infos } = counts.get(category) ?? { errors: 0, warnings: 0, infos: 0 };
    const state = errors / total >= 0.05 ? 'stop' : errors + warnings > 0 ? 'slow' : 'go';
    const parts = [plural(errors, 'error'), plural(warnings, 'warning'), plural(infos, 'info')].filter((p) => p !== '');
    return {
      title,
      icon: light(state),
      word: `(${words[state]})`,
      why: parts.length === 0 ? 'nothing found' : parts.join(', '),
      code: parts.length === 0 ? '' : category,
      count: number(errors + warnings),
    };
  });
  return [
    {
      title: 'Objects that cannot be converted',
      icon: light(whole),
      word: `(${words[whole]})`,
      why: refused > 0 ? `${plural(refused, 'object')} refused` : 'every object is made',
      code: '',
      count: number(refused),
    },
    ...rows,
  ];
}

const plural = (n: number, word: string): string => (n === 0 ? '' : `${number(n)} ${word}${n === 1 ? '' : 's'}`);

/** The message of the worst finding of an object. */
export function worstOf(model: AssessmentModel, object: ObjectEntry): string {
  const own = object.findings.flatMap((i) => model.findings[i] ?? []);
  const worst = own.find((f) => f.severity === 'error') ?? own.find((f) => f.severity === 'warning') ?? own[0];
  return worst?.message ?? '';
}

function ownersOf(model: AssessmentModel): readonly { title: string; share: Share; lines: number }[] {
  const owners = new Map<string, { title: string; share: ReturnType<typeof emptyShare>; lines: number }>();
  for (const row of model.inventory) {
    const entry = owners.get(row.owner) ?? { title: row.owner || '(none)', share: emptyShare(), lines: 0 };
    for (const key of [...automations, 'total'] as const) entry.share[key] += row.share[key];
    entry.lines += row.lines;
    owners.set(row.owner, entry);
  }
  return [...owners.values()]
    .sort((a, b) => b.share.total - a.share.total || (a.title < b.title ? -1 : 1))
    .slice(0, 40);
}

function codesOf(model: AssessmentModel, pages: Pages): readonly object[] {
  const codes = new Map<string, { severity: string; name: string; places: number; objects: Set<string> }>();
  for (const f of model.said) {
    if (f === undefined) continue;
    const entry = codes.get(f.code) ?? { severity: f.severity, name: f.name, places: 0, objects: new Set<string>() };
    entry.places += 1;
    entry.objects.add(f.object);
    codes.set(f.code, entry);
  }
  const rank = ['error', 'warning', 'info'];
  return [...codes]
    .sort(
      ([a, x], [b, y]) =>
        Number(x.severity === 'info') - Number(y.severity === 'info') ||
        y.places - x.places ||
        rank.indexOf(x.severity) - rank.indexOf(y.severity) ||
        (a < b ? -1 : 1),
    )
    .slice(0, 12)
    .map(([code, { severity, name, places, objects }]) => ({
      code,
      severity,
      word: `${severity[0]?.toUpperCase() ?? ''}${severity.slice(1)}`,
      title: helpOf(pages, code)?.title ?? name,
      places: number(places),
      objects: number(objects.size),
    }));
}

/** Kinds down, owners across; owners beyond a page's width are summed up. */
function inventoryView(model: AssessmentModel): object {
  const totals = new Map<string, number>();
  for (const row of model.inventory) totals.set(row.owner, (totals.get(row.owner) ?? 0) + row.share.total);
  const ranked = [...totals].sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1)).map(([owner]) => owner);
  const shown = ranked.slice(0, 12).sort();
  const hasRest = ranked.length > shown.length;
  const kinds = [...new Set(model.inventory.map((row) => row.kind))].sort();
  const cell = (n: number): string => (n === 0 ? '' : number(n));
  return {
    owners: [...shown.map((o) => o || '(none)'), ...(hasRest ? ['others'] : [])],
    rows: kinds.map((kind) => {
      const own = model.inventory.filter((row) => row.kind === kind);
      const of = (owner: string): number => own.find((row) => row.owner === owner)?.share.total ?? 0;
      const total = own.reduce((n, row) => n + row.share.total, 0);
      const rest = total - shown.reduce((n, owner) => n + of(owner), 0);
      return {
        kind,
        cells: [
          ...shown.map((owner) => cell(of(owner))),
          ...(hasRest ? [cell(rest)] : []),
          number(total),
          number(own.reduce((n, row) => n + row.lines, 0)),
        ],
      };
    }),
  };
}

/** The object with a link to it. */
export const objectView = (object: ObjectEntry, href: string): ObjectView => ({
  href,
  kind: object.kind,
  name: qualified(object),
  state: object.automation,
  word: stateWords[object.automation],
});
