import { afterAll, beforeAll, expect, it } from 'vitest';
import { loadCompiler } from '../../src/cli/context.js';
import { installRuntime } from '../../src/runner/apply/runtime-install.js';
import { runScript } from '../../src/runner/script/script.js';
import type { Target } from '../../src/runner/target/target.js';
import { openScratch, type Scratch } from '../../src/runner/verify/scratch.js';
import { describeTargets } from '../support/targets.js';

const first = `
CREATE TABLE item (id NUMBER, v VARCHAR2(20));
CREATE OR REPLACE TYPE box AS OBJECT (a NUMBER);
/
CREATE OR REPLACE FUNCTION twice(n NUMBER) RETURN NUMBER IS BEGIN RETURN n * 2; END;
/
CREATE OR REPLACE VIEW doubled AS SELECT id, twice(id) x FROM item;
CREATE OR REPLACE VIEW shown AS SELECT x FROM doubled;
CREATE OR REPLACE TRIGGER item_t FOR INSERT ON item COMPOUND TRIGGER
  BEFORE EACH ROW IS BEGIN :NEW.v := 'row'; END BEFORE EACH ROW;
  AFTER STATEMENT IS BEGIN DBMS_OUTPUT.PUT_LINE('after'); END AFTER STATEMENT;
END;
/
CREATE OR REPLACE PACKAGE tool IS
  TYPE list IS TABLE OF NUMBER INDEX BY PLS_INTEGER;
  PROCEDURE put(n NUMBER);
  PROCEDURE put(d DATE);
END;
/
CREATE OR REPLACE PACKAGE BODY tool IS
  PROCEDURE put(n NUMBER) IS BEGIN DBMS_OUTPUT.PUT_LINE('number ' || n); END;
  PROCEDURE put(d DATE) IS BEGIN DBMS_OUTPUT.PUT_LINE('date'); END;
END;
/
BEGIN
  DELETE FROM item;
  INSERT INTO item (id) VALUES (1);
  FOR r IN (SELECT x FROM shown) LOOP tool.put(r.x); END LOOP;
END;
/
`;

/** The same names with other parameters, results and columns; item and its views are those of the first run. */
const second = `
CREATE TABLE item (id NUMBER, v VARCHAR2(20));
CREATE OR REPLACE TYPE box AS OBJECT (a NUMBER, b NUMBER);
/
CREATE OR REPLACE FUNCTION twice(n NUMBER, m NUMBER DEFAULT 3) RETURN NUMBER IS BEGIN RETURN n * m; END;
/
CREATE OR REPLACE TRIGGER item_t BEFORE INSERT ON item FOR EACH ROW BEGIN :NEW.v := 'plain'; END;
/
CREATE OR REPLACE PACKAGE tool IS
  TYPE list IS TABLE OF VARCHAR2(10) INDEX BY PLS_INTEGER;
  PROCEDURE put(s VARCHAR2);
END;
/
CREATE OR REPLACE PACKAGE BODY tool IS
  PROCEDURE put(s VARCHAR2) IS BEGIN DBMS_OUTPUT.PUT_LINE('text ' || s); END;
END;
/
DECLARE
  s VARCHAR2(20);
BEGIN
  INSERT INTO item (id) VALUES (5) RETURNING v INTO s;
  tool.put(s);
  tool.put(twice(2));
  tool.put(box(1, 2).b);
END;
/
`;

/** The views of the first run call the function of the second one. */
const third = `
CREATE OR REPLACE VIEW all_shown AS SELECT x FROM shown;
BEGIN
  FOR r IN (SELECT x FROM all_shown ORDER BY x) LOOP DBMS_OUTPUT.PUT_LINE(r.x); END LOOP;
END;
/
`;

describeTargets('a script that runs again', (url) => {
  let scratch: Scratch;
  beforeAll(async () => {
    scratch = await openScratch(url);
  });
  afterAll(() => scratch.close());

  const run = async (target: Target, text: string): Promise<readonly string[]> => {
    const { compileScript } = await loadCompiler();
    const { runtime, steps } = await compileScript(text, 'script.sql', {});
    await installRuntime(target, runtime);
    const output: string[] = [];
    await runScript(target, steps, {
      onOutput: (line) => output.push(line),
      onError: ({ code, line }) => output.push(`${code} ${line}`),
    });
    return output;
  };

  it('replaces what CREATE OR REPLACE names, whatever the earlier run has left', async () => {
    const target = await scratch.fresh();
    expect(await run(target, first)).toEqual(['after', 'number 2']);
    expect(await run(target, first)).toEqual(['ORA-00955 2', 'after', 'number 2']);
    expect(await run(target, second)).toEqual(['ORA-00955 2', 'text plain', 'text 6', 'text 2']);
    expect(await run(target, second)).toEqual(['ORA-00955 2', 'text plain', 'text 6', 'text 2']);
    expect(await run(target, third)).toEqual(['3', '15', '15']);
  });

  it('does not replace a type that a table holds (ORA-02303)', async () => {
    const target = await scratch.fresh();
    const made = 'CREATE OR REPLACE TYPE box AS OBJECT (a NUMBER);\n/\n';
    expect(await run(target, `${made}CREATE TABLE crate (b box);`)).toEqual([]);
    expect(await run(target, made)).toEqual([]);
    expect(await run(target, made.replace('(a', '(c'))).toEqual(['ORA-02303 1']);
  });
});
