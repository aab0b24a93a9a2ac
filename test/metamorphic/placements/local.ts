import { asksImplicitCursor, hasHostVariables, looksAtItself, type Rewriting } from '../rewriting.js';
import type { RunBlock, Script } from '../script.js';

/** Blocks are replaced by others that have them in it; nothing is created, so every setup will do. */
const around = (
  name: string,
  wrap: (block: RunBlock) => string,
  refuses: (block: RunBlock, script: Script) => boolean = () => false,
): Rewriting => ({
  name,
  rewrite: (script) => {
    const { blocks } = script;
    if (looksAtItself(script) || hasHostVariables(script) || blocks.length === 0) return undefined;
    if (blocks.some((block) => refuses(block, script))) return undefined;
    return script.edited(blocks.map((block) => ({ start: block.start, end: block.end, text: wrap(block) })));
  },
});

const hasLabels = ({ block }: RunBlock): boolean => block.labels.length > 0;

/**
 * The statements in a nested procedure that captures the variables. (PL/SQL Language Reference, "Nested Subprograms")
 */
export const nestedProcedure = around(
  'nested-procedure',
  ({ declarations, body }) => `DECLARE\n${declarations}\nPROCEDURE mm_in IS\n${body}\nBEGIN\n  mm_in;\nEND;`,
  (block) => hasLabels(block) || /\bpragma\s+autonomous/i.test(block.declarations),
);

/** The same two procedures deep. */
export const twiceNested = around(
  'twice-nested',
  ({ declarations, body }) =>
    `DECLARE\n${declarations}\nPROCEDURE mm_out IS\n  PROCEDURE mm_in IS\n${body}\nBEGIN\n  mm_in;\nEND;\n` +
    `BEGIN\n  mm_out;\nEND;`,
  (block) => hasLabels(block) || /\bpragma\s+autonomous/i.test(block.declarations),
);

/** Statements in a nested function whose result is thrown away; RETURN becomes that of the procedure in it. */
export const nestedFunction = around(
  'nested-function',
  ({ declarations, body }) =>
    `DECLARE\n${declarations}\nFUNCTION mm_f RETURN BOOLEAN IS\n  PROCEDURE mm_in IS\n${body}\n` +
    `BEGIN\n  mm_in;\n  RETURN TRUE;\nEND;\nBEGIN\n  IF NOT mm_f THEN\n    NULL;\n  END IF;\nEND;`,
  (block) => hasLabels(block) || /\bpragma\s+autonomous/i.test(block.declarations),
);

/** In a block of its own, whose handler raises again what it catches; the code stays. */
export const reraise = around(
  'reraise',
  ({ text }) => `BEGIN\n${text}\nEXCEPTION\n  WHEN OTHERS THEN\n    RAISE;\nEND;`,
  ({ text }) => /\breturn\b/i.test(text),
);

/**
 * In the handler of an exception. Left alone: SQLCODE and SQLERRM there are those of the outer one, and so is RAISE.
 */
export const inHandler = around(
  'in-handler',
  ({ text }) => `DECLARE\n  mm_e EXCEPTION;\nBEGIN\n  RAISE mm_e;\nEXCEPTION\n  WHEN mm_e THEN\n${text}\nEND;`,
  (_, { text }) => /sqlcode|sqlerrm|\braise\s*;|\bdbms_utility/i.test(text),
);

/** Once in a loop. Left alone: EXIT and CONTINUE mean the loop around them, but never leave a block that has none. */
export const onceInLoop = around(
  'once-in-loop',
  ({ text }) => `BEGIN\n  FOR mm_i IN 1 .. 1 LOOP\n${text}\n  END LOOP;\nEND;`,
);

/**
 * Once in the loop of a query over DUAL. The cursor is another one than SQL. Left alone: COMMIT may not matter,
 * ROLLBACK does.
 */
export const onceInCursorLoop = around(
  'once-in-cursor-loop',
  ({ text }) => `BEGIN\n  FOR mm_r IN (SELECT 1 mm_x FROM dual) LOOP\n${text}\n  END LOOP;\nEND;`,
  ({ text }, script) => /rollback/i.test(text) || asksImplicitCursor(script),
);

/** Behind a GOTO that jumps over what would stop it. (PL/SQL Language Reference, "GOTO Statement") */
export const behindGoto = around(
  'behind-goto',
  ({ text }) => `BEGIN\n  GOTO mm_there;\n  RAISE PROGRAM_ERROR;\n  <<mm_there>>\n  NULL;\n${text}\nEND;`,
);

