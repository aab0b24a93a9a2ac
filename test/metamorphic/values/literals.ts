import type { Block, NumberLiteral, StringLiteral } from '../../../src/ir/oracle/index.js';
import type { OracleNode } from '../../../src/ir/oracle/node.js';
import { walk } from '../../../src/ir/walk.js';
import { ofNodes } from '../of-nodes.js';
import { looksAtItself, type Rewriting } from '../rewriting.js';
import { type Edit, outermost, plsqlNodes, type Script } from '../script.js';

type Literal = NumberLiteral | StringLiteral;

/**
 * The type that a literal has: text is CHAR of its length, a whole number of the range is PLS_INTEGER. (PL/SQL Language
 * Reference, "Literals", "PLS_INTEGER and BINARY_INTEGER Data Types") Undefined for what a declaration cannot say.
 */
function typeOf(literal: Literal): string | undefined {
  if (literal.kind === 'StringLiteral') {
    const { length } = literal.value;
    return literal.national || length === 0 || length > 1000 || /[^ -~]/.test(literal.value)
      ? undefined
      : `CHAR(${length})`;
  }
  if (literal.binary) return literal.binary === 'FLOAT' ? 'BINARY_FLOAT' : 'BINARY_DOUBLE';
  return /^\d+$/.test(literal.text) && Number(literal.text) <= 2147483647 ? 'PLS_INTEGER' : 'NUMBER';
}

/** The literals that PL/SQL evaluates as values, and those of WHERE and VALUES; formats and paths stay literals. */
function literals(script: Script, block: Block): readonly Literal[] {
  const found: Literal[] = [];
  const take = (node: OracleNode) => {
    walk(node, (each) => {
      if (fixed.has(each.kind)) return false;
      if (each.kind === 'Call' && !isRoutine(script, each)) return false;
      if (each.kind === 'NumberLiteral' || each.kind === 'StringLiteral') found.push(each);
      return;
    });
  };
  const visit = (node: OracleNode): boolean | void => {
    if (node.kind === 'DmlInBlock') {
      const { statement } = node;
      if (statement.kind === 'Insert' && statement.source.kind === 'ValuesSource')
        for (const row of statement.source.rows) for (const value of row) take(value);
      if ((statement.kind === 'Update' || statement.kind === 'Delete') && statement.where) take(statement.where);
      return false;
    }
    if (node.kind === 'Assignment' || node.kind === 'Return') {
      if (node.value) take(node.value);
      return false;
    }
    if (node.kind === 'IfBranch') take(node.condition);
    if (node.kind === 'CallStatement') {
      const { call } = node;
      if (call.kind === 'Call' && (isRoutine(script, call) || /put_line/i.test(script.slice(call.span))))
        for (const arg of call.args) take(arg.value);
      return false;
    }
    return fixed.has(node.kind) || node.kind === 'RoutineDefinition' ? false : undefined;
  };
  for (const each of [...block.body, ...block.handlers]) plsqlNodes(each, visit);
  return [...new Set(found)];
}

/** What holds literals that are no values, or whose places take nothing else. */
const fixed: ReadonlySet<string> = new Set(['Query', 'Subquery', 'CursorDeclaration', 'ExecuteImmediate', 'Pragma']);

const isRoutine = (script: Script, call: Extract<OracleNode, { kind: 'Call' }>): boolean => {
  const { base } = script.analysis.resolve(call);
  return base.kind === 'routine' && base.routine.overload.count === 1;
};

const naming = (name: string, declare: (named: string, type: string, text: string) => string): Rewriting => ({
  name,
  rewrite: (script, random) => {
    if (looksAtItself(script)) return undefined;
    const edits: Edit[] = [];
    for (const { block, number, start, begin } of script.blocks) {
      if (block.labels.length > 0) return undefined;
      const declared: string[] = [];
      for (const literal of literals(script, block)) {
        const type = typeOf(literal);
        if (type === undefined || !random.chance(0.6)) continue;
        const named = `mm_c${number * 1000 + declared.length}`;
        const text = script.slice(literal.span);
        declared.push(declare(named, type, text));
        edits.push({ ...literal.span, text: named });
      }
      if (declared.length === 0) continue;
      // Behind the block's own declarations nothing but a routine may stand: these go before them.
      const head = start === begin ? /^begin/i : /^declare/i;
      const word = head.exec(script.text.slice(start))?.[0];
      if (word === undefined) return undefined;
      const lines = declared.join('\n');
      const text = start === begin ? `DECLARE\n${lines}\n${word}` : `${word}\n${lines}\n`;
      edits.push({ start, end: start + word.length, text });
    }
    // A block in an expression's own block is met with both.
    return edits.length === 0 ? undefined : script.edited(outermost(edits));
  },
});

/** Constants of the literals' own types. */
export const literalConstants = naming(
  'literal-constants',
  (named, type, text) => `  ${named} CONSTANT ${type} := ${text};`,
);

/** Variables, whose values nothing knows before the run. */
export const literalVariables = naming('literal-variables', (named, type, text) => `  ${named} ${type} := ${text};`);

/**
 * Literals in another form: quotes of one's own, dates by TO_DATE, numbers with an exponent. (SQL Language Reference,
 * "Literals") Left alone: what stands where nothing but a literal may.
 */
export const writtenLiterals = ofNodes(
  'written-literals',
  (script, node) => {
    const text = script.slice(node.span);
    switch (node.kind) {
      case 'StringLiteral':
        return node.national || node.value.length === 0 || /[\]\n]/.test(node.value) || !text.startsWith("'")
          ? undefined
          : `q'[${node.value}]'`;
      case 'DatetimeLiteral':
        return /^date\s*'/i.test(text) ? text.replace(/^date\s*('.*')$/i, "TO_DATE($1, 'YYYY-MM-DD')") : undefined;
      case 'NumberLiteral':
        return /^\d+\.\d+$/.test(text) ? `${text}E0` : undefined;
      default:
        return undefined;
    }
  },
  {
    leaves: (_, { kind }) => leftAlone.has(kind) || kind.startsWith('Create') || kind.startsWith('Alter'),
  },
);

const leftAlone: ReadonlySet<string> = new Set(['NamedFunctionSyntax', 'JsonTable', 'XmlTable', 'Pragma', 'TypeRef']);
