import { addUnder } from '../../ir/lists-by-key.js';

/** A table in a picture. */
export interface ErTable {
  readonly id: number;
  readonly name: string;
  readonly href: string;
  /** Columns to show, keys first. */
  readonly columns: readonly { readonly name: string; readonly primary: boolean; readonly foreign: boolean }[];
  /** Of another owner: its name only. */
  readonly isGuest: boolean;
}

/** A line from the table that refers to the one it refers to; not declared are those inferred from the code. */
export interface ErLink {
  readonly from: number;
  readonly to: number;
  readonly column: string;
  readonly declared: boolean;
  readonly title: string;
}

/** A picture laid out: what the page's script draws when it is looked at. */
export interface ErPicture {
  readonly label: string;
  readonly width: number;
  readonly height: number;
  readonly boxes: readonly {
    readonly x: number;
    readonly y: number;
    readonly height: number;
    readonly name: string;
    readonly href: string;
    readonly isGuest: boolean;
    /** PK, FK or '', and the name. */
    readonly columns: readonly (readonly [mark: string, name: string])[];
  }[];
  readonly lines: readonly { readonly path: string; readonly declared: boolean; readonly title: string }[];
}

interface Box extends ErTable {
  x: number;
  y: number;
  readonly height: number;
}

const [width, row, head, gapX, gapY] = [190, 15, 22, 90, 16];
const most = 7;

/**
 * An entity-relationship picture: what is referred to stands left of what refers to it, so that lines lead to the left;
 * tables of a rank are ordered by their neighbours' places.
 */
export function erPicture(tables: readonly ErTable[], links: readonly ErLink[], label: string): ErPicture {
  const ranks = ranksOf(tables, links);
  const columns: Box[][] = [];
  for (const table of tables) {
    const rank = ranks.get(table.id) ?? 0;
    const shown = Math.min(table.columns.length, most) + (table.columns.length > most ? 1 : 0);
    const height = table.isGuest ? head : head + shown * row + (shown > 0 ? 5 : 0);
    (columns[rank] ??= []).push({ ...table, x: 0, y: 0, height });
  }
  const filled = columns.flatMap((c) => split(c ?? []));
  order(filled, links);
  const boxes = new Map<number, Box>();
  let height = 0;
  for (const [i, column] of filled.entries()) {
    let y = 4;
    for (const box of column) {
      box.x = 4 + i * (width + gapX);
      box.y = y;
      y += box.height + gapY;
      boxes.set(box.id, box);
    }
    height = Math.max(height, y);
  }
  for (const column of filled) {
    const last = column.at(-1);
    const shift = last ? Math.floor((height - gapY - last.y - last.height) / 2) : 0;
    for (const box of column) box.y += shift;
  }
  return {
    label,
    width: filled.length * (width + gapX) - gapX + 40,
    height,
    boxes: [...boxes.values()].map(({ x, y, height: tall, name, href, isGuest, columns: own }) => ({
      x,
      y,
      height: tall,
      name,
      href,
      isGuest,
      columns: isGuest ? [] : shownColumns(own),
    })),
    lines: links.flatMap((link) => {
      const path = pathOf(link, boxes);
      return path === undefined ? [] : [{ path, declared: link.declared, title: link.title }];
    }),
  };
}

function shownColumns(columns: ErTable['columns']): readonly (readonly [string, string])[] {
  const shown = columns
    .slice(0, most)
    .map(({ name, primary, foreign }) => [primary ? 'PK' : foreign ? 'FK' : '', name] as const);
  return columns.length > most ? [...shown, ['', `${columns.length - most} more`]] : shown;
}

/** How far each table is from one that refers to nothing; links that close a ring do not count. */
function ranksOf(tables: readonly ErTable[], links: readonly ErLink[]): ReadonlyMap<number, number> {
  const out = new Map<number, number[]>();
  for (const { from, to } of links) if (from !== to) addUnder(out, from, to);
  const ranks = new Map<number, number>();
  const open = new Set<number>();
  const visit = (id: number): number => {
    const known = ranks.get(id);
    if (known !== undefined) return known;
    if (open.has(id)) return -1;
    open.add(id);
    const rank = Math.max(0, ...(out.get(id) ?? []).map((to) => visit(to) + 1));
    open.delete(id);
    ranks.set(id, rank);
    return rank;
  };
  for (const { id } of tables) visit(id);
  // What refers to nothing stands beside what refers to it.
  for (const { id } of tables) {
    if (out.has(id)) continue;
    const referrers = links.filter((l) => l.to === id && l.from !== id).map((l) => ranks.get(l.from) ?? 0);
    if (referrers.length > 0) ranks.set(id, Math.max(0, Math.min(...referrers) - 1));
  }
  return ranks;
}

/** A rank of too many tables stands in several columns. */
function split(boxes: readonly Box[]): Box[][] {
  const limit = 1100;
  const parts: Box[][] = [];
  let height = Number.POSITIVE_INFINITY;
  for (const box of boxes) {
    if (height + box.height > limit) {
      parts.push([]);
      height = 0;
    }
    parts.at(-1)?.push(box);
    height += box.height + gapY;
  }
  return parts;
}

/** Sorts each column by the mean place of its neighbours, a few times to and fro. */
function order(columns: readonly Box[][], links: readonly ErLink[]): void {
  const neighbours = new Map<number, number[]>();
  for (const { from, to } of links) {
    addUnder(neighbours, from, to);
    addUnder(neighbours, to, from);
  }
  for (let round = 0; round < 4; round += 1) {
    const places = new Map(columns.flatMap((c) => c.map((b, i) => [b.id, i / Math.max(1, c.length)] as const)));
    for (const column of round % 2 === 0 ? columns : [...columns].reverse()) {
      const mean = (box: Box): number => {
        const around = (neighbours.get(box.id) ?? []).flatMap((n) => places.get(n) ?? []);
        return around.length === 0 ? (places.get(box.id) ?? 0) : around.reduce((a, b) => a + b, 0) / around.length;
      };
      const means = new Map(column.map((b) => [b.id, mean(b)]));
      column.sort((a, b) => (means.get(a.id) ?? 0) - (means.get(b.id) ?? 0) || a.id - b.id);
      for (const [i, b] of column.entries()) places.set(b.id, i / Math.max(1, column.length));
    }
  }
}

/** The line from a column to the head of the table that it refers to. */
function pathOf(link: ErLink, boxes: ReadonlyMap<number, Box>): string | undefined {
  const [a, b] = [boxes.get(link.from), boxes.get(link.to)];
  if (!a || !b) return undefined;
  const index = a.columns.slice(0, most).findIndex((c) => c.name === link.column);
  const y1 = a.y + (index < 0 || a.isGuest ? head / 2 : head + 9 + index * row);
  const y2 = b.y + head / 2;
  if (a.x > b.x) {
    const [x1, x2] = [a.x, b.x + width];
    const bend = Math.min(80, (x1 - x2) / 2);
    return `M${x1},${y1} C${x1 - bend},${y1} ${x2 + bend},${y2} ${x2},${y2}`;
  }
  // In one column, or against the direction: round the right side.
  const [x1, x2] = [a.x + width, b.x + width];
  const out = Math.max(x1, x2) + 26;
  return `M${x1},${y1} C${out},${y1} ${out},${y2} ${x2},${y2}`;
}
