import { emptyShare } from '../model/automation.js';
import type { EffortModel } from '../model/effort.js';
import type { AssessmentModel } from '../model/index.js';
import { automations, type ObjectEntry, qualified } from '../model/objects.js';
import { type ColumnMapping, typePairs } from '../model/type-table.js';
import { columns, effortBar, effortKinds, effortWords } from './charts.js';
import type { Links } from './links.js';
import { number } from './numbers.js';
import { effortText, worstOf } from './summary-view.js';

/** For the template: days by what they are for, and the objects that take longest. */
export function effortView(model: AssessmentModel, links: Links): object {
  const { effort, objects, ora2pg } = model;
  const perDay = effort.model.minutesPerDay;
  const inDays = (minutes: number): string => (minutes / perDay).toFixed(1);
  const longest = [...objects]
    .sort((a, b) => (effort.objects[b.index]?.p50 ?? 0) - (effort.objects[a.index]?.p50 ?? 0) || a.index - b.index)
    .slice(0, 15);
  return {
    lead:
      `Likely ${inDays(effort.total.p50)} person-days (P50: half of such projects take less), nine times in ten ` +
      `at most ${inDays(effort.total.p90)} (P90). A person-day is ${perDay / 60} hours. Each object's page ` +
      'explains its part.',
    chart: effortBar(effort),
    kinds: effortKinds
      .filter((kind) => effort.byKind[kind] > 0)
      .map((kind) => ({ id: kind, title: effortWords[kind], value: `${inDays(effort.byKind[kind])} days` })),
    ora2pg: {
      units: number(Math.round(ora2pg.units * 10) / 10),
      days: ora2pg.personDays,
      level: ora2pg.level,
      rows: ora2pg.byKind
        .filter((k) => k.units > 0)
        .slice(0, 8)
        .map((k) => ({ kind: k.kind, count: number(k.count), units: number(Math.round(k.units * 10) / 10) })),
    },
    model: modelRows(effort.model),
    longest: longest.map((object) => {
      const own = effort.objects[object.index];
      const [first] = own?.parts ?? [];
      return {
        ...links.object(object),
        why:
          worstOf(model, object) ||
          (first ? `${effortWords[first.kind]}: ${number(first.count)} ${units[first.kind]}` : ''),
        p50: effortText(own?.p50 ?? 0, perDay),
        p90: effortText(own?.p90 ?? 0, perDay),
      };
    }),
  };
}

const units = { finding: 'places', review: 'lines', rewrite: 'lines', test: 'routines', project: '' } as const;

function modelRows(model: EffortModel): readonly { part: string; rule: string }[] {
  const { learning, review, test, spread } = model;
  const part = (n: number): string => `${Math.round(n * 100)} %`;
  const listed = Object.entries(review)
    .map(([kind, minutes]) => `${kind} ${minutes}`)
    .join(', ');
  return [
    {
      part: 'Findings',
      rule:
        `The minutes of the code's page for its first place, ${part(learning.next)} of them for the 2nd to 10th, ` +
        `${part(learning.later)} for each further one. Infos cost nothing.`,
    },
    {
      part: 'Review',
      rule:
        `Minutes an object: ${listed}; and ${model.reviewPerLine} for each line of code that is read. ` +
        `${model.reviewFlagged} times as much where something was found.`,
    },
    { part: 'Write again', rule: `${model.rewritePerLine} minutes for each line of a refused object.` },
    {
      part: 'Test',
      rule:
        `${test.routine} minutes a routine and ${test.decision} for each decision in it; ${part(test.auto)} of ` +
        'that where nothing was found.',
    },
    { part: 'Project', rule: `${model.projectDays} days of its own, whatever the schema.` },
    {
      part: 'P90',
      rule:
        `An object's bad case is ${automations.map((a) => `${spread[a]} times (${a})`).join(', ')} its likely ` +
        `effort. Misjudgements of different objects go together by ${part(model.correlation)}.`,
    },
  ];
}

