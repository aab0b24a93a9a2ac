import type { Finding } from '../contract/compiler-api.js';
import { counted } from './counted.js';
import { days } from './measures.js';
import { percent, type Share } from './model/automation.js';
import type { AssessmentModel } from './model/index.js';
import { type Automation, automations, qualified } from './model/objects.js';

/** The readable summary for a terminal. */
export function summaryText(model: AssessmentModel, findings: readonly Finding[]): string {
  const { automation, effort, inventory, objects, ora2pg, waves } = model;
  const { byObject, byLine } = automation;
  const inDays = (minutes: number): string => days(minutes, effort.model.minutesPerDay).toFixed(1);
  const lines = [
    `${counted(byObject.total, 'object')}: ` +
      `${automations.map((a) => `${byObject[a]} ${words[a]} (${percent(byObject, a)})`).join(', ')}.`,
    `${counted(byLine.total, 'line')} of code: ` +
      `${automations.map((a) => `${percent(byLine, a)} ${words[a]}`).join(', ')}.`,
    `Effort: ${inDays(effort.total.p50)} person-days likely (P50), ${inDays(effort.total.p90)} in a bad case ` +
      `(P90); ora2pg's scores give ${ora2pg.personDays} (${ora2pg.level}).`,
    `Migration in ${counted(waves.waves.length, 'wave')}; ${counted(waves.cycles.length, 'cycle')}.`,
    ...tableOfKinds(inventory),
  ];
  const first = model.priorities.slice(0, 5);
  if (first.length > 0) {
    lines.push('', 'Look at these first:');
    for (const p of first) {
      const object = objects[p.object];
      if (!object) continue;
      const needed =
        p.dependents === 0 ? '' : `, ${counted(p.dependents, 'object')} ${p.dependents === 1 ? 'needs' : 'need'} it`;
      lines.push(`  ${object.kind} ${qualified(object)}: ${words[object.automation]}${needed}`);
    }
  }
  if (findings.length > 0) lines.push('', 'Most frequent findings:', ...frequent(findings));
  return `${lines.join('\n')}\n`;
}

/** How many objects of each kind convert how; nothing of no objects. */
function tableOfKinds(inventory: AssessmentModel['inventory']): readonly string[] {
  if (inventory.length === 0) return [];
  const row = (kind: string, total: string, shares: readonly string[]): string =>
    `${kind.padEnd(24)}${total.padStart(8)}${shares.map((share) => share.padStart(10)).join('')}`;
  const kinds = [...new Set(inventory.map(({ kind }) => kind))].sort();
  return [
    '',
    row(
      'kind',
      'objects',
      automations.map((a) => words[a]),
    ),
    ...kinds.map((kind) => {
      const own = inventory.filter((entry) => entry.kind === kind);
      const sum = (key: keyof Share): string => String(own.reduce((n, { share }) => n + share[key], 0));
      return row(kind, sum('total'), automations.map(sum));
    }),
  ];
}

const words: Readonly<Record<Automation, string>> = {
  auto: 'automatic',
  check: 'to check',
  manual: 'by hand',
  refused: 'refused',
};

function frequent(findings: readonly Finding[]): readonly string[] {
  const byCode = new Map<string, { count: number; finding: Finding }>();
  for (const f of findings) {
    const entry = byCode.get(f.code);
    if (entry) entry.count += 1;
    else byCode.set(f.code, { count: 1, finding: f });
  }
  return [...byCode.values()]
    .sort((a, b) => b.count - a.count || (a.finding.code < b.finding.code ? -1 : 1))
    .slice(0, 15)
    .map(
      ({ count, finding }) =>
        `${String(count).padStart(6)}  ${finding.code} ${finding.severity.padEnd(8)}${finding.name}`,
    );
}
