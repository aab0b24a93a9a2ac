import type { Engine } from '../apply/engine/engine.js';
import type { UnitOutcome } from '../apply/engine/engine-unit.js';
import { readLedger } from '../ledger/ledger.js';
import { quotePath, quoteText } from '../sql/quoting.js';
import { Companion } from '../target/parallel-session.js';
import type { RunSession, Session } from '../target/session.js';
import { type LoadOptions, type LoadReport, loadSource, type OpenLane } from './load.js';
import type { RowSource } from './source.js';

/** How the load of one file went. */
interface LoadResult {
  readonly source: RowSource;
  readonly report: LoadReport;
  readonly outcome: UnitOutcome;
}

/** More of them wait for each other where the table grows, and cost the server more than they gain. */
const mostOnOneTable = 3;

/**
 * Loads files, several at a time on a server. A table waits for those that it refers to by a foreign key that stands
 * already. Ends with the first file that fails; what is loading beside it ends its batch.
 */
export async function loadAll(
  sources: readonly RowSource[],
  session: Session,
  engine: Engine,
  options: LoadOptions,
): Promise<readonly LoadResult[]> {
  const entries = await readLedger(session);
  const results: LoadResult[] = [];
  const width = session.connection.kind === 'postgres' ? (options.parallel ?? 4) : 1;
  const openLane: OpenLane = async () => {
    const companion = await Companion.open(session);
    return { session: companion, engine: engine.on(companion), close: () => companion.close() };
  };
  for (const layer of await layersOf(sources, session)) {
    const waiting = [...layer];
    const work = async (worker: RunSession, hands: Engine) => {
      for (let source = waiting.shift(); source !== undefined; source = waiting.shift()) {
        const lane = { session: worker, engine: hands };
        const result = { source, ...(await loadSource(source, lane, entries, options, spare)) };
        results.push(result);
        // Nobody begins another file.
        if (result.outcome.kind !== 'done') waiting.length = 0;
      }
    };
    const lanes = Math.min(Math.floor(width / layer.length), mostOnOneTable);
    const spare: readonly OpenLane[] = Array(Math.max(lanes - 1, 0)).fill(openLane);
    const companions = await Promise.all(
      Array.from({ length: Math.min(width, layer.length) - 1 }, () => Companion.open(session)),
    );
    try {
      const ended = await Promise.allSettled([
        work(session, engine),
        ...companions.map((companion) => work(companion, engine.on(companion))),
      ]);
      for (const one of ended) if (one.status === 'rejected') throw one.reason;
    } finally {
      await Promise.all(companions.map((companion) => companion.close()));
    }
    if (results.some(({ outcome }) => outcome.kind !== 'done')) break;
  }
  return results;
}

/** Files whose tables refer to none of the later layers; what refers to itself in a circle comes last, together. */
async function layersOf(sources: readonly RowSource[], session: Session): Promise<readonly (readonly RowSource[])[]> {
  const names = [...new Set(sources.flatMap(({ tables }) => tables.map((table) => quotePath(table))))];
  const list = names.map(quoteText).join(', ');
  const { rows } = await session.execute(
    `select c.name, p.name from (select x as name, to_regclass(x) as oid from unnest(array[${list}]::text[]) x) c
     join pg_constraint k on k.conrelid = c.oid and k.contype = 'f' and k.confrelid <> k.conrelid
     join (select x as name, to_regclass(x) as oid from unnest(array[${list}]::text[]) x) p on p.oid = k.confrelid`,
  );
  const layers: RowSource[][] = [];
  let left = [...sources];
  while (left.length > 0) {
    const pending = new Set(left.flatMap(({ tables }) => tables.map((table) => quotePath(table))));
    const isFree = ({ tables }: RowSource): boolean =>
      tables.every((table) => !rows.some(([child, parent]) => child === quotePath(table) && pending.has(parent ?? '')));
    const free = left.filter(isFree);
    layers.push(free.length > 0 ? free : left);
    left = free.length > 0 ? left.filter((source) => !isFree(source)) : [];
  }
  return layers;
}
