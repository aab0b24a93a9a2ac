import type { Analysis } from '../../../analyze/analysis.js';
import { attributeAfterFetch } from '../../../analyze/effects/cursor-counters.js';
import type { CursorSymbol, VariableSymbol } from '../../../analyze/model/symbols.js';
import type { OracleType } from '../../../analyze/model/types.js';
import { wholeVariable } from '../../../analyze/names/whole-variable.js';
import { lastName } from '../../../ir/dotted.js';
import { operandsOf } from '../../../ir/literals.js';
import type {
  CursorAttribute,
  CursorForLoop,
  DynamicText,
  ExecuteImmediate,
  Expr,
  Fetch,
  Name,
} from '../../../ir/oracle/index.js';
import type { OracleNode } from '../../../ir/oracle/node.js';
import { repeats } from '../../../ir/repetition.js';
import { isWithin, type Span } from '../../../ir/span.js';
import { forEachChild, nodesOf, ofKinds, walk, walkWhere } from '../../../ir/walk.js';
import type { UnitContext } from '../../context.js';
import { foldName } from '../../naming/naming.js';
import { placesOf } from '../effects/cursors/cursor-places.js';
import { constantText } from '../effects/texts/constant-text.js';
import { dynamicBlock } from '../effects/texts/dynamic-block.js';
import type { BodyBuilder } from './body-builder.js';
import { cursorOf } from './cursor-state.js';

/** Lower-case names of the columns that SQL in the body can see: a variable of such a name has to give way. */
export function columnNamesInSight(unit: UnitContext, body: OracleNode): ReadonlySet<string> {
  const names = new Set<string>();
  const queries = new Set<OracleNode>();
  let isOpen = false;
  const visit = (node: OracleNode): void => {
    // The query of a cursor that is declared in an enclosing scope is one of the body that opens it.
    const cursor = node.kind === 'OpenCursor' ? node.cursor : node.kind === 'NamedCursor' ? node.cursor : undefined;
    const symbol = cursor && cursorOf(unit, cursor)?.symbol;
    if (symbol?.kind === 'cursor' && symbol.query && !queries.has(symbol.query)) {
      queries.add(symbol.query);
      walkWhere(symbol.query, naming, visit);
    }
    if (
      node.kind === 'TableRef' ||
      node.kind === 'DerivedTable' ||
      node.kind === 'TableFunction' ||
      node.kind === 'XmlTable' ||
      node.kind === 'JsonTable'
    ) {
      const source = unit.analysis.sourceOf(node);
      for (const c of source?.columns ?? []) names.add(foldName(c.name));
      // A record of the alias's name would be read for the row source.
      if (source?.alias) names.add(foldName(source.alias));
      if (source?.open && !source.relation?.supplied) isOpen = true;
    }
    if (node.kind === 'ExecuteImmediate' || node.kind === 'DynamicText')
      for (const name of dynamicNames(unit, node as ExecuteImmediate | DynamicText)) names.add(name);
    if (node.kind === 'SelectItem') {
      if (node.alias) names.add(foldName(node.alias.name));
    }
    if (node.kind === 'Insert') {
      for (const c of node.columns ?? []) names.add(foldName(lastName(c)));
    }
  };
  walkWhere(body, naming, visit);
  // Nothing is known of the columns of a table that is not here: any name may be one.
  if (isOpen) openNames(body, names);
  return names;
}

/** What has names that may be those of columns, or opens what has. */
const naming = ofKinds(
  'TableRef',
  'DerivedTable',
  'TableFunction',
  'XmlTable',
  'JsonTable',
  'Insert',
  'OpenCursor',
  'NamedCursor',
  'ExecuteImmediate',
  'DynamicText',
  'SelectItem',
);

/**
 * Dynamic SQL that is known at compile time becomes a statement of the body: any word of it, but for binds, may be a
 * column, and the tables that it names have columns that it does not name.
 */