/** For the template: how many routines are how complex, and the most complex ones. */
export function complexityView(model: AssessmentModel, links: Links): object {
  const bounds = [5, 10, 20, 50, Number.POSITIVE_INFINITY];
  const names = ['1 to 5', '6 to 10', '11 to 20', '21 to 50', 'over 50'];
  const counts = bounds.map(
    (bound, i) =>
      model.routines.filter((r) => r.cyclomatic <= bound && (i === 0 || r.cyclomatic > (bounds[i - 1] ?? 0))).length,
  );
  return {
    chart: columns(
      'Routines by cyclomatic complexity',
      names.map((title, i) => ({ title, count: counts[i] ?? 0 })),
    ),
    rows: [...model.routines]
      .sort((a, b) => b.cyclomatic - a.cyclomatic || b.lines - a.lines)
      .slice(0, 15)
      .flatMap((r) => {
        const object = model.objects[r.object];
        if (!object) return [];
        return [
          {
            ...r,
            name: object.owner === '' ? r.name : `${object.owner}.${r.name}`,
            href: `${links.href(object)}/${r.line}`,
            transactions: r.autonomous ? 'autonomous' : r.commits ? 'ends them' : '',
          },
        ];
      }),
  };
}

/** For the template: the waves with what is in them, and the cycles. */
export function wavesView(model: AssessmentModel, links: Links): object {
  const { effort, graph, objects, waves } = model;
  const perDay = effort.model.minutesPerDay;
  const pick = (index: number): { href: string; name: string } => {
    const object = objects[index];
    return object ? { href: links.href(object), name: qualified(object) } : { href: '#objects', name: '?' };
  };
  const shares = waves.waves.map((w) => {
    const share = emptyShare();
    for (const i of w.objects) {
      share[objects[i]?.automation ?? 'auto'] += 1;
      share.total += 1;
    }
    return share;
  });
  const bars = waves.waves.map((w, i) => ({ title: `Wave ${w.number}`, count: w.objects.length, share: shares[i] }));
  const ranks = new Map(model.priorities.map((p, i) => [p.object, i]));
  return {
    lead:
      `The dependencies allow ${waves.waves.length} waves: each needs only what came before it, so each can be ` +
      'moved and tested on its own. Package and body, table and index, and the members of a cycle move together; ' +
      'foreign keys are made last and order nothing.',
    short: `${waves.waves.length} waves, ${waves.cycles.length === 0 ? 'no cycle' : waves.cycles.length === 1 ? 'one cycle' : `${waves.cycles.length} cycles`}`,
    chart: columns('Objects by wave', bars),
    // Beside other charts there is half the width, and no room for many names.
    smallChart: columns(
      'Objects by wave',
      bars.map((b) => ({ ...b, title: b.title.replace('Wave ', '') })),
      500,
    ),
    rows: waves.waves.map((w) => ({
      number: w.number,
      count: number(w.objects.length),
      effort: effortText(
        w.objects.reduce((n, i) => n + (effort.objects[i]?.p50 ?? 0), 0),
        perDay,
      ),
      holds: holds(w.objects.map((i) => objects[i]?.kind ?? '')),
      first: w.objects
        .filter((i) => ranks.has(i))
        .sort((a, b) => (ranks.get(a) ?? 0) - (ranks.get(b) ?? 0))
        .slice(0, 3)
        .map(pick),
    })),
    cycles: waves.cycles.slice(0, 50).map((c) => ({ path: c.path.map(pick), count: c.objects.length })),
    matrix: matrixOf(objects, [graph.needs, graph.references]),
  };
}

/** `12 tables, 3 views`: the four most frequent kinds. */
function holds(kinds: readonly string[]): string {
  const counts = new Map<string, number>();
  for (const kind of kinds) counts.set(kind, (counts.get(kind) ?? 0) + 1);
  const ranked = [...counts].sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1));
  const named = ranked.slice(0, 4).map(([kind, n]) => `${number(n)} ${n === 1 ? kind : pluralOf(kind)}`);
  return [...named, ...(ranked.length > 4 ? ['others'] : [])].join(', ');
}

