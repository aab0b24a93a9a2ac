import type { CollectionTypeSymbol, RecordTypeSymbol, RoutineSymbol } from '../../../analyze/model/symbols.js';
import type { OracleNode } from '../../../ir/oracle/node.js';
import { walk } from '../../../ir/walk.js';
import { foldName } from '../../naming/naming.js';
import type { BodyBuilder } from '../body/body-builder.js';

type Declared = CollectionTypeSymbol | RecordTypeSymbol | RoutineSymbol;

const placed = new WeakMap<OracleNode, Set<string>>();

/**
 * Types and routines that the block of a dynamic text declares stand beside the routine, trigger or package that runs
 * the text, as its own do: with the session, as those of a script's block, they would be gone. Each gets a name that no
 * other of the body has.
 */
export function placeDeclared(rc: BodyBuilder, block: OracleNode): void {
  const { naming } = rc.unit;
  const used = placed.get(rc.source) ?? namesWithin(rc, rc.source);
  placed.set(rc.source, used);
  eachDeclared(rc, block, (symbol) => {
    if (symbol.container || naming.isPlaced(symbol)) return;
    naming.placeBeside(symbol, rc.symbol);
    for (let number = 2; used.has(naming.of(symbol).join('.')); number++) {
      const name = `${foldName(symbol.name)}__${number}`;
      if (symbol.kind === 'routine') naming.rename(symbol, name);
      else naming.renameType(symbol, name);
    }
    used.add(naming.of(symbol).join('.'));
  });
}

function namesWithin(rc: BodyBuilder, body: OracleNode): Set<string> {
  const names = new Set<string>();
  eachDeclared(rc, body, (symbol) => names.add(rc.unit.naming.of(symbol).join('.')));
  return names;
}

function eachDeclared(rc: BodyBuilder, body: OracleNode, visit: (symbol: Declared) => void): void {
  const type = (symbol: CollectionTypeSymbol | RecordTypeSymbol): void => {
    visit(symbol);
    const parts = symbol.kind === 'recordType' ? symbol.fields.map((f) => f.type) : [symbol.element];
    for (const part of parts)
      if (part.kind === 'record' && part.identity.kind === 'declared' && part.identity.symbol.ofCursorRow)
        visit(part.identity.symbol);
  };
  walk(body, (node) => {
    if (node.kind === 'ExecuteImmediate') return false;
    const declared = rc.unit.analysis.declaredBy(node);
    const symbol = declared?.kind === 'cursor' ? declared.rowType : declared;
    if (symbol?.kind === 'recordType' || symbol?.kind === 'collectionType') type(symbol);
    else if (symbol?.kind === 'routine' && symbol.nested) visit(symbol);
    return true;
  });
}
