import { describe, expect, it } from 'vitest';
import { alterSequence } from '../../src/runner/plan/changes/sequence-change.js';

const change = (before: string, after: string) =>
  alterSequence(`create sequence app.s ${before};`, `create sequence app.s ${after};`);

describe('what becomes of a sequence that the project has otherwise', () => {
  it('is ALTER SEQUENCE with what differs, and what is left out is the default again', () => {
    expect(change('start with 100', 'start with 2001')).toBe('alter sequence "app"."s" start with 2001');
    expect(change('start with 100 cache 20', 'start with 100 increment by 5 maxvalue 999 cycle')).toBe(
      'alter sequence "app"."s" increment by 5 maxvalue 999 start with 100 cache 1 cycle',
    );
    expect(change('minvalue 5 cycle', 'increment by -1')).toBe(
      'alter sequence "app"."s" increment by -1 no minvalue no maxvalue start with -1 no cycle',
    );
    expect(change('start with -3 minvalue -10', 'start with -3 minvalue -20')).toBe(
      'alter sequence "app"."s" minvalue -20 start with -3',
    );
  });

  it('is not known where something else differs', () => {
    expect(change('', 'as integer')).toBeUndefined();
    expect(change('start with 1', 'start  with 1')).toBeUndefined();
  });
});
