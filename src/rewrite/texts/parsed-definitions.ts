import { stringLiteral } from '../../ir/made-nodes.js';
import { replaceNodes } from '../../ir/map-tree.js';
import type { Block, Expr, ScriptUnit } from '../../ir/oracle/index.js';
import type { OracleNode } from '../../ir/oracle/node.js';
import { nodesOf } from '../../ir/walk.js';
import { around } from '../replaced-statement.js';
import { heldTexts } from './held-texts.js';
import { textOfNames } from './literal-texts.js';
import { isParseCall, textOf, withText } from './text-branches.js';

/*
 * DDL that programs hand to DBMS_SQL.PARSE, which runs it and commits, so that DBMS_SQL.EXECUTE has nothing left to do.
 * (PL/SQL Packages and Types Reference, "PARSE Procedures")
 * In:  DBMS_SQL.PARSE(c, 'DROP TABLE t', DBMS_SQL.NATIVE)
 * Out: BEGIN DBMS_SQL.PARSE(c, 'SELECT NULL FROM DUAL', DBMS_SQL.NATIVE); EXECUTE IMMEDIATE 'DROP TABLE t'; END
 */

const definition = /^\s*(?:create|alter|drop|truncate|comment|grant|revoke|rename)\b/i;

/** What is left to be executed. */
const nothing = 'SELECT NULL FROM DUAL';

/** The units with EXECUTE IMMEDIATE for DDL that is parsed and known. */
export function withParsedDefinitions<T extends { readonly unit: ScriptUnit }>(units: readonly T[]): readonly T[] {
  return units.map((one) => {
    const calls = nodesOf(one.unit, 'CallStatement').filter(isParseCall);
    if (calls.length === 0) return one;
    const held = heldTexts(one.unit);
    const replaced = new Map<OracleNode, OracleNode>();
    for (const s of calls) {
      const text = textOf(s);
      const values = held(s.call);
      const known = textOfNames(text, (name) => values.get(name));
      if (known === undefined || !definition.test(known)) continue;
      const literal = (value: string): Expr => stringLiteral(text.span, value);
      const { span } = s;
      const block: Block = {
        kind: 'Block',
        span,
        labels: [],
        declarations: [],
        body: [
          { ...withText(s, literal(nothing)), comments: undefined, trailingComment: undefined, blankBefore: undefined },
          { kind: 'ExecuteImmediate', span, text: literal(known), using: [] },
        ],
        handlers: [],
        ...around(s),
      };
      replaced.set(s, block);
    }
    return replaced.size === 0 ? one : { ...one, unit: replaceNodes(one.unit, replaced) };
  });
}
