import type { Analysis } from '../../../analyze/analysis.js';
import type { RoutineSymbol } from '../../../analyze/model/symbols.js';
import { backtraceDiffers } from '../../../diagnostics/op4.js';
import { lastName } from '../../../ir/dotted.js';
import { catchesAll } from '../../../ir/exception-handlers.js';
import { dmlKinds, isAnyOf } from '../../../ir/kinds.js';
import type { Block, RoutineDefinition } from '../../../ir/oracle/index.js';
import type { OracleNode } from '../../../ir/oracle/node.js';
import type { Span } from '../../../ir/span.js';
import { contains, forEachChild } from '../../../ir/walk.js';
import { triggersFired } from '../../ddl/triggers/mutating/fired-triggers.js';
import { remembered, rememberedOf } from '../../remembered.js';
import type { BodyBuilder } from '../body/body-builder.js';
import { calleesOf, calleesWithin, reachedFrom } from '../effects/callees.js';
import { dynamicBlock } from '../effects/texts/dynamic-block.js';
import { keepsErrorsBelow } from './kept-errors.js';

/**
 * An error that leaves a trigger, a function that SQL calls, or a block that EXECUTE IMMEDIATE runs, brings lines
 * along: SQLERRM, and so FORMAT_ERROR_STACK, is `ORA-20001: text`, then `ORA-06512: at "OWNER.UNIT", line n` and, of a
 * trigger, ORA-04088. Where RAISE_APPLICATION_ERROR keeps the errors before, such a line stands below each that it
 * raised. Here they are the errors alone. What cuts the text, or looks into it, has no need of the lines, unless it
 * looks for one of them. (PL/SQL Language Reference, "SQLERRM Function"; Database Error Messages, ORA-04088)
 */
export function reportMissingLines(rc: BodyBuilder, block: Block): void {
  const { analysis } = rc.unit;
  for (const handler of block.handlers) {
    const use = wholeText(analysis, handler);
    if (use && block.body.some((s) => raisesBelowSql(analysis, s) || keepsErrorsBelow(analysis, s)))
      rc.unit.report(backtraceDiffers(use.span, use.name));
  }
}

/**
 * Where SQLERRM or FORMAT_ERROR_STACK is used as it is, or searched for the lines that it has in Oracle: here, or in a
 * routine called from here.
 */
const wholeText = (analysis: Analysis, root: OracleNode): TextUse | undefined =>
  usesOfText(analysis, root).find((use) => !use.calls || use.calls.some((routine) => isReadIn(analysis, routine)));

const texts: ReadonlySet<string> = new Set(['SQLERRM', 'FORMAT_ERROR_STACK']);

/** A use of such a text as it is, or a call of routines, which may have one. */
interface TextUse {
  readonly span: Span;
  readonly name: string;
  readonly calls?: readonly RoutineDefinition[];
}

/** In order; behind the first use that is none of a called routine nothing matters. */
const usesOfText = rememberedOf((analysis: Analysis, root: OracleNode): readonly TextUse[] => {
  const uses: TextUse[] = [];
  let found = false;
  const visit = (node: OracleNode): void => {
    if (found || node.kind === 'RoutineDefinition') return;
    if (node.kind === 'Like' && !namesLine(node)) return;
    if (node.kind === 'Call') {
      const { callee } = node;
      if (callee.kind === 'Name' && /^(SUBSTR|INSTR|REGEXP_)/.test(lastName(callee))) if (!namesLine(node)) return;
      // SQLERRM(n) is the text of a number.
      if (callee.kind === 'Name' && lastName(callee) === 'SQLERRM') return;
    }
    if (node.kind === 'Name' && texts.has(lastName(node))) {
      found = true;
      uses.push({ span: node.span, name: lastName(node) });
      return;
    }
    if (node.kind === 'Name' || node.kind === 'Call') {
      const calls = calleesOf(analysis, node).flatMap(({ definition }) =>
        definition?.kind === 'RoutineDefinition' && definition.body.kind === 'Block' ? [definition] : [],
      );
      if (calls.length > 0) uses.push({ span: node.span, name: 'SQLERRM', calls });
    }
    forEachChild(node, visit);
  };
  visit(root);
  return uses;
});

