import { describe, expect, it } from 'vitest';
import { addAttributes } from '../../src/runner/plan/changes/type-change.js';
import { shapeOf } from '../../src/runner/plan/statements/statement-shape.js';
import { staticUndo } from '../../src/runner/plan/undo.js';

const change = (before: string, after: string) =>
  addAttributes(`create type app.r as ${before};`, `create type app.r as ${after};`);

describe('what becomes of a row type that the project has otherwise', () => {
  it('is ALTER TYPE where attributes come behind those that are there, which can be undone', () => {
    const sql = change('(\n  a numeric\n)', '(\n  a numeric,\n  b varchar(5),\n  c numeric(4,2)[]\n)') ?? '';
    expect(sql).toBe('alter type "app"."r" add attribute b varchar(5), add attribute c numeric(4,2)[]');
    expect(staticUndo(sql, shapeOf(sql))).toEqual({
      kind: 'sql',
      sql: ['alter type "app"."r" drop attribute "c", drop attribute "b"'],
    });
  });

  it('is not known where values would be lost or others be meant', () => {
    expect(change('(a numeric, b text)', '(a numeric)')).toBeUndefined();
    expect(change('(a numeric)', '(b text, a numeric)')).toBeUndefined();
    expect(change('(a numeric)', '(a text, b text)')).toBeUndefined();
    expect(change("enum ('a')", "enum ('a', 'b')")).toBeUndefined();
  });
});
