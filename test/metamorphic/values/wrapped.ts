import type { Expr } from '../../../src/ir/oracle/index.js';
import type { OracleNode } from '../../../src/ir/oracle/node.js';
import { looksAtItself, type Rewriting, takesDdl } from '../rewriting.js';
import { type Edit, outermost, plsqlNodes, type Script } from '../script.js';

/**
 * The type that a parameter has to have for values of an expression to pass through it unchanged. Intervals and
 * timestamps print by the precision that they are declared with, a CHAR compares by its blanks: they stay.
 */
function parameterType(script: Script, expr: Expr): string | undefined {
  const type = script.analysis.typeOf(expr);
  switch (type.kind) {
    case 'number':
      return type.float ? undefined : 'NUMBER';
    case 'plsInteger':
      return type.low === undefined && type.high === undefined && !type.notNull ? 'PLS_INTEGER' : undefined;
    case 'varchar2':
      return 'VARCHAR2';
    case 'date':
      return 'DATE';
    case 'boolean':
      return 'BOOLEAN';
    case 'binaryDouble':
      return 'BINARY_DOUBLE';
    case 'binaryFloat':
      return 'BINARY_FLOAT';
    case 'clob':
      return 'CLOB';
    case 'raw':
      return 'RAW';
    default:
      return undefined;
  }
}

/** Values of PL/SQL code in the run blocks that nothing writes to: operands, conditions and what is assigned. */
function values(script: Script): readonly { readonly expr: Expr; readonly type: string; readonly assigned: boolean }[] {
  const found: { expr: Expr; type: string; assigned: boolean }[] = [];
  const add = (expr: Expr, assigned = false) => {
    const type = parameterType(script, expr);
    if (type !== undefined && !/%|\bsqlcode|sqlerrm|\bprior\b/i.test(script.slice(expr.span)))
      found.push({ expr, type, assigned });
  };
  const visit = (node: OracleNode): boolean | void => {
    switch (node.kind) {
      case 'CursorDeclaration':
      case 'RoutineDefinition':
        return false;
      case 'Binary':
        if (node.op.includes('MULTISET') || node.op.includes(' OF')) return;
        add(node.left);
        add(node.right);
        return;
      case 'Assignment':
        add(node.value, true);
        return;
      case 'IfBranch':
        add(node.condition);
        return;
      case 'Logical':
        for (const operand of node.operands) add(operand);
        return;
      case 'Case':
        for (const { then } of node.branches) add(then);
        return;
      case 'VariableDeclaration':
        return false;
      default:
        return;
    }
  };
  for (const { block } of script.blocks) for (const s of [...block.body, ...block.handlers]) plsqlNodes(s, visit);
  return found;
}

const nameOf = (type: string): string => type.toLowerCase();

interface Wrapping {
  readonly wrap: (text: string, type: string) => string;
  /** What is created for a type. */
  readonly helper?: (type: string) => string;
  readonly only?: (type: string, assigned: boolean) => boolean;
  readonly refuses?: (script: Script) => boolean;
}

const wrapping = (name: string, { wrap, helper, only = () => true, refuses = () => false }: Wrapping): Rewriting => ({
  name,
  rewrite: (script, random) => {
    if (looksAtItself(script) || (helper && !takesDdl(script)) || refuses(script)) return undefined;
    const chosen = values(script).filter((v) => only(v.type, v.assigned) && random.chance(0.5));
    if (chosen.length === 0) return undefined;
    const edits = outermost(
      chosen.map(({ expr: { span }, type }) => ({
        start: span.start,
        end: span.end,
        text: wrap(script.slice(span), type),
      })),
    );
    const types = [...new Set(chosen.map(({ type }) => type))];
    const created: Edit[] = helper ? [script.afterSetup(types.map(helper).join('\n'))] : [];
    return script.edited([...created, ...edits]);
  },
});

/** A stored function that gives its argument back: no bounds are in its heading. */
export const storedIdentity = wrapping('stored-identity', {
  helper: (type) =>
    `CREATE OR REPLACE FUNCTION mm_${nameOf(type)}(p ${type}) RETURN ${type} IS\nBEGIN\n  RETURN p;\nEND;\n/`,
  wrap: (text, type) => `mm_${nameOf(type)}(${text})`,
});

/**
 * A function whose other parameters are left to their defaults, by which it gives the first one back. (PL/SQL Language
 * Reference, "Default Values for IN Subprogram Parameters")
 */
export const packagedDefault = wrapping('default-parameter', {
  helper: (type) =>
    `CREATE OR REPLACE FUNCTION mm_${nameOf(type)}(p ${type}, q ${type} DEFAULT NULL, r BOOLEAN DEFAULT TRUE) ` +
    `RETURN ${type} ` +
    `IS\nBEGIN\n  IF r THEN RETURN p; END IF;\n  RETURN q;\nEND;\n/`,
  wrap: (text, type) => `mm_${nameOf(type)}(p => ${text})`,
});

/** A function with an OUT parameter beside its result: the value goes through a local of the type. */
export const outParameter = wrapping('out-parameter', {
  helper: (type) =>
    `CREATE OR REPLACE PACKAGE mm_k_${nameOf(type)} IS\n  PROCEDURE give(p IN ${type}, q OUT NOCOPY ${type});\n` +
    `  FUNCTION f(p ${type}) RETURN ${type};\nEND;\n/\n` +
    `CREATE OR REPLACE PACKAGE BODY mm_k_${nameOf(type)} IS\n` +
    `  PROCEDURE give(p IN ${type}, q OUT NOCOPY ${type}) IS\n` +
    `  BEGIN\n    q := p;\n  END;\n  FUNCTION f(p ${type}) RETURN ${type} IS\n    x ${local(type)};\n  BEGIN\n` +
    `    give(p, x);\n    RETURN x;\n  END;\nEND;\n/`,
  wrap: (text, type) => `mm_k_${nameOf(type)}.f(${text})`,
});

