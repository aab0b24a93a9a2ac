import type { Compilation, CompiledUnit } from '../../compile.js';
import { addUnder } from '../../ir/lists-by-key.js';
import { objectOf } from '../../output/objects.js';
import { version } from '../../output/version.js';
import type { ColumnEdge } from './edges.js';

const producer = `https://github.com/oraphant/oraphant/tree/v${version}`;
const eventSchema = 'https://openlineage.io/spec/2-0-2/OpenLineage.json#/$defs/JobEvent';
const facetSchema =
  'https://openlineage.io/spec/facets/1-2-0/ColumnLineageDatasetFacet.json#/$defs/ColumnLineageDatasetFacet';

/**
 * Lineage as OpenLineage job events: one for each object (view, package, trigger …) that writes columns, with the
 * column lineage of each dataset that it writes. Datasets are named `OWNER.TABLE` in one namespace. (OpenLineage 2-0-2,
 * "JobEvent"; facet ColumnLineageDatasetFacet 1-2-0)
 */
export function openLineage(
  compilation: Compilation,
  edges: readonly ColumnEdge[],
  options: { readonly namespace: string; readonly eventTime: string },
): readonly object[] {
  const { namespace, eventTime } = options;
  const jobs = new Map<string, Map<string, Map<string, ColumnEdge[]>>>();
  const jobOf = jobNames(compilation);
  for (const edge of edges) {
    const job = jobOf(edge.span.file, edge.span.start);
    const datasets = jobs.get(job) ?? new Map<string, Map<string, ColumnEdge[]>>();
    jobs.set(job, datasets);
    const dataset = `${edge.to.owner}.${edge.to.relation}`;
    const columns = datasets.get(dataset) ?? new Map<string, ColumnEdge[]>();
    datasets.set(dataset, columns);
    addUnder(columns, edge.to.column, edge);
  }
  const dataset = (name: string): { namespace: string; name: string } => ({ namespace, name: name.replace(/^\./, '') });
  return [...jobs]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([job, datasets]) => {
      const all = [...datasets.values()].flatMap((columns) => [...columns.values()].flat());
      const inputs = [...new Set(all.map((e) => `${e.from.owner}.${e.from.relation}`))].sort();
      return {
        eventTime,
        producer,
        schemaURL: eventSchema,
        job: { namespace, name: job },
        inputs: inputs.map(dataset),
        outputs: [...datasets].map(([name, columns]) => ({
          ...dataset(name),
          facets: {
            columnLineage: {
              _producer: producer,
              _schemaURL: facetSchema,
              fields: Object.fromEntries(
                [...columns].map(([column, list]) => [column, { inputFields: inputFields(list, dataset) }]),
              ),
            },
          },
        })),
      };
    });
}

function inputFields(edges: readonly ColumnEdge[], dataset: (name: string) => object): readonly object[] {
  const fields = new Map<string, ColumnEdge>();
  for (const edge of edges) {
    const key = `${edge.from.owner}.${edge.from.relation}\0${edge.from.column}`;
    if (!fields.has(key) || edge.copy) fields.set(key, edge);
  }
  return [...fields.values()].map(({ from, copy }) => ({
    ...dataset(`${from.owner}.${from.relation}`),
    field: from.column,
    transformations: [
      { type: 'DIRECT', subtype: copy ? 'IDENTITY' : 'TRANSFORMATION', description: '', masking: false },
    ],
  }));
}

/** The object whose text a place is in; the file's name for what is in none. */
function jobNames(compilation: Compilation): (file: number, start: number) => string {
  const ofFile = new Map<number, CompiledUnit[]>();
  for (const unit of compilation.units) addUnder(ofFile, unit.source.file, unit);
  for (const own of ofFile.values()) own.sort((x, y) => x.source.start - y.source.start);
  return (file, start) => {
    const unit = unitAt(ofFile.get(file) ?? [], start);
    const object = unit && objectOf(unit.unit, unit.owner);
    if (!object) return compilation.files[file]?.path ?? '';
    return `${object.kind} ${object.owner === '' ? '' : `${object.owner}.`}${object.name}`;
  };
}

/** The unit in whose text the place is; `units` are in order of place. */
function unitAt(units: readonly CompiledUnit[], place: number): CompiledUnit | undefined {
  let low = 0;
  let high = units.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((units[middle]?.source.end ?? 0) <= place) low = middle + 1;
    else high = middle;
  }
  const found = units[low];
  return found && found.source.start <= place ? found : undefined;
}
