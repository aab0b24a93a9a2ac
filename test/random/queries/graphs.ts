import { guarded, type Part, PartLines, put } from './part.js';
import type { QueryGenerator } from './scope.js';

/*
 * CONNECT BY over a graph of edges, where paths may come back to where they were. NOCYCLE leaves out what an ancestor is, and marks the row
 * whose child it would be; without it the query fails. (SQL Language Reference, "Hierarchical Queries", "CONNECT_BY_ISCYCLE Pseudocolumn")
 */

interface Edge {
  readonly id: number;
  readonly a: number;
  readonly b: number;
  readonly w: number | null;
}

interface Found {
  readonly edge: Edge;
  readonly parent: Found | undefined;
  readonly level: number;
  isCycle: boolean;
  children: number;
}

interface Shape {
  readonly start?: { readonly text: string; readonly meets: (edge: Edge) => boolean };
  readonly connect: string;
  readonly meets: (parent: Found, child: Edge, level: number) => boolean;
  readonly siblings?: { readonly text: string; readonly order: (x: Edge, y: Edge) => number };
}

const atMost = 60;

/** Undefined: there are too many; 'loop': the query fails. */
function walk(edges: readonly Edge[], shape: Shape, nocycle: boolean): readonly Found[] | 'loop' | undefined {
  const all: Found[] = [];
  let loops = false;
  const isAbove = (found: Found | undefined, edge: Edge): boolean =>
    found !== undefined && (found.edge === edge || isAbove(found.parent, edge));
  const visit = (edge: Edge, parent: Found | undefined): void => {
    if (all.length > atMost) return;
    const found: Found = { edge, parent, level: (parent?.level ?? 0) + 1, isCycle: false, children: 0 };
    all.push(found);
    for (const child of sorted(edges.filter((e) => shape.meets(found, e, found.level + 1)))) {
      if (isAbove(found, child)) {
        loops = true;
        found.isCycle = true;
        continue;
      }
      found.children++;
      visit(child, found);
    }
  };
  const sorted = (list: readonly Edge[]): readonly Edge[] =>
    shape.siblings ? list.toSorted(shape.siblings.order) : list;
  for (const root of sorted(edges.filter((e) => shape.start?.meets(e) ?? true))) visit(root, undefined);
  if (all.length > atMost) return undefined;
  return loops && !nocycle ? 'loop' : all;
}

const rootOf = (found: Found): Found => (found.parent ? rootOf(found.parent) : found);
const pathOf = (found: Found): string => `${found.parent ? pathOf(found.parent) : ''}/${found.edge.id}`;

function shapeOf({ random }: QueryGenerator, total: number): Shape {
  const first = random.below(4);
  const start = random.pick([
    { text: `e.a = ${first}`, meets: (e: Edge) => e.a === first },
    { text: `e.id IN (SELECT MIN(x.id) FROM te x)`, meets: (e: Edge) => e.id === 1 },
    { text: `e.w IS NULL OR e.id = 1`, meets: (e: Edge) => e.w === null || e.id === 1 },
    { text: `NOT EXISTS (SELECT 1 FROM te x WHERE x.b = e.a)`, meets: () => false },
  ]);
  const more = random.pick([
    { text: '', meets: () => true },
    { text: '', meets: () => true },
    { text: ' AND LEVEL <= 3', meets: (_: Found, __: Edge, level: number) => level <= 3 },
    {
      text: ' AND PRIOR e.w < e.w',
      meets: ({ edge }: Found, e: Edge) => edge.w !== null && e.w !== null && edge.w < e.w,
    },
    { text: ' AND e.id <> PRIOR e.id + 1', meets: ({ edge }: Found, e: Edge) => e.id !== edge.id + 1 },
    { text: ` AND e.id + LEVEL < ${total + 3}`, meets: (_: Found, e: Edge, level: number) => e.id + level < total + 3 },
  ]);
  const descending = random.chance(0.4);
  const siblings = random.pick([
    {
      text: `ORDER SIBLINGS BY e.id${descending ? ' DESC' : ''}`,
      order: (x: Edge, y: Edge) => (descending ? y.id - x.id : x.id - y.id),
    },
    {
      text: `ORDER SIBLINGS BY e.w NULLS FIRST, e.id${descending ? ' DESC' : ''}`,
      order: (x: Edge, y: Edge) =>
        x.w === y.w ? (descending ? y.id - x.id : x.id - y.id) : x.w === null ? -1 : y.w === null ? 1 : x.w - y.w,
    },
  ]);
  return {
    ...(random.chance(0.8) && { start }),
    connect: `PRIOR e.b = e.a${more.text}`,
    meets: (parent, child, level) => parent.edge.b === child.a && more.meets(parent, child, level),
    ...(random.chance(0.7) && { siblings }),
  };
}

