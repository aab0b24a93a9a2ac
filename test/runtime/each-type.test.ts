import { expect, it } from 'vitest';
import { withEachType } from '../../src/runtime/each-type.js';
import { runtimeFunctions } from '../../src/runtime/index.js';

it('writes what stands below @each once for each @of, with its words filled in', () => {
  const sql = [
    '-- What it does.',
    '-- @each type | larger',
    '-- @of integer | int4larger',
    '-- @of double precision | float8larger',
    '-- For one type.',
    "select '{}', {larger}(a::{type})",
    '  from t;',
    '',
    'select {type};',
    '',
  ];
  expect(withEachType(sql.join('\n'))).toBe(
    [
      '-- What it does.',
      '-- For one type.',
      "select '{}', int4larger(a::integer)",
      '  from t;',
      '',
      '-- For one type.',
      "select '{}', float8larger(a::double precision)",
      '  from t;',
      '',
      'select {type};',
      '',
    ].join('\n'),
  );
});

it('leaves no word to be filled in anywhere in the runtime', () => {
  const left = [...runtimeFunctions().values()].filter(({ sql }) => /^-- @(?:each|of)\b/m.test(sql));
  expect(left.map(({ name }) => name)).toEqual([]);
});
