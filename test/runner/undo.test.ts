import { expect, test } from 'vitest';
import { splitPostgresStatements } from '../../src/runner/plan/statements/postgres-statements.js';
import { shapeOf } from '../../src/runner/plan/statements/statement-shape.js';
import { staticUndo } from '../../src/runner/plan/undo.js';
import { runtimeClosure, runtimeFunctions } from '../../src/runtime/index.js';

test('rollback can undo all that the runtime is made of', () => {
  const statements = runtimeClosure(runtimeFunctions().keys()).flatMap(({ sql }) => splitPostgresStatements(sql));
  const stays = statements.flatMap(({ text }) => {
    const undo = staticUndo(text, shapeOf(text));
    return undo.kind === 'no' ? [`${undo.why}: ${text.slice(0, 80)}`] : [];
  });
  expect(stays).toEqual([]);
});
