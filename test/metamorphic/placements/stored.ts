import type { Block, TypeRef } from '../../../src/ir/oracle/index.js';
import { hasHostVariables, looksAtItself, type Rewriting, takesDdl } from '../rewriting.js';
import type { RunBlock, Script } from '../script.js';

/** What becomes of one block: what is created for it at the end of the setup, and what runs in its place. */
export interface Placed {
  readonly created?: string;
  readonly call: string;
}

/**
 * Every block of the run moves somewhere else. Left alone: programs that look at themselves, and those whose setup
 * cannot take DDL at its end.
 * @param refuses programs or blocks whose meaning depends on where they stand
 */
export const placement = (
  name: string,
  place: (block: RunBlock, script: Script) => Placed,
  refuses: (block: RunBlock, script: Script) => boolean = () => false,
): Rewriting => ({
  name,
  rewrite: (script) => {
    if (looksAtItself(script) || hasHostVariables(script) || !takesDdl(script)) return undefined;
    const { blocks } = script;
    const others = script.units.some(({ kind, span }) => kind !== 'AnonymousBlock' && span.start > script.boundary);
    if (others || blocks.length === 0 || blocks.some((block) => refuses(block, script))) return undefined;
    // Names that an earlier rewriting has made stay its own.
    const from = /\bmm_/.test(script.text) ? 100 : 0;
    const placed = blocks.map((block) => ({ block, ...place({ ...block, number: from + block.number }, script) }));
    const created = placed.flatMap((each) => each.created ?? []).join('\n');
    return script.edited([
      ...(created === '' ? [] : [script.afterSetup(created)]),
      ...placed.map(({ block: { start, end }, call }) => ({ start, end, text: call })),
    ]);
  },
});

/** Labels and pragmas that belong to the block as a whole. */
export const isMarked = ({ block }: RunBlock): boolean =>
  block.labels.length > 0 ||
  block.declarations.some(({ kind }) => kind === 'Pragma' || kind === 'UnsupportedDeclaration');

/** Does it create or change objects at run time? Stored code that depends on them is compiled again, or is not. */
export const definesObjects = ({ text }: RunBlock): boolean => /\b(create|alter|drop|truncate)\b/i.test(text);

/** A transaction statement, at any depth: a function called from SQL and a trigger must not have one. */
export const endsTransaction = (text: string): boolean =>
  /\b(commit|rollback|savepoint|autonomous_transaction|lock\s+table|set\s+transaction)\b/i.test(text);

/** A block that handles the errors of its declarations nowhere reads the same with them in a routine. */
const routine = (name: string, { declarations, body }: RunBlock) => `PROCEDURE ${name} IS\n${declarations}\n${body}`;

/**
 * A block as a stored procedure. (PL/SQL Language Reference, "CREATE PROCEDURE Statement": declarations and body are
 * those of a block)
 */
export const storedProcedure = placement(
  'stored-procedure',
  (block) => ({
    created: `CREATE OR REPLACE ${routine(`mm_p${block.number}`, block)}\n/`,
    call: `BEGIN\n  mm_p${block.number};\nEND;`,
  }),
  (block) => isMarked(block) && block.block.labels.length > 0,
);

/** The whole block, its labels with it, as the only statement of a stored procedure. */
export const blockInProcedure = placement('block-in-procedure', ({ number, text }) => ({
  created: `CREATE OR REPLACE PROCEDURE mm_p${number} AUTHID CURRENT_USER IS\nBEGIN\n${text}\nEND mm_p${number};\n/`,
  call: `BEGIN mm_p${number}; END;`,
}));

/**
 * The declarations as those of a package body, the statements as its procedure: the package is made the first time it
 * is named, which is the call. (PL/SQL Language Reference, "Package Instantiation and Initialization")
 */
export const packageVariables = placement(
  'package-variables',
  ({ number, declarations, body }) => ({
    created:
      `CREATE OR REPLACE PACKAGE mm_k${number} IS\n  PROCEDURE run;\nEND;\n/\n` +
      `CREATE OR REPLACE PACKAGE BODY mm_k${number} IS\n${declarations}\nPROCEDURE run IS\n${body}\nEND;\n/`,
    call: `BEGIN mm_k${number}.run; END;`,
  }),
  (block) =>
    block.block.labels.length > 0 ||
    /\bpragma\s+autonomous/i.test(block.declarations) ||
    hasCursorVariable(block.block),
);