const pluralOf = (kind: string): string =>
  /(y|x)$/.test(kind) ? kind.replace(/y$/, 'ies').replace(/x$/, 'xes') : `${kind}s`;

function matrixOf(
  objects: readonly ObjectEntry[],
  graphs: readonly (readonly (readonly number[])[])[],
): object | undefined {
  const owners = [...new Set(objects.map((o) => o.owner))].sort();
  if (owners.length < 2 || owners.length > 40) return undefined;
  const counts = new Map<string, number>();
  for (const graph of graphs) {
    for (const [from, list] of graph.entries())
      for (const to of list) {
        const key = `${objects[from]?.owner}\0${objects[to]?.owner}`;
        counts.set(key, (counts.get(key) ?? 0) + 1);
      }
  }
  const used = owners.filter((o) => owners.some((p) => counts.has(`${o}\0${p}`) || counts.has(`${p}\0${o}`)));
  if (used.length < 2) return undefined;
  const most = Math.max(
    1,
    ...used.flatMap((a) => used.filter((b) => a !== b).map((b) => counts.get(`${a}\0${b}`) ?? 0)),
  );
  return {
    owners: used.map((o) => o || '(none)'),
    rows: used.map((a) => ({
      owner: a || '(none)',
      cells: used.map((b) => {
        const n = counts.get(`${a}\0${b}`) ?? 0;
        const isSelf = a === b;
        return {
          text: n === 0 ? '' : number(n),
          class: isSelf ? 'self' : n > 0 ? 'on' : '',
          share: isSelf ? 0 : Math.round((n / most) * 45),
        };
      }),
    })),
  };
}

/**
 * For the template: which types become which, in how many columns, and in how many of them values could lose something.
 */
export function typesView(columnList: readonly ColumnMapping[]): object {
  const lossy = columnList.filter((c) => c.loss !== '').length;
  return {
    lead:
      columnList.length === 0
        ? 'The inputs create no tables.'
        : `${number(columnList.length)} columns, before and after. ${lossy === 0 ? 'No value can be lost.' : `In ${number(lossy)} of them values could lose something; the last column says what.`}`,
    pairs: typePairs(columnList).map((p) => ({ ...p, count: number(p.count) })),
  };
}

/** Routines that the page lists. */
const listed = 500;

/** For the template: what changes for programs that call routines. */
export function contractView(model: AssessmentModel, links: Links): object {
  const contracts = model.callContract;
  const changed = contracts.filter((c) => c.changes.length > 0);
  const same = contracts.length - changed.length;
  return {
    lead:
      `What JDBC, ODBC and other clients have to know. Of ${number(contracts.length)} routines that can be called ` +
      `from outside, ${number(changed.length)} change for their callers.`,
    general: [
      'Unquoted names are lower case: EMP is emp. A package is a schema, so HR.PAY.RUN is called as pay.run or ' +
        'hr_pay.run, as the table below says.',
      "An empty string is NULL in Oracle and a value of its own in PostgreSQL: clients that send '' must send NULL.",
      'DATE columns are timestamp(0) and come to JDBC as java.sql.Timestamp; NUMBER columns are numeric, or ' +
        'bigint where every writer is seen.',
      'Errors carry an SQLSTATE: ORA-20001 to ORA-20999 are OA001 to OA999, NO_DATA_FOUND is P0002, a unique ' +
        'violation is 23505.',
      'A ref cursor lives as long as its transaction: turn autocommit off to read from one.',
      'After an error a transaction takes no further statements until ROLLBACK, or ROLLBACK TO a savepoint.',
      'Routines that commit are called outside of a transaction block, in autocommit mode.',
    ],
    rows: changed.slice(0, listed).map((c) => {
      const object = model.objects[c.object];
      return { ...c, href: object ? links.href(object) : '#objects' };
    }),
    more: changed.length > listed ? `${number(changed.length - listed)} more are in report.json.` : '',
    same: same > 0 ? `${number(same)} routines are called as before, but for lower-case names.` : '',
  };
}