function dynamicNames(unit: UnitContext, statement: ExecuteImmediate | DynamicText): readonly string[] {
  const texts = knownTexts(unit, statement.text).filter((text) => compiled.test(text));
  const words = texts.flatMap((text) => [...text.matchAll(/(?<![:\w$#])[a-z][\w$#]*/gi)].map(([word]) => word));
  const owner = unit.analysis.ownerAt(statement.span);
  const columns = words.flatMap((word) => {
    const symbol = unit.analysis.catalog.lookup([word.toUpperCase()], owner);
    return symbol?.kind === 'relation' ? symbol.columns.map((c) => foldName(c.name)) : [];
  });
  return [...words.map((word) => word.toLowerCase()), ...columns];
}

/** What is known of the text, in each of the forms that it may have. */
function knownTexts(unit: UnitContext, expr: Expr): readonly string[] {
  const { analysis } = unit;
  const text = constantText(unit, expr);
  if (text !== undefined) return [text];
  const forms = analysis.textForms(expr) ?? [analysis.dynamicText(expr)?.parts ?? operandsOf(expr)];
  const known = (piece: string | Expr): string =>
    typeof piece === 'string' ? piece : (constantText(unit, piece) ?? '');
  return forms.map((form) => form.map(known).join(' '));
}

const compiled = /^(?:\s|\/\*[\s\S]*?\*\/|--[^\n]*\n|\()*(?:select|insert|update|delete|merge|with|begin|declare)\b/i;

/** The last parts of all names in queries and statements of the body. */
function openNames(body: OracleNode, names: Set<string>): void {
  walkWhere(body, withColumns, (node) => {
    for (const { parts } of nodesOf(node, 'Name')) {
      const last = parts.at(-1);
      if (last) names.add(foldName(last.name));
    }
    return false;
  });
}

const withColumns = ofKinds('Query', 'Update', 'Delete', 'Merge');

/**
 * FETCH of PL/pgSQL sets its targets to NULL at the end of the rows; Oracle leaves them. Which fetches may write to
 * their targets all the same: those whose targets nothing reads afterwards.
 */
function noteFetches(rc: BodyBuilder, body: OracleNode): void {
  const { analysis } = rc.unit;
  const reads = new Map<VariableSymbol, Span[]>();
  const fetches: { fetch: Fetch; loops: readonly Span[] }[] = [];
  const leaving = new Set<object>();
  const nested = new Set<VariableSymbol>();
  const visit = (node: OracleNode, loops: readonly Span[]): void => {
    if (node.kind === 'RoutineDefinition') {
      const symbol = analysis.declaredBy(node);
      if (symbol?.kind === 'routine') for (const { variable } of analysis.capturesOf(symbol)) nested.add(variable);
    }
    if (node.kind === 'Name') {
      const { base } = analysis.resolve(node as Name);
      if (base.kind === 'variable') {
        const spans = reads.get(base.variable);
        if (spans) spans.push(node.span);
        else reads.set(base.variable, [node.span]);
      }
    }
    if (node.kind === 'Fetch') fetches.push({ fetch: node, loops });
    for (const value of Object.values(node))
      if (Array.isArray(value)) noteLeaving(rc.unit, value as readonly OracleNode[], leaving);
    const inner = repeats(node) ? [...loops, node.span] : loops;
    forEachChild(node, (child) => visit(child, inner));
  };
  visit(body, []);
  for (const { fetch, loops } of fetches) {
    const loop = loops.at(-1);
    const safe = fetch.into.targets.every((target) => {
      if (target.kind !== 'Name') return false;
      const { base } = analysis.resolve(target);
      // The caller looks at an OUT parameter afterwards.
      if (base.kind !== 'variable' || ['package', 'parameter'].includes(base.variable.storage)) return false;
      // Other bodies look at it when they like.
      if (base.variable.container !== rc.symbol || nested.has(base.variable)) return false;
      if (beginsWithValues(base.variable.type)) return false;
      const uses = (reads.get(base.variable) ?? []).filter((span) => !isWithin(span, fetch.span));
      // In a loop that ends with the rows, the variable must not be looked at after it; in one that begins again, not in
      // front of the FETCH either, unless it is another variable then.
      if (loop && !leaving.has(fetch)) return false;
      const around = loops.at(-2);
      if (loop && around) {
        const { block } = base.variable;
        const isNew = block !== undefined && isWithin(block.span, around) && block.span.start > around.start;
        return uses.every((span) => isWithin(span, loop) && (isNew || span.start >= fetch.span.end));
      }
      if (loop) return uses.every((span) => isWithin(span, loop) || span.end <= loop.start);
      // Fetched once: what it held before must have been nothing.
      return (
        !base.variable.initial &&
        base.variable.storage === 'local' &&
        uses.every((span) => span.start >= fetch.span.end)
      );
    });
    if (safe) rc.cursors.noteDirectFetch(fetch);
  }
}

/** Has a record of the type fields with initial values of their own? */
const beginsWithValues = (type: OracleType): boolean =>
  type.kind === 'record' && type.fields.some((f) => f.initial !== undefined || beginsWithValues(f.type));

/** Fetches after which the loop is left when their cursor has no more rows. */
function noteLeaving(unit: UnitContext, list: readonly OracleNode[], leaving: Set<object>): void {
  for (const [i, node] of list.entries()) {
    const next = list[i + 1];
    if (node?.kind !== 'Fetch' || next?.kind !== 'Exit' || !next.when) continue;
    const [first] = next.when.kind === 'Logical' && next.when.op === 'OR' ? next.when.operands : [next.when];
    const negated = first?.kind === 'Unary' && first.op === 'NOT';
    const attribute = negated ? first.operand : first;
    if (attribute?.kind !== 'CursorAttribute' || attribute.attribute !== (negated ? 'FOUND' : 'NOTFOUND')) continue;
    if (isCursor(unit, attribute, node.cursor)) leaving.add(node);
  }
}

/** Is it an attribute of that cursor? */
function isCursor(unit: UnitContext, { cursor }: CursorAttribute, other: Fetch['cursor']): boolean {
  if (cursor === 'SQL' || cursor.kind === 'BindVariable') return false;
  const symbol = cursorOf(unit, cursor)?.symbol;
  return symbol !== undefined && symbol === cursorOf(unit, other)?.symbol;
}

/** How a body uses a cursor. */
interface CursorUse {
  attributes: boolean;
  currentOf: boolean;
}

/** Tells the builder which attributes and cursors its body reads. */
export function noteUses(rc: BodyBuilder, body: OracleNode): void {
  const { analysis } = rc.unit;
  const uses = new Map<CursorSymbol | VariableSymbol, CursorUse>();
  const use = (symbol: CursorSymbol | VariableSymbol): CursorUse => {
    let entry = uses.get(symbol);
    if (!entry) uses.set(symbol, (entry = { attributes: false, currentOf: false }));
    return entry;
  };
  const bodies = withBlocksOfTexts(analysis, body);
  const attributes = bodies.flatMap((one) => nodesOf(one, 'CursorAttribute'));
  const direct = attributes.length > 0 ? directAttributes(rc, bodies) : new Set<object>();
  for (const attribute of attributes) {
    const { cursor, attribute: name } = attribute;
    if (cursor === 'SQL') {
      if (!name.startsWith('BULK') && name !== 'ISOPEN') rc.noteSqlAttributes();
    } else if (cursor.kind !== 'BindVariable' && name !== 'ISOPEN' && !direct.has(attribute)) {
      const asked = cursorOf(rc.unit, cursor);
      if (asked) use(asked.symbol).attributes = true;
    }
  }
  for (const one of bodies)
    walkWhere(one, touching, (node) => {
      const touched = cursorOf(rc.unit, node.cursor)?.symbol;
      if (!touched) return;
      if (isCounted(rc.unit, touched)) use(touched).attributes = true;
      if (placesOf(analysis, touched).isCurrent) use(touched).currentOf = true;
    });
  for (const { cursor } of bodies.flatMap((one) => nodesOf(one, 'CurrentOf'))) {
    const symbol = analysis.symbolOf(cursor);
    if (symbol?.kind === 'cursor') use(symbol).currentOf = true;
  }
  rc.cursors.noteUses(uses, direct);
  for (const loop of bodies.flatMap((one) => nodesOf(one, 'CursorForLoop'))) noteOpenInLoop(rc, loop);
  if (bodies.some((one) => nodesOf(one, 'Fetch').length > 0)) for (const one of bodies) noteFetches(rc, one);
}

/** The body, and the blocks that its dynamic SQL runs, which stand in the places of its statements. */
function withBlocksOfTexts(analysis: Analysis, body: OracleNode): readonly OracleNode[] {
  const bodies = [body];
  for (const one of bodies)
    for (const node of nodesOf(one, 'ExecuteImmediate')) {
      const block = node.block ? undefined : dynamicBlock(analysis, node);
      if (block) bodies.push(block);
    }
  return bodies;
}

/** The attributes for which nothing need be kept: their conditions come right behind the FETCH that they speak of. */
function directAttributes(rc: BodyBuilder, bodies: readonly OracleNode[]): Set<object> {
  const direct = new Set<object>();
  for (const one of bodies) {
    if (nodesOf(one, 'Fetch').length === 0) continue;
    walk(one, (node) => {
      for (const value of Object.values(node))
        if (Array.isArray(value)) noteDirect(rc, value as readonly OracleNode[], direct);
    });
  }
  return direct;
}

/** Does another body ask for the cursor's attributes? */
const isCounted = (unit: UnitContext, symbol: CursorSymbol | VariableSymbol): boolean =>
  unit.analysis.cursorCounters(symbol.kind === 'cursor' ? symbol.variable : symbol) !== undefined;

const touching = ofKinds('OpenCursor', 'OpenFor', 'Fetch', 'CloseCursor', 'NamedCursor');

/** A loop over a named cursor has it open; the loop made of it has a portal of its own. */
function noteOpenInLoop(rc: BodyBuilder, loop: CursorForLoop): void {
  if (loop.source.kind !== 'NamedCursor') return;
  const symbol = cursorOf(rc.unit, loop.source.cursor)?.symbol;
  for (const statement of loop.body) {
    walk(statement, (node) => {
      if (node.kind !== 'CursorAttribute') return;
      if (node.attribute !== 'ISOPEN' || node.cursor === 'SQL' || node.cursor.kind === 'BindVariable') return;
      if (symbol && cursorOf(rc.unit, node.cursor)?.symbol === symbol) rc.cursors.noteOpenAttribute(node);
    });
  }
}

/**
 * `FETCH c …; EXIT WHEN c%NOTFOUND` and `FETCH c …; IF c%FOUND THEN`: the condition is the first thing after the fetch.
 */
function noteDirect(rc: BodyBuilder, list: readonly OracleNode[], direct: Set<object>): void {
  for (const [i, fetch] of list.entries()) {
    if (fetch?.kind !== 'Fetch') continue;
    const fetched = cursorOf(rc.unit, fetch.cursor);
    const attribute = attributeAfterFetch(list, i);
    // A bulk fetch has read past its rows; while it filled the collection FOUND is whether the last read gave a row, as
    // %FOUND is.
    if (!attribute || !fetched || fetched.package || storesByCall(rc, fetch)) continue;
    if (isCursor(rc.unit, attribute, fetch.cursor)) direct.add(attribute);
  }
}

/** Is what a bulk fetch has read, be it nothing, brought to its target by PERFORM, which has a FOUND of its own? */
const storesByCall = ({ unit }: BodyBuilder, { into }: Fetch): boolean =>
  into.bulk &&
  into.targets.some((target) => {
    const variable = wholeVariable(unit.analysis, target);
    return variable === undefined || variable.storage === 'package';
  });

/** The labels of the body's blocks, loops and statements. */
export function labelsIn(body: OracleNode): ReadonlySet<string> {
  const labels = new Set<string>();
  walk(body, (node) => {
    if (node !== body && node.kind === 'RoutineDefinition') return false;
    if (node.kind === 'Block') for (const { name } of node.labels) labels.add(foldName(name));
    if ('label' in node && node.label) labels.add(foldName(node.label.name));
    return true;
  });
  return labels;
}
