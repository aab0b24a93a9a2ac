import type {
  PgColumnDefinition,
  PgSelect,
  PgSelectBody,
  PgSetOperation,
  PlStatement,
} from '../../src/ir/postgres/index.js';
import { noSpan as span } from '../../src/ir/span.js';
import { b, pgTypes } from '../../src/lower/builders.js';

export const col = (...parts: string[]) => b.column(span, ...parts);
export const [x, y] = [col('x'), col('y')];
export const one = b.num(span, 1);
export const t = b.table(span, ['bank', 't']);
export const pick = b.select(span, { items: [one] });
export const wrap = (body: PgSelectBody): PgSelect => ({ kind: 'PgSelect', span, body });
export const set = (op: PgSetOperation['op'], left: PgSelectBody, right: PgSelectBody): PgSetOperation => ({
  kind: 'PgSetOperation',
  span,
  op,
  left,
  right,
});
export const nothing: readonly PlStatement[] = [b.nothing(span)];
export const column = (name: string, rest: Partial<PgColumnDefinition> = {}): PgColumnDefinition => ({
  kind: 'PgColumnDefinition',
  span,
  name,
  type: pgTypes.numeric,
  ...rest,
});
export const rows = {
  kind: 'PgValues',
  span,
  rows: [
    [one, { kind: 'PgDefault', span }],
    [x, y],
  ],
} as const;
