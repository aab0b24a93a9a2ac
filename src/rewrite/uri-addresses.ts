import { mapTree } from '../ir/map-tree.js';
import type { Call, Name, ScriptUnit } from '../ir/oracle/index.js';
import type { OracleNode } from '../ir/oracle/node.js';
import { walk } from '../ir/walk.js';

const read: ReadonlySet<string> = new Set(['GETCLOB', 'GETBLOB', 'GETXML']);

/**
 * What an address gives, read where the address is made: a call of the runtime with the text of the address.
 * In:  HTTPURITYPE(l_url).GETCLOB()   Out: HTTPURITYPE.GETCLOB(l_url)
 * (PL/SQL Packages and Types Reference, "Database URI TYPEs", HTTPURITYPE)
 */
export function withUriAddresses<T extends { readonly unit: ScriptUnit }>(units: readonly T[]): readonly T[] {
  return units.map((one) => {
    let any = false;
    walk(one.unit, (node) => {
      any ||= node.kind === 'Name' && isType(node);
    });
    return any ? { ...one, unit: mapTree(one.unit, readOf) } : one;
  });
}

const isType = ({ parts }: Name): boolean =>
  parts.at(-1)?.name === 'HTTPURITYPE' && (parts.length === 1 || (parts.length === 2 && parts[0]?.name === 'SYS'));

function readOf(node: OracleNode): Call | undefined {
  if (node.kind !== 'Call' || node.args.length > 0 || node.callee.kind !== 'Member') return undefined;
  const { target, name } = node.callee;
  if (!read.has(name.name) || target.kind !== 'Call' || target.callee.kind !== 'Name') return undefined;
  const { callee, args } = target;
  const type = callee.parts.at(-1);
  return type && isType(callee) && args.length === 1
    ? { ...node, callee: { ...callee, parts: [type, name] }, args }
    : undefined;
}