const local = (type: string): string =>
  type === 'VARCHAR2' ? 'VARCHAR2(32767)' : type === 'RAW' ? 'RAW(32767)' : type;

/** Through a package variable. */
export const packageVariable = wrapping('package-variable', {
  helper: (type) =>
    `CREATE OR REPLACE PACKAGE mm_v_${nameOf(type)} IS\n  v ${local(type)};\n` +
    `  FUNCTION f(p ${type}) RETURN ${type};\nEND;\n/\n` +
    `CREATE OR REPLACE PACKAGE BODY mm_v_${nameOf(type)} IS\n  FUNCTION f(p ${type}) RETURN ${type} IS\n  BEGIN\n` +
    `    v := p;\n    RETURN v;\n  END;\nEND;\n/`,
  wrap: (text, type) => `mm_v_${nameOf(type)}.f(${text})`,
});

/** Through an element of an associative array, a record field and a nested table. */
export const throughElements = wrapping('through-elements', {
  helper: (type) =>
    `CREATE OR REPLACE FUNCTION mm_${nameOf(type)}(p ${type}) RETURN ${type} IS\n` +
    `  TYPE r IS RECORD (a NUMBER, x ${local(type)});\n  TYPE t IS TABLE OF r INDEX BY VARCHAR2(10);\n` +
    `  TYPE l IS TABLE OF ${local(type)};\n  m t;\n  n l := l();\nBEGIN\n  m('k').x := p;\n  n.EXTEND;\n` +
    `  n(1) := m('k').x;\n` +
    `  RETURN n(1);\nEND;\n/`,
  wrap: (text, type) => `mm_${nameOf(type)}(${text})`,
});

/** A branch of CASE that is always taken. */
export const trueBranch = wrapping('true-branch', {
  wrap: (text) => `CASE WHEN 1 = 1 THEN ${text} ELSE NULL END`,
});

/** The second of a searched CASE's branches. */
export const elseBranch = wrapping('else-branch', {
  wrap: (text) => `CASE 1 WHEN 2 THEN NULL ELSE ${text} END`,
});

/** NVL of what is assigned with a NULL of the type. */
export const nvlOfNull = wrapping('nvl-of-null', {
  wrap: (text, type) => (type === 'VARCHAR2' ? `NVL(NULL, ${text})` : `(${text})`),
});

/** Parentheses. */
export const parentheses = wrapping('parentheses', { wrap: (text) => `((${text}))` });

/** Concatenation of nothing. */
export const concatNull = wrapping('concat-null', {
  wrap: (text) => `(${text} || NULL)`,
  only: (type) => type === 'VARCHAR2',
});

/** A query of DUAL, through dynamic SQL with a bind variable of the type. */
export const dynamicIdentity = wrapping('dynamic-identity', {
  helper: (type) =>
    `CREATE OR REPLACE FUNCTION mm_${nameOf(type)}(p ${type}) RETURN ${type} IS\n  x ${local(type)};\nBEGIN\n` +
    `  EXECUTE IMMEDIATE 'BEGIN :1 := :2; END;' USING OUT x, IN p;\n  RETURN x;\nEND;\n/`,
  wrap: (text, type) => `mm_${nameOf(type)}(${text})`,
  only: (type) => type !== 'BOOLEAN' && type !== 'PLS_INTEGER',
});

/** SELECT INTO of the parameter. */
export const selectedIdentity = wrapping('selected-identity', {
  helper: (type) =>
    `CREATE OR REPLACE FUNCTION mm_${nameOf(type)}(p ${type}) RETURN ${type} IS\n  x ${local(type)};\nBEGIN\n` +
    `  SELECT p INTO x FROM dual;\n  RETURN x;\nEND;\n/`,
  wrap: (text, type) => `mm_${nameOf(type)}(${text})`,
  only: (type) => type !== 'BOOLEAN',
  refuses: ({ text }) => /sql\s*%/i.test(text),
});

/** The row of a temporary table. */
export const tableIdentity = wrapping('table-identity', {
  helper: (type) =>
    `CREATE TABLE mm_t_${nameOf(type)} (x ${column(type)});\n` +
    `CREATE OR REPLACE FUNCTION mm_${nameOf(type)}(p ${type}) RETURN ${type} IS\n  x ${local(type)};\nBEGIN\n` +
    `  INSERT INTO mm_t_${nameOf(type)} (x) VALUES (p) RETURNING mm_t_${nameOf(type)}.x INTO x;\n` +
    `  DELETE FROM mm_t_${nameOf(type)};\n  RETURN x;\nEND;\n/`,
  wrap: (text, type) => `mm_${nameOf(type)}(${text})`,
  only: (type) => ['NUMBER', 'DATE', 'VARCHAR2', 'CLOB'].includes(type),
  refuses: ({ text }) => /sql\s*%|rpad|lpad|autonomous|read\s+only/i.test(text),
});

const column = (type: string): string => (type === 'VARCHAR2' ? 'VARCHAR2(4000)' : type);