/** Packages declare no cursor variables (PLS-00994). (PL/SQL Language Reference, "Cursor Variables") */
function hasCursorVariable({ declarations }: Block): boolean {
  const types = new Set(['SYS_REFCURSOR']);
  for (const d of declarations) if (d.kind === 'RefCursorTypeDeclaration') types.add(d.name.name);
  const isCursor = (type: TypeRef): boolean =>
    type.kind === 'NamedTypeRef' && types.has(type.name.parts.at(-1)?.name ?? '');
  return declarations.some((d) => d.kind === 'VariableDeclaration' && isCursor(d.type));
}

/** The same with the declarations in the specification: only what may stand there, which no routine body may. */
export const packageSpecification = placement(
  'package-specification',
  ({ number, declarations, body }) => ({
    created:
      `CREATE OR REPLACE PACKAGE mm_k${number} IS\n${declarations}\n  PROCEDURE run;\nEND;\n/\n` +
      `CREATE OR REPLACE PACKAGE BODY mm_k${number} IS\nPROCEDURE run IS\n${body}\nEND;\n/`,
    call: `BEGIN mm_k${number}.run; END;`,
  }),
  ({ block, declarations }) =>
    block.labels.length > 0 ||
    /\bpragma\s+autonomous/i.test(declarations) ||
    hasCursorVariable(block) ||
    block.declarations.some(({ kind }) => kind === 'RoutineDefinition' || kind === 'RoutineDeclaration'),
);

/** The statements as the initialisation part of a package, which a reference to its variable runs. */
export const packageInitialization = placement(
  'package-initialization',
  ({ number, text }) => ({
    created:
      `CREATE OR REPLACE PACKAGE mm_k${number} IS\n  v NUMBER;\nEND;\n/\n` +
      `CREATE OR REPLACE PACKAGE BODY mm_k${number} IS\nBEGIN\n${text}\nEND;\n/`,
    call: `DECLARE\n  n NUMBER;\nBEGIN\n  n := mm_k${number}.v;\nEND;`,
  }),
  ({ text }, script) => endsTransaction(text) || /\breturn\b/i.test(text) || asksOfCalls(script),
);

/**
 * Does a routine ask the implicit cursor, of which a block that calls it has no statement yet? What it says in a trigger
 * or in the initialisation of a package, where a statement or reference is under way, no manual tells.
 */
const asksOfCalls = ({ program }: Script): boolean => asksImplicitCursor.test(program.setup);

const asksImplicitCursor = /\bsql\s*%/i;

/** A static method of an object type. (PL/SQL Language Reference, "CREATE TYPE Statement", element_spec) */
export const staticMethod = placement(
  'static-method',
  (block) => ({
    created:
      `CREATE OR REPLACE TYPE mm_t${block.number} AS OBJECT (x NUMBER, STATIC PROCEDURE run);\n/\n` +
      `CREATE OR REPLACE TYPE BODY mm_t${block.number} AS\nSTATIC ${routine('run', block)}\nEND;\n/`,
    call: `BEGIN mm_t${block.number}.run; END;`,
  }),
  ({ block }) => block.labels.length > 0,
);

/** A member procedure of an object that is made for the call. A local `x` or `self` hides the object's own. */
export const memberMethod = placement(
  'member-method',
  (block) => ({
    created:
      `CREATE OR REPLACE TYPE mm_t${block.number} AS OBJECT (mm_x NUMBER, MEMBER PROCEDURE run);\n/\n` +
      `CREATE OR REPLACE TYPE BODY mm_t${block.number} AS\nMEMBER ${routine('run', block)}\nEND;\n/`,
    call: `DECLARE\n  mm_o mm_t${block.number} := mm_t${block.number}(1);\nBEGIN\n  mm_o.run;\nEND;`,
  }),
  ({ block }) => block.labels.length > 0,
);

/** An overriding procedure that is called through the supertype, which has no code of its own. */
export const overridingMethod = placement(
  'overriding-method',
  (block) => ({
    created:
      `CREATE OR REPLACE TYPE mm_b${block.number} AS OBJECT (mm_x NUMBER, NOT INSTANTIABLE MEMBER PROCEDURE run)\n` +
      `NOT INSTANTIABLE NOT FINAL;\n/\n` +
      `CREATE OR REPLACE TYPE mm_t${block.number} UNDER mm_b${block.number} (OVERRIDING MEMBER PROCEDURE run);\n/\n` +
      `CREATE OR REPLACE TYPE BODY mm_t${block.number} AS\nOVERRIDING MEMBER ${routine('run', block)}\nEND;\n/`,
    call: `DECLARE\n  mm_o mm_b${block.number} := mm_t${block.number}(1);\nBEGIN\n  mm_o.run;\nEND;`,
  }),
  ({ block }) => block.labels.length > 0,
);

