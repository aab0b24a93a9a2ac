import { expect, it } from 'vitest';
import { saidOnce } from '../../src/cli/said-once.js';
import type { ScriptDiagnostic } from '../../src/contract/compiled-script.js';
import type { ManifestObject } from '../../src/contract/compiler-api.js';

const object = (name: string, line: number): ManifestObject =>
  ({ kind: 'procedure', name, file: 'a.sql', line, endLine: line + 9 }) as ManifestObject;

const found = (code: string, line: number, about: string): ScriptDiagnostic =>
  ({
    code,
    severity: code === 'OP1107' ? 'error' : 'warning',
    message: `${code} of ${about}`,
    file: 'a.sql',
    line,
    column: 1,
    about,
    missing: true,
  }) as ScriptDiagnostic;

it('says once what several objects lack, by the gravest of what follows', () => {
  const said = saidOnce(
    [
      found('OP2005', 1, 'EMP'),
      found('OP2005', 12, 'HR.EMP'),
      found('OP1107', 14, 'HR.EMP'),
      found('OP2005', 15, 'DEPT'),
    ],
    [object('HR.P', 1), object('HR.Q', 11)],
  );
  expect(said.map((d) => [d.line, d.message])).toEqual([
    [14, 'OP1107 of HR.EMP (3 places in 2 objects need HR.EMP)'],
    [15, 'OP2005 of DEPT'],
  ]);
});
