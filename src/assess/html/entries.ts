import type { Compilation, CompiledUnit } from '../../compile.js';
import { addUnder } from '../../ir/lists-by-key.js';
import type { AssessmentModel } from '../model/index.js';
import { automationOf, automations } from '../model/objects.js';

/** An entry of the report: an object, or a statement outside of objects that something was found in. */
export interface Entry {
  readonly id: number;
  readonly unit: CompiledUnit;
  readonly kind: string;
  readonly owner: string;
  readonly name: string;
  readonly state: number;
  readonly file: string;
  readonly line: number;
  readonly endLine: number;
  /** An object, not a mere statement. */
  readonly counted: boolean;
}

/** Severities as the script of the report has them, the gravest first. */
export const severityNumbers = { error: 0, warning: 1, info: 2 } as const;

/** Objects first, with the model's numbers, then the statements with findings. */
export function entriesOf(
  compilation: Compilation,
  model: AssessmentModel,
): {
  readonly entries: readonly Entry[];
  /** For each finding its entry, -1 where it stands in none. */
  readonly entryOf: readonly number[];
} {
  const entryOf = model.findings.map(() => -1);
  const entries: Entry[] = model.objects.map((o) => {
    for (const f of o.findings) entryOf[f] = o.index;
    const { index, unit, kind, owner, name, file, line, endLine } = o;
    return {
      id: index,
      unit,
      kind,
      owner,
      name,
      state: automations.indexOf(o.automation),
      file,
      line,
      endLine,
      counted: true,
    };
  });
  const waiting = findingsOutside(model, entryOf);
  for (const unit of compilation.units) {
    const file = compilation.files[unit.source.file];
    const left = file && waiting.get(file.path);
    if (!left) continue;
    const line = file.lineColumn(unit.source.start).line;
    const endLine = file.lineColumn(unit.source.end).line;
    const own = left.filter((i) => {
      const at = model.findings[i]?.line ?? 0;
      return entryOf[i] === -1 && at >= line && at <= endLine;
    });
    if (own.length === 0) continue;
    const id = entries.length;
    for (const i of own) entryOf[i] = id;
    entries.push({
      id,
      unit,
      kind: wordsOf(unit.unit.kind),
      owner: unit.owner,
      name: `${file.path.split('/').pop() ?? ''}:${line}`,
      state: automations.indexOf(automationOf(own.flatMap((i) => model.findings[i]?.severity ?? []))),
      file: file.path,
      line,
      endLine,
      counted: false,
    });
  }
  return { entries, entryOf };
}

/** The findings that stand in no object, by file. */
function findingsOutside(model: AssessmentModel, entryOf: number[]): Map<string, number[]> {
  const waiting = new Map<string, number[]>();
  for (const [i, f] of model.findings.entries()) {
    if (entryOf[i] !== -1 || model.said[i] === undefined) continue;
    addUnder(waiting, f.file, i);
  }
  return waiting;
}

const wordsOf = (kind: string): string => kind.replace(/([a-z])([A-Z])/g, '$1 $2').toLowerCase();