/** A function that hands SELF back, reached through the subtype's that overrides it. */
export const inheritedFunction = placement(
  'inherited-function',
  (block) => ({
    created:
      `CREATE OR REPLACE TYPE mm_b${block.number} AS OBJECT (mm_x NUMBER,\n` +
      `  MEMBER FUNCTION run(SELF IN OUT mm_b${block.number}, mm_y OUT NUMBER) RETURN NUMBER) NOT FINAL;\n/\n` +
      `CREATE OR REPLACE TYPE BODY mm_b${block.number} AS\n` +
      `MEMBER FUNCTION run(SELF IN OUT mm_b${block.number}, mm_y OUT NUMBER) RETURN NUMBER IS\n` +
      `${routine('mm_in', block)}\nBEGIN\n  mm_x := mm_x + 1;\n  mm_in;\n  mm_y := mm_x;\n  RETURN 1;\nEND;\nEND;\n/\n` +
      `CREATE OR REPLACE TYPE mm_t${block.number} UNDER mm_b${block.number} (\n` +
      `  OVERRIDING MEMBER FUNCTION run(SELF IN OUT mm_t${block.number}, mm_y OUT NUMBER) RETURN NUMBER);\n/\n` +
      `CREATE OR REPLACE TYPE BODY mm_t${block.number} AS\n` +
      `OVERRIDING MEMBER FUNCTION run(SELF IN OUT mm_t${block.number}, mm_y OUT NUMBER) RETURN NUMBER IS\n` +
      `BEGIN\n  RETURN (SELF AS mm_b${block.number}).run(mm_y);\nEND;\nEND;\n/`,
    call:
      `DECLARE\n  mm_o mm_b${block.number} := mm_t${block.number}(1);\n  mm_n NUMBER;\n  mm_m NUMBER;\nBEGIN\n` +
      `  mm_n := mm_o.run(mm_m);\n  IF mm_m != 2 OR mm_o.mm_x != 2 THEN RAISE PROGRAM_ERROR; END IF;\nEND;`,
  }),
  ({ block }) => block.labels.length > 0,
);

/** A constructor, whose object is assigned to a variable. */
export const constructorMethod = placement(
  'constructor',
  (block) => ({
    created:
      `CREATE OR REPLACE TYPE mm_t${block.number} AS OBJECT (mm_x NUMBER,\n` +
      `  CONSTRUCTOR FUNCTION mm_t${block.number}(mm_y VARCHAR2) RETURN SELF AS RESULT);\n/\n` +
      `CREATE OR REPLACE TYPE BODY mm_t${block.number} AS\n` +
      `CONSTRUCTOR FUNCTION mm_t${block.number}(mm_y VARCHAR2) RETURN SELF AS RESULT IS\n` +
      `${routine('mm_in', block)}\nBEGIN\n  mm_in;\n  mm_x := 7;\n  RETURN;\nEND;\nEND;\n/`,
    call:
      `DECLARE\n  mm_o mm_t${block.number};\nBEGIN\n  mm_o := mm_t${block.number}('a');\n` +
      `  IF mm_o.mm_x != 7 THEN RAISE PROGRAM_ERROR; END IF;\nEND;`,
  }),
  ({ block }) => block.labels.length > 0,
);

/** The block in a function that PL/SQL calls: its RETURN without a value becomes that of a nested procedure. */
export const storedFunction = placement(
  'stored-function',
  (block) => ({
    created:
      `CREATE OR REPLACE FUNCTION mm_f${block.number} RETURN NUMBER IS\n${routine('mm_in', block)}\n` +
      `BEGIN\n  mm_in;\n  RETURN 1;\nEND;\n/`,
    call: `DECLARE\n  mm_n NUMBER;\nBEGIN\n  IF mm_f${block.number} = 1 THEN mm_n := 2; END IF;\nEND;`,
  }),
  ({ block }) => block.labels.length > 0,
);

/** Words of what changes data or objects, in a run block or in the code that the setup stores. */
const changesAnything = ({ program: { setup, run } }: Script): boolean =>
  changes.test(run) ||
  (/\b(procedure|function|trigger)\b/i.test(setup) && changes.test(setup.replace(/^insert.*;$/gim, '')));

