import type { Name, SelectInto, Statement } from '../../../src/ir/oracle/index.js';
import type { OracleNode } from '../../../src/ir/oracle/node.js';
import { walk } from '../../../src/ir/walk.js';
import { looksAtItself, type Rewriting } from '../rewriting.js';
import type { Script } from '../script.js';

/** A static statement as text, with what it binds in order. */
interface Bound {
  readonly text: string;
  readonly using: string;
  readonly into: string;
}

/** What a dynamic statement says another way or not at all, or where two placeholders are not one expression. */
const keeps =
  /current\s+of|returning|group\s+by|\bsql\s*%|@|:|\bmodel\b|returning|bulk|for\s+update|distinct|json|xml/i;

/** Values that SQL can bind, and that are what they are there. */
const bindable: ReadonlySet<string> = new Set(['number', 'plsInteger', 'varchar2', 'date', 'clob', 'raw', 'timestamp']);

/** Every variable of a statement as a placeholder; undefined where something in it cannot be bound. */
function bound(script: Script, node: Statement): Bound | undefined {
  const { analysis } = script;
  const target = node.kind === 'SelectInto' ? intoOf(node) : undefined;
  if (node.kind === 'SelectInto' && !target) return undefined;
  const names: Name[] = [];
  let refused = false;
  const visit = (each: OracleNode): boolean | void => {
    if (target && each.kind !== 'Query' && 'span' in each && isWithin(each.span, target)) return false;
    if (each.kind === 'Call') {
      const { base } = analysis.resolve(each);
      const { kind } = base;
      refused ||= kind === 'variable' || kind === 'unresolved' || (kind === 'routine' && base.routine.nested);
    }
    if (each.kind === 'Member') refused = true;
    if (each.kind !== 'Name') return;
    const { base, steps, type } = analysis.resolve(each);
    if (base.kind === 'routine' && base.routine.nested) refused = true;
    if (base.kind !== 'variable') return;
    if (!bindable.has(type.kind) || steps.some(({ kind }) => kind !== 'field')) refused = true;
    names.push(each);
  };
  walk(node, visit);
  if (refused) return undefined;
  const ordered = [...names].sort((a, b) => a.span.start - b.span.start);
  let text = '';
  let at = node.span.start;
  for (const cut of [...ordered.map(({ span }) => span), ...(target ? [target] : [])].sort(
    (a, b) => a.start - b.start,
  )) {
    text += script.text.slice(at, cut.start) + (cut === target ? '' : `:b${at}`);
    at = cut.end;
  }
  text += script.text.slice(at, node.span.end);
  const using = ordered.map(({ span }) => script.slice(span)).join(', ');
  return { text, using, into: target ? script.slice(target) : '' };
}

const isWithin = (inner: { start: number; end: number }, outer: { start: number; end: number }): boolean =>
  inner.start >= outer.start && inner.end <= outer.end;

const intoOf = ({ query }: SelectInto) =>
  query.body.kind === 'Select' && query.body.into && !query.body.into.bulk ? query.body.into.span : undefined;

const executing = (name: string, execute: (bound: Bound, literal: string) => string): Rewriting => ({
  name,
  rewrite: (script, random) => {
    if (looksAtItself(script)) return undefined;
    return script.editedNodes((node, edits) => {
      if (node.kind === 'ForAll') return false;
      if (node.kind !== 'DmlInBlock' && node.kind !== 'SelectInto') return;
      if (keeps.test(script.slice(node.span)) || !random.chance(0.8)) return false;
      const found = bound(script, node);
      if (found) edits.push({ ...node.span, text: execute(found, `'${found.text.replaceAll("'", "''")}'`) });
      return false;
    });
  },
});

const clauses = ({ using, into }: Bound): string => `${into && ` ${into}`}${using && ` USING ${using}`}`;

/** EXECUTE IMMEDIATE of the text, its variables bound. (PL/SQL Language Reference, "EXECUTE IMMEDIATE Statement") */
export const dynamicBinds = executing(
  'dynamic-binds',
  (found, literal) => `EXECUTE IMMEDIATE ${literal}${clauses(found)}`,
);

/** A text that the compiler cannot see. */
export const unseenBinds = executing(
  'unseen-binds',
  (found, literal) => `EXECUTE IMMEDIATE LTRIM(' ' || ${literal})${clauses(found)}`,
);
