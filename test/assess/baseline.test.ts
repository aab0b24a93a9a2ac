import { describe, expect, it } from 'vitest';
import { parseBaseline } from '../../src/assess/baseline.js';
import { assessed, reportOf, rowidTable } from './findings.js';

const baselineOf = async (text: string, format: 'json' | 'sarif' = 'json') =>
  parseBaseline(await reportOf(format, text), 'base');
const states = (findings: readonly { code: string; state?: string; line: number }[]) =>
  findings.filter((f) => f.code.startsWith('OP110')).map((f) => `${f.code} ${f.line} ${f.state}`);

describe('a baseline', () => {
  it.each(['json', 'sarif'] as const)('from %s knows what was there, wherever it has moved', async (format) => {
    const baseline = await baselineOf(rowidTable, format);
    const moved = `-- a comment\n\n\n${rowidTable.replace('source_row rowid', 'source_row   rowid')}`;
    expect(states(assessed(moved, { baseline }).findings)).toEqual(['OP1105 6 known']);
  });

  it('lets one that was added stand out, also a second one of the same text', async () => {
    const baseline = await baselineOf(rowidTable);
    const added = rowidTable.replace(');', ', picture bfile);');
    expect(states(assessed(added, { baseline }).findings)).toEqual(['OP1105 3 known', 'OP1104 4 new']);
    const twice = 'begin\n  execute immediate :x;\nend;\n/\n';
    const first = await baselineOf(twice);
    const again = twice.replace('end;', '  execute immediate :x;\nend;');
    const dynamic = assessed(again, { baseline: first }).findings.filter((f) => f.code === 'OP3060');
    expect(dynamic.map((f) => f.state)).toEqual(['known', 'new']);
  });

  it('knows what was suppressed then', async () => {
    const quiet = rowidTable.replace('  source', '  -- oraphant-disable-next-line OP1105: x\n  source');
    const baseline = await baselineOf(quiet);
    expect(states(assessed(rowidTable, { baseline }).findings)).toEqual(['OP1105 3 known']);
  });

  it('is a report of ours', () => {
    for (const text of ['', '{}', '[1]', '{"findings": 3}', 'null'])
      expect(() => parseBaseline(text, 'b.json')).toThrow('b.json: a baseline is an earlier report.json');
  });
});