const changes = /\b(insert|update|delete|merge|commit|rollback|savepoint|lock|nextval|alter|create|drop|truncate)\b/i;

/**
 * A function that SQL calls. Left alone: blocks that change anything, which a query must not (ORA-14551), and those an
 * error escapes from, whose NO_DATA_FOUND would be a NULL.
 */
export const functionInSql = placement(
  'function-in-sql',
  (block) => ({
    created:
      `CREATE OR REPLACE FUNCTION mm_f${block.number} RETURN NUMBER IS\n${routine('mm_in', block)}\n` +
      `BEGIN\n  mm_in;\n  RETURN 1;\nEND;\n/`,
    call: `DECLARE\n  mm_n NUMBER;\nBEGIN\n  SELECT mm_f${block.number} INTO mm_n FROM dual;\nEND;`,
  }),
  ({ block }, script) =>
    block.labels.length > 0 || changesAnything(script) || script.program.expected.join().includes('ERROR'),
);

/** A pipelined function whose rows are read to the end. Left alone as with functions in SQL. */
export const pipelinedFunction = placement(
  'pipelined-function',
  (block) => ({
    created:
      `CREATE OR REPLACE TYPE mm_l${block.number} AS TABLE OF NUMBER;\n/\n` +
      `CREATE OR REPLACE FUNCTION mm_f${block.number} RETURN mm_l${block.number} PIPELINED IS\n` +
      `${routine('mm_in', block)}\nBEGIN\n  mm_in;\n  PIPE ROW (1);\n  RETURN;\nEND;\n/`,
    call: `DECLARE\n  mm_n NUMBER;\nBEGIN\n  SELECT COUNT(*) INTO mm_n FROM TABLE(mm_f${block.number});\nEND;`,
  }),
  ({ block }, script) =>
    block.labels.length > 0 || changesAnything(script) || script.program.expected.join().includes('ERROR'),
);

/**
 * A statement trigger that an INSERT fires. Left alone: what triggers must not do (COMMIT, DDL), and programs whose
 * errors escape, which ORA-04088 would follow in the stack.
 */
export const triggerBody = placement(
  'trigger-body',
  ({ number, text }) => ({
    created:
      `CREATE TABLE mm_t${number} (x NUMBER);\n` +
      `CREATE OR REPLACE TRIGGER mm_tr${number} BEFORE INSERT ON mm_t${number}\nBEGIN\n${text}\nEND;\n/`,
    call: `BEGIN\n  INSERT INTO mm_t${number} VALUES (1);\nEND;`,
  }),
  ({ text }, script) =>
    endsTransaction(script.program.run + script.program.setup) ||
    changesSchema.test(text) ||
    asksOfCalls(script) ||
    script.program.expected.join().includes('ERROR'),
);

/** The same row by row. A handler that asks SQL%ROWCOUNT sees its own statements only, as everywhere. */
export const rowTriggerBody = placement(
  'row-trigger-body',
  ({ number, text }) => ({
    created:
      `CREATE TABLE mm_t${number} (x NUMBER);\n` +
      `CREATE OR REPLACE TRIGGER mm_tr${number} AFTER INSERT ON mm_t${number} FOR EACH ROW\nBEGIN\n${text}\nEND;\n/`,
    call: `BEGIN\n  INSERT INTO mm_t${number} VALUES (1);\nEND;`,
  }),
  ({ text }, script) =>
    endsTransaction(script.program.run + script.program.setup) ||
    changesSchema.test(text) ||
    asksOfCalls(script) ||
    script.program.expected.join().includes('ERROR'),
);

const changesSchema = /\b(create|alter|drop|truncate|execute\s+immediate)\b/i;

/**
 * An autonomous procedure: only where nothing is changed, neither in the run nor uncommitted in the setup (the DDL
 * commits it).
 */
export const autonomousProcedure = placement(
  'autonomous-procedure',
  ({ number, declarations, body }) => ({
    created:
      `CREATE OR REPLACE PROCEDURE mm_p${number} IS\n  PRAGMA AUTONOMOUS_TRANSACTION;\n${declarations}\n` +
      `${body}\n/`,
    call: `BEGIN mm_p${number}; END;`,
  }),
  ({ block }, script) =>
    block.labels.length > 0 || changesAnything(script) || /autonomous|for\s+update/i.test(script.text),
);