export function graph(g: QueryGenerator): Part | undefined {
  const { random } = g;
  const part = new PartLines();
  const total = 4 + random.below(4);
  // Whether a loop is told by the row or by the values that PRIOR names is not said: each row has a B of its own.
  const edges = Array.from({ length: total }, (_, i): Edge => {
    const a = random.chance(0.7) ? random.below(i + 1) : random.below(total + 1);
    return { id: i + 1, a: a === i + 1 ? 0 : a, b: i + 1, w: random.chance(0.2) ? null : random.below(4) };
  });
  part.setup.push(
    'CREATE TABLE te (id NUMBER, a NUMBER, b NUMBER, w NUMBER);',
    ...edges.map((e) => `INSERT INTO te VALUES (${e.id}, ${e.a}, ${e.b}, ${e.w ?? 'NULL'});`),
  );
  for (let step = 0; step < 3; step++) {
    const made = shapeOf(g, total);
    const isTop = (e: Edge): boolean => !edges.some((x) => x.b === e.a);
    const shape: Shape = made.start?.text.startsWith('NOT')
      ? { ...made, start: { ...made.start, meets: isTop } }
      : made;
    const nocycle = random.chance(0.6);
    const found = walk(edges, shape, nocycle);
    if (!found) continue;
    const least = random.below(3);
    const where = random.chance(0.3);
    const items = [
      'e.id',
      'LEVEL',
      'CONNECT_BY_ROOT e.id',
      "SYS_CONNECT_BY_PATH(e.id, '/')",
      'NVL(PRIOR e.w, -1)',
      ...(nocycle ? ['CONNECT_BY_ISCYCLE'] : []),
    ];
    const query =
      `SELECT ${items.map((x, i) => `${x} AS c${i}`).join(', ')} FROM te e${where ? ` WHERE e.id > ${least}` : ''}` +
      `${shape.start ? ` START WITH ${shape.start.text}` : ''} CONNECT BY${nocycle ? ' NOCYCLE' : ''} ${shape.connect}`;
    const line = `r.c0${items
      .slice(1)
      .map((_, i) => ` || ' ' || r.c${i + 1}`)
      .join('')}`;
    if (found === 'loop') {
      part.run(
        ['DECLARE', '  n NUMBER;', ...guarded(`SELECT COUNT(*) INTO n FROM (${query});`, put("'rows ' || n"))],
        'error -1436',
      );
      continue;
    }
    const shown = found.filter((f) => !where || f.edge.id > least);
    const lines = shown.map((f) =>
      [
        f.edge.id,
        f.level,
        rootOf(f).edge.id,
        pathOf(f),
        f.parent?.edge.w ?? -1,
        ...(nocycle ? [f.isCycle ? 1 : 0] : []),
      ].join(' '),
    );
    const ordered = shape.siblings ? `${query} ${shape.siblings.text}` : `SELECT * FROM (${query}) ORDER BY c3, c0`;
    part.run(
      [`FOR r IN (${ordered}) LOOP`, `  ${put(line)}`, 'END LOOP;'],
      ...(shape.siblings
        ? lines
        : lines.toSorted((x, y) => {
            const [p, q] = [x.split(' ')[3] ?? '', y.split(' ')[3] ?? ''];
            return p < q ? -1 : p > q ? 1 : 0;
          })),
    );
    part.run(
      [
        `FOR r IN (SELECT lv, COUNT(*) AS n, MAX(path) AS p FROM (SELECT LEVEL AS lv, SYS_CONNECT_BY_PATH(e.id, '/') AS path FROM te e${shape.start ? ` START WITH ${shape.start.text}` : ''} CONNECT BY${nocycle ? ' NOCYCLE' : ''} ${shape.connect}) GROUP BY lv HAVING COUNT(*) > 1 ORDER BY lv) LOOP`,
        `  ${put("'level ' || r.lv || ' ' || r.n || ' ' || r.p")}`,
        'END LOOP;',
      ],
      ...[...new Set(found.map((f) => f.level))]
        .toSorted((x, y) => x - y)
        .flatMap((level) => {
          const own = found
            .filter((f) => f.level === level)
            .map(pathOf)
            .toSorted();
          return own.length > 1 ? [`level ${level} ${own.length} ${own.at(-1)}`] : [];
        }),
    );
    // Which of its rows is a leaf where a child is left out for being an ancestor is not said.
    if (!found.some((f) => f.isCycle)) {
      const leaves = found.filter((f) => f.children === 0).length;
      part.run(
        [
          `FOR r IN (SELECT COUNT(*) AS n FROM (SELECT CONNECT_BY_ISLEAF AS leaf FROM te e${shape.start ? ` START WITH ${shape.start.text}` : ''} CONNECT BY${nocycle ? ' NOCYCLE' : ''} ${shape.connect}) WHERE leaf = 1) LOOP`,
          `  ${put("'leaves ' || r.n")}`,
          'END LOOP;',
        ],
        `leaves ${leaves}`,
      );
    }
  }
  return part;
}
