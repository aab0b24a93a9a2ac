import type { Analysis } from '../../../analyze/analysis.js';
import type { Block, ExecuteImmediate, Exit, NullStatement, Statement } from '../../../ir/oracle/index.js';
import type { Span } from '../../../ir/span.js';
import type { AnyNode } from '../../../ir/walk.js';
import { parseStatementText } from '../../../parse/build/index.js';
import { pragmaOf } from './autonomous-pragma.js';
import { bindBlock } from './bind-block.js';
import { bindUnit, hasSurplus } from './bind-unit.js';

const known = new WeakMap<Analysis, Map<ExecuteImmediate, Statement | undefined>>();

/**
 * The block, the call or the end of the transaction that EXECUTE IMMEDIATE runs, where its text is known at compile time: it does what the same block in its place would, and what
 * it did before an error stays for the handler. (PL/SQL Language Reference, "EXECUTE IMMEDIATE Statement")
 */
export function dynamicBlock(analysis: Analysis, s: ExecuteImmediate): Statement | undefined {
  let found = known.get(analysis);
  if (!found) known.set(analysis, (found = new Map()));
  if (!found.has(s)) found.set(s, build(analysis, s));
  return found.get(s);
}

/** The statement, or the block that it runs. */
export function inPlace(analysis: Analysis, s: Statement): Statement {
  return (s.kind === 'ExecuteImmediate' && dynamicBlock(analysis, s)) || s;
}

const start = /^\s*(?:\/\*[\s\S]*?\*\/\s*|--[^\n]*\n\s*)*(?:declare|begin|call|commit|rollback|<<)/i;

function build(analysis: Analysis, s: ExecuteImmediate): Statement | undefined {
  const text = analysis.dynamicText(s.text);
  if (!text?.whole || !start.test(text.text)) return undefined;
  const { unit, diagnostics } = parseStatementText(text.text);
  if (!unit || diagnostics.some((d) => d.severity === 'error')) return undefined;
  if (unit.kind === 'Commit' || (unit.kind === 'Rollback' && !unit.to)) return unit;
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
        ? bindBlock(analysis, bindable, s.using, s.text.span)
        : bindUnit(analysis, bindable, s.using, out, s.text.span);
  if (bound?.kind !== 'AnonymousBlock' && bound?.kind !== 'SqlCall') return undefined;
  analysis.addUnit(bound);
  return bound.kind === 'AnonymousBlock' ? bound.block : bound.call;
}

/** RETURN leaves the block that the text is, not the routine that runs it. */
function leftByReturn(block: Block): Block {
  const [label = { kind: 'Identifier' as const, span: block.span, name: 'DYNAMIC_BLOCK', quoted: false }] =
    block.labels;
  let found = false;
  const replaced = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(replaced);
    if (typeof value !== 'object' || value === null) return value;
    const { kind, span } = value as AnyNode & { readonly span: Span };
    if (kind === 'RoutineDefinition') return value;
    if (kind === 'Return') {
      found = true;
      return { kind: 'Exit', span, label } satisfies Exit;
    }
    return Object.fromEntries(
      Object.entries(value).map(([key, item]) => [key, key === 'span' ? item : replaced(item)]),
    );
  };
  const left = { ...block, body: replaced(block.body), handlers: replaced(block.handlers), labels: [label] } as Block;
  return found ? left : block;
}

/** The block of an autonomous transaction, which shares its caller's transaction here, so that there is nothing to end. */
function withinCaller(block: Block): Block {
  if (!pragmaOf(block)) return block;
  const replaced = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(replaced);
    if (typeof value !== 'object' || value === null) return value;
    const node = value as AnyNode & { readonly span: Span; readonly to?: unknown };
    if (node.kind === 'Commit' || (node.kind === 'Rollback' && !node.to))
      return { kind: 'NullStatement', span: node.span } satisfies NullStatement;
    return Object.fromEntries(
      Object.entries(value).map(([key, item]) => [key, key === 'span' ? item : replaced(item)]),
    );
  };
  return { ...block, body: replaced(block.body), handlers: replaced(block.handlers) } as Block;
}
