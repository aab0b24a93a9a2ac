import type { Analysis } from '../../../../analyze/analysis.js';
import { mapTree } from '../../../../ir/map-tree.js';
import type {
  AnonymousBlock,
  Block,
  Commit,
  ExecuteImmediate,
  Expr,
  NullStatement,
  Rollback,
  ScriptUnit,
  SqlCall,
  Statement,
} from '../../../../ir/oracle/index.js';
import type { OracleNode } from '../../../../ir/oracle/node.js';
import { contains, nodesOf } from '../../../../ir/walk.js';
import { parseStatementText } from '../../../../parse/build/index.js';
import { endsBlock, hasDirectives, leftByReturn } from '../../../../parse/build/plsql/block-text.js';
import { uncompiled } from '../../../../parse/uncompiled/uncompiled.js';
import { withoutComments } from '../../../../source/tokens/without-comments.js';
import { rememberedOf } from '../../../remembered.js';
import { pragmaOf } from '../autonomous-pragma.js';
import { bindBlock } from './bind-block.js';
import { bindUnit, hasSurplus } from './bind-unit.js';

/**
 * The block, the call or the end of the transaction that EXECUTE IMMEDIATE runs, where its text is known at compile
 * time: it does what the same block in its place would, but that an error takes back all that it did. (PL/SQL Language
 * Reference, "EXECUTE IMMEDIATE Statement")
 */
export const dynamicBlock = rememberedOf((analysis: Analysis, s: ExecuteImmediate) =>
  s.block ? guardedInPlace(analysis, s.block) : build(analysis, s),
);

/** The statement, or the block that it runs. */
export function inPlace(analysis: Analysis, s: Statement): Statement {
  return (s.kind === 'ExecuteImmediate' && dynamicBlock(analysis, s)) || s;
}

const start = /^(?:\s|\/\*[\s\S]*?\*\/|--[^\n]*\n)*(?:declare|begin|call|commit|rollback|<<)/i;

/** Is the text known, and a block, a call or the end of the transaction? */
export function beginsBlock(analysis: Analysis, text: Expr): boolean {
  const known = analysis.dynamicText(text);
  return known !== undefined && start.test(known.text);
}

/** A user-defined exception that leaves the block becomes ORA-06510, as behind any statement of SQL. */
function build(analysis: Analysis, s: ExecuteImmediate): Statement | undefined {
  const bound = boundText(analysis, s);
  if (bound?.kind !== 'AnonymousBlock' && bound?.kind !== 'SqlCall') return bound;
  analysis.addUnit(bound);
  const statement = statementOf(bound);
  if (!analysis.userErrorEscapes(statement)) return statement;
  // What is guarded is a tree of its own: the analysis knows the first one as it stands.
  const again = boundText(analysis, s);
  const around = again?.kind === 'AnonymousBlock' || again?.kind === 'SqlCall' ? guard(statementOf(again)) : undefined;
  if (!around) return undefined;
  analysis.addUnit(around);
  return around.block;
}

const statementOf = (unit: AnonymousBlock | SqlCall): Statement =>
  unit.kind === 'AnonymousBlock' ? unit.block : unit.call;

/** The text as a tree, with what USING gives in place of its bind variables. */
function boundText(analysis: Analysis, s: ExecuteImmediate): AnonymousBlock | SqlCall | Commit | Rollback | undefined {
  const text = analysis.dynamicText(s.text);
  if (!text?.whole || !start.test(text.text) || hasDirectives(text.text)) return undefined;
  const { unit, diagnostics } = parseStatementText(text.text);
  if (!unit || diagnostics.some((d) => d.severity === 'error')) return undefined;
  // CALL f(x) INTO :v is parsed as the block that it comes to.
  const isWritten = unit.kind === 'AnonymousBlock' && !/^\s*call\b/i.test(withoutComments(text.text));
  if (endsBlock(text.text) !== isWritten) return undefined;
  if (unit.kind === 'Commit' || (unit.kind === 'Rollback' && !unit.to)) return unit;
  if (unit.kind === 'AnonymousBlock' && uncompiled(unit.block)) return undefined;
  const bindable =
    unit.kind === 'AnonymousBlock'
      ? { ...unit, block: withinCaller(leftByReturn(unit.block)) }
      : unit.kind === 'SqlCall'
        ? unit
        : undefined;
  const out = s.returning?.targets ?? [];
  const bound =
    !bindable || hasSurplus(bindable, s.using, out)
      ? undefined
      : bindable.kind === 'AnonymousBlock' && out.length === 0
        ? bindBlock(analysis, bindable, text.text, s.using, s.text.span)
        : bindUnit(analysis, bindable, text.text, { using: s.using, outTargets: out, span: s.text.span });
  return bound?.kind === 'AnonymousBlock' || bound?.kind === 'SqlCall' ? bound : undefined;
}

/**
 * The statements of a unit whose texts are blocks that only the analysis has found, with these.
 */
export function textBlocks(analysis: Analysis, unit: ScriptUnit): readonly TextBlock[] {
  return nodesOf(unit, 'ExecuteImmediate').flatMap((statement) => {
    const bound = statement.block ? undefined : boundText(analysis, statement);
    if (bound?.kind !== 'AnonymousBlock' || contains(bound, isPragma)) return [];
    return [{ statement, unit: bound }];
  });
}

interface TextBlock {
  readonly statement: ExecuteImmediate;
  readonly unit: AnonymousBlock;
}

const isPragma = (node: OracleNode): boolean => node.kind === 'Pragma' && node.name === 'AUTONOMOUS_TRANSACTION';

/**
 * SQLCODE is 1 for the exceptions without a number, and for nothing else. (PL/SQL Language Reference, "SQLCODE
 * Function")
 */
const guardText = `declare
  unhandled_user_exception exception;
  pragma exception_init (unhandled_user_exception, -6510);
begin
  null;
exception
  when others then
    if sqlcode = 1 then
      raise unhandled_user_exception;
    end if;
    raise;
end;`;

function guard(statement: Statement): AnonymousBlock | undefined {
  const { unit } = parseStatementText(guardText);
  if (unit?.kind !== 'AnonymousBlock') return undefined;
  return { ...unit, block: { ...unit.block, body: [statement] } };
}

/** The same around a block that has been analyzed where it stands. */
function guardedInPlace(analysis: Analysis, block: Block): Block {
  if (!analysis.userErrorEscapes(block)) return block;
  const around = guard({ kind: 'NullStatement', span: block.span });
  if (!around) return block;
  analysis.addUnit(around);
  return { ...around.block, body: [block] };
}

/**
 * The block of an autonomous transaction, which shares its caller's transaction here, so that there is nothing to end.
 */
function withinCaller(block: Block): Block {
  if (!pragmaOf(block)) return block;
  const replaced = <T extends OracleNode>(part: readonly T[]): readonly T[] =>
    mapTree(part, (statement) => {
      return statement.kind === 'Commit' || (statement.kind === 'Rollback' && !statement.to)
        ? ({ kind: 'NullStatement', span: statement.span } satisfies NullStatement)
        : undefined;
    });
  return { ...block, body: replaced(block.body), handlers: replaced(block.handlers) };
}