/** Under a condition that a variable makes true, with another branch. */
export const underCondition = around(
  'under-condition',
  ({ text }) =>
    `DECLARE\n  mm_b BOOLEAN := TRUE;\nBEGIN\n  IF mm_b THEN\n${text}\n  ELSE\n    RAISE PROGRAM_ERROR;\n` +
    `  END IF;\nEND;`,
);

/** In a branch of a CASE statement. */
export const underCase = around(
  'under-case',
  ({ text }) =>
    `DECLARE\n  mm_n NUMBER := 2;\nBEGIN\n  CASE mm_n\n    WHEN 1 THEN NULL;\n    WHEN 2 THEN\n${text}\n` +
    `  END CASE;\nEND;`,
);

/** A text in a delimiter that it does not have. */
const quoted = (text: string): string =>
  ['~', '!', '|', '^', '#'].filter((c) => !text.includes(`${c}'`)).map((c) => `q'${c}${text}${c}'`)[0] ??
  `'${text.replaceAll("'", "''")}'`;

/** Is a colon left that dynamic SQL would take for a placeholder? */
const hasColons = ({ text }: RunBlock): boolean => /(^|[^:\w]):[A-Za-z"\d]/.test(text.replace(/'[^']*'/g, ''));

/** As the text of EXECUTE IMMEDIATE. (PL/SQL Language Reference, "EXECUTE IMMEDIATE Statement") */
export const executeImmediate = around(
  'execute-immediate',
  ({ text }) => `BEGIN\n  EXECUTE IMMEDIATE ${quoted(text)};\nEND;`,
  hasColons,
);

/** As a text that is put together of two pieces in a variable. */
export const executePieces = around(
  'execute-pieces',
  ({ text }) => {
    const middle = text.indexOf('\n', Math.floor(text.length / 2));
    const at = middle < 0 ? text.length : middle;
    return (
      `DECLARE\n  mm_s VARCHAR2(32767);\nBEGIN\n  mm_s := ${quoted(text.slice(0, at))};\n` +
      `  mm_s := mm_s || ${at === text.length ? "' '" : quoted(text.slice(at))};\n  EXECUTE IMMEDIATE mm_s;\nEND;`
    );
  },
  hasColons,
);

/** As a text that nothing shows before the run: it is chosen by a loop. */
export const executeUnknown = around(
  'execute-unknown',
  ({ text }) =>
    `DECLARE\n  TYPE mm_l IS TABLE OF VARCHAR2(32767) INDEX BY PLS_INTEGER;\n  mm_s mm_l;\nBEGIN\n` +
    `  mm_s(1) := ${quoted(text)};\n  FOR i IN 1 .. mm_s.COUNT LOOP\n    EXECUTE IMMEDIATE mm_s(i);\n  END LOOP;\nEND;`,
  hasColons,
);

/** Through DBMS_SQL. (PL/SQL Packages and Types Reference, "DBMS_SQL") */
export const dbmsSql = around(
  'dbms-sql',
  ({ text }) =>
    `DECLARE\n  mm_c INTEGER := DBMS_SQL.OPEN_CURSOR;\n  mm_n INTEGER;\nBEGIN\n` +
    `  DBMS_SQL.PARSE(mm_c, ${quoted(text)}, DBMS_SQL.NATIVE);\n  mm_n := DBMS_SQL.EXECUTE(mm_c);\n` +
    `  DBMS_SQL.CLOSE_CURSOR(mm_c);\nEND;`,
  (block, script) => hasColons(block) || /dbms_sql/i.test(script.text),
);

/** Recursion that comes to it at its second step. */
export const inRecursion = around(
  'in-recursion',
  ({ declarations, body }) =>
    `DECLARE\n  PROCEDURE mm_r(mm_n PLS_INTEGER) IS\n    PROCEDURE mm_in IS\n${declarations}\n${body}\n  BEGIN\n` +
    `    IF mm_n = 0 THEN\n      mm_in;\n    ELSE\n      mm_r(mm_n - 1);\n    END IF;\n  END;\nBEGIN\n  mm_r(2);\nEND;`,
  hasLabels,
);

/** Raised again by two procedures, one in the other. Code, text and what a handler sees stay those of the first. */
export const reraiseTwice = around(
  'reraise-twice',
  ({ declarations, body }) =>
    `DECLARE\n  PROCEDURE mm_out IS\n    PROCEDURE mm_in IS\n${declarations}\n${body}\n  BEGIN\n    mm_in;\n` +
    `  EXCEPTION\n    WHEN NO_DATA_FOUND THEN\n      RAISE;\n    WHEN OTHERS THEN\n      RAISE;\n  END;\nBEGIN\n` +
    `  mm_out;\nEXCEPTION\n  WHEN OTHERS THEN\n    RAISE;\nEND;`,
  (block) => hasLabels(block) || /\bpragma\s+autonomous/i.test(block.declarations),
);
