import type { Compilation } from '../../compile.js';
import type { Finding } from '../../contract/compiler-api.js';
import { foldFindings } from '../fold.js';
import { lineageOf } from '../lineage/edges.js';
import { emptyShare, lineShare, type Share, shareOf } from './automation.js';
import { type CallContract, callContracts } from './call-contract.js';
import { type RoutineMeasure, routineMeasures } from './complexity.js';
import { type DependencyGraph, dependencyGraph } from './dependencies.js';
import { defaultEffortModel, type EffortEstimate, type EffortModel, estimateEffort } from './effort.js';
import { type ObjectEntry, objectEntries } from './objects.js';
import { type Ora2pgEstimate, ora2pgEstimate } from './ora2pg-units.js';
import { type Priority, priorities } from './priority.js';
import { type Relationship, relationships } from './relationships.js';
import { migrationWaves, type Waves } from './waves.js';

/** Everything that is measured of a schema; the reports are pictures of it. Same inputs, same value. */
export interface AssessmentModel {
  readonly objects: readonly ObjectEntry[];
  /** Each place for itself. */
  readonly findings: readonly Finding[];
  /** As they are shown, by the same index: the first of one cause speaks for the others, which are undefined. */
  readonly said: readonly (Finding | undefined)[];
  /** By owner and kind, in alphabetical order. */
  readonly inventory: readonly InventoryRow[];
  readonly routines: readonly RoutineMeasure[];
  readonly graph: DependencyGraph;
  readonly automation: { readonly byObject: Share; readonly byLine: Share };
  readonly effort: EffortEstimate;
  readonly ora2pg: Ora2pgEstimate;
  readonly priorities: readonly Priority[];
  readonly waves: Waves;
  /** Routines that can be called from outside. */
  readonly callContract: readonly CallContract[];
  /** Between tables: declared, then inferred, the surest first. */
  readonly relationships: readonly Relationship[];
}

/** The objects of one owner and kind. */
interface InventoryRow {
  readonly owner: string;
  readonly kind: string;
  readonly share: Share;
  /** Lines with code. */
  readonly lines: number;
}

/** Everything that reports show of a compilation and its findings, but for the texts of the code. */
export function assessmentModel(
  compilation: Compilation,
  findings: readonly Finding[],
  effortModel: EffortModel = defaultEffortModel,
): AssessmentModel {
  const objects = objectEntries(compilation, findings);
  const routines = routineMeasures(compilation, objects);
  const graph = dependencyGraph(compilation, objects);
  return {
    objects,
    findings,
    said: foldFindings(findings),
    inventory: inventoryOf(objects),
    routines,
    graph,
    automation: { byObject: shareOf(objects), byLine: lineShare(compilation, objects, findings) },
    effort: estimateEffort(objects, findings, routines, effortModel),
    ora2pg: ora2pgEstimate(compilation, objects),
    priorities: priorities(objects, graph),
    waves: migrationWaves(objects, graph),
    callContract: callContracts(compilation, objects),
    relationships: relationships(compilation, objects, lineageOf(compilation)),
  };
}

function inventoryOf(objects: readonly ObjectEntry[]): readonly InventoryRow[] {
  const rows = new Map<string, { owner: string; kind: string; share: ReturnType<typeof emptyShare>; lines: number }>();
  for (const o of objects) {
    const key = `${o.owner}\0${o.kind}`;
    const row = rows.get(key) ?? { owner: o.owner, kind: o.kind, share: emptyShare(), lines: 0 };
    row.share[o.automation] += 1;
    row.share.total += 1;
    row.lines += o.lines;
    rows.set(key, row);
  }
  return [...rows].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, row]) => row);
}