const readIn = remembered((_: Analysis) => new Map<RoutineDefinition, boolean>());

/** Does the body of the routine, its handlers aside, use the text, or that of one which it calls? */
function isReadIn(analysis: Analysis, routine: RoutineDefinition): boolean {
  const known = readIn(analysis);
  const before = known.get(routine);
  if (before !== undefined) return before;
  const reached = new Set([routine]);
  for (const { body } of reached)
    for (const statement of body.kind === 'Block' ? body.body : [])
      for (const { calls } of usesOfText(analysis, statement)) {
        if (!calls || calls.some((callee) => known.get(callee))) {
          known.set(routine, true);
          return true;
        }
        for (const callee of calls) if (!known.has(callee)) reached.add(callee);
      }
  for (const each of reached) known.set(each, false);
  return false;
}

const namesLine = (root: OracleNode): boolean =>
  contains(root, (node) => node.kind === 'StringLiteral' && /0?(6512|4088)/.test(node.value));

/** Does SQL in it fire a trigger, or call a function, that comes to an exception raised? */
function raisesBelowSql(analysis: Analysis, root: OracleNode): boolean {
  let found = false;
  const visit = (node: OracleNode, inSql: boolean): void => {
    if (found || node.kind === 'RoutineDefinition') return;
    if (node.kind === 'Block' && catchesAll(node)) {
      for (const handler of node.handlers) visit(handler, false);
      return;
    }
    // What a dynamic block raises has come through SQL as well.
    const block = node.kind === 'ExecuteImmediate' ? dynamicBlock(analysis, node) : undefined;
    if (block) {
      found = comesToRaise(analysis, block);
      return;
    }
    const isDml = isAnyOf(node.kind, ...dmlKinds);
    if (isDml) found = triggersFired(analysis, node).some(({ definition }) => comesToRaise(analysis, definition));
    const within = inSql || isDml || node.kind === 'Query';
    if (within && (node.kind === 'Call' || node.kind === 'Name'))
      found ||= calleesOf(analysis, node).some((callee) => isRaising(analysis, callee));
    forEachChild(node, (child) => visit(child, within));
  };
  visit(root, false);
  return found;
}

/** Does the code itself, or a routine that it calls? */
const comesToRaise = (analysis: Analysis, code: OracleNode): boolean =>
  raises(code) || calleesWithin(analysis, code).some((callee) => isRaising(analysis, callee));

const isRaising = (analysis: Analysis, routine: RoutineSymbol): boolean =>
  [...reachedFrom(analysis, [routine])].some(({ definition }) => definition !== undefined && raises(definition));

const raises = remembered(
  (root: OracleNode): boolean => contains(root, isApplicationError) || raisesByName(root, none),
);

const isApplicationError = (node: OracleNode): boolean =>
  node.kind === 'Call' && node.callee.kind === 'Name' && lastName(node.callee) === 'RAISE_APPLICATION_ERROR';

const none: ReadonlySet<string> = new Set();

/** Is there a RAISE of an exception that nothing around it handles? */
function raisesByName(root: OracleNode, handled: ReadonlySet<string>): boolean {
  if (root.kind === 'Raise') return root.exception !== undefined && !handled.has(lastName(root.exception));
  let found = false;
  const within = root.kind === 'Block' ? new Set([...handled, ...exceptionsOf(root)]) : handled;
  const body: readonly OracleNode[] = root.kind === 'Block' ? root.body : [];
  forEachChild(root, (child) => {
    if (child.kind === 'RoutineDefinition') return;
    const inBody = body.includes(child);
    if (inBody && root.kind === 'Block' && catchesAll(root)) return;
    found ||= raisesByName(child, inBody ? within : handled);
  });
  return found;
}

const exceptionsOf = ({ handlers }: Block): readonly string[] => handlers.flatMap((h) => h.exceptions.map(lastName));
