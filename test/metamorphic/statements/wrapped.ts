import type { Statement } from '../../../src/ir/oracle/index.js';
import { looksAtItself, type Rewriting } from '../rewriting.js';
import { type Edit, outermost, plsqlNodes, type Script } from '../script.js';

/** Statements that can stand anywhere: no labels, no jumps, nothing that ends the code around it. */
export const simple: ReadonlySet<string> = new Set([
  'Assignment',
  'CallStatement',
  'SelectInto',
  'DmlInBlock',
  'ExecuteImmediate',
  'Fetch',
  'OpenCursor',
  'CloseCursor',
  'ForAll',
]);

/** The simple statements of all PL/SQL code, with their semicolons. */
function simpleStatements(script: Script): readonly (Edit & { readonly statement: Statement })[] {
  const found: (Edit & { readonly statement: Statement })[] = [];
  const visit = (statement: Statement) => {
    const { start, end } = statement.span;
    const semicolon = /^\s*;/.exec(script.text.slice(end))?.[0] ?? '';
    const text = script.text.slice(start, end) + semicolon;
    if (text.endsWith(';')) found.push({ start, end: end + semicolon.length, text, statement });
  };
  for (const unit of script.units) {
    plsqlNodes(unit, (node) => {
      if (node.kind === 'SelectInto' || node.kind === 'Query') return;
      for (const list of statementLists(node)) for (const each of list) if (simple.has(each.kind)) visit(each);
    });
  }
  return found;
}

/** The lists of statements that belong to a node itself. */
export function statementLists(node: object): readonly (readonly Statement[])[] {
  const lists = [(node as { body?: unknown }).body, (node as { otherwise?: unknown }).otherwise];
  return lists.filter((list): list is readonly Statement[] => Array.isArray(list));
}

const wrapping = (
  name: string,
  wrap: (statement: string, number: number) => string,
  refuses: (script: Script) => boolean = () => false,
): Rewriting => ({
  name,
  rewrite: (script, random) => {
    if (looksAtItself(script) || refuses(script)) return undefined;
    const chosen = simpleStatements(script).filter(() => random.chance(0.6));
    if (chosen.length === 0) return undefined;
    return script.edited(outermost(chosen.map(({ start, end, text }, i) => ({ start, end, text: wrap(text, i) }))));
  },
});

/**
 * A handler that raises again what it catches changes neither its code nor its text. (PL/SQL Language Reference, "RAISE
 * Statement")
 */
export const wrapReraise = wrapping('wrap-reraise', (text) => `BEGIN ${text} EXCEPTION WHEN OTHERS THEN RAISE; END;`);

/** A handler for what is not raised here. */
export const wrapOtherHandler = wrapping(
  'wrap-other-handler',
  (text) => `DECLARE mm_e EXCEPTION; BEGIN ${text} EXCEPTION WHEN mm_e THEN NULL; END;`,
);

/** A block of its own. */
export const wrapBlock = wrapping(
  'wrap-block',
  (text) => `DECLARE mm_x NUMBER := 1; BEGIN ${text} mm_x := mm_x + 1; END;`,
);

/** Once in a loop. */
export const wrapLoop = wrapping('wrap-loop', (text) => `FOR mm_i IN 1 .. 1 LOOP ${text} END LOOP;`);

/** A loop that is left after one turn. */
export const wrapExitLoop = wrapping(
  'wrap-exit-loop',
  (text, i) => `<<mm_l${i}>> LOOP ${text} EXIT mm_l${i}; END LOOP mm_l${i};`,
);

/** A WHILE loop that a variable of its own ends. */
export const wrapWhile = wrapping(
  'wrap-while',
  (text) => `DECLARE mm_w BOOLEAN := TRUE; BEGIN WHILE mm_w LOOP mm_w := FALSE; ${text} END LOOP; END;`,
);

/** A branch that is always taken. */
export const wrapIf = wrapping('wrap-if', (text) => `IF 1 = 1 THEN ${text} ELSE NULL; END IF;`);

/** A jump to the next statement. */
export const wrapGoto = wrapping('wrap-goto', (text, i) => `GOTO mm_g${i}; <<mm_g${i}>> ${text}`);

/** A nested procedure of no parameters that captures what the statement names. */
export const wrapProcedure = wrapping(
  'wrap-procedure',
  (text) => `DECLARE PROCEDURE mm_in IS BEGIN ${text} END; BEGIN mm_in; END;`,
);
