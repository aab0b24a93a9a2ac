import type { Analysis } from '../../../analyze/analysis.js';
import type { TriggerSymbol } from '../../../analyze/model/symbols.js';
import { lastName } from '../../../ir/dotted.js';
import type { OracleNode } from '../../../ir/oracle/node.js';
import type { PlStatement } from '../../../ir/postgres/index.js';
import type { Span } from '../../../ir/span.js';
import { nodesOf } from '../../../ir/walk.js';
import { b } from '../../builders.js';
import { ordersByKind, type UnitContext } from '../../context.js';
import { remembered } from '../../remembered.js';
import { regclassText } from '../names.js';

/**
 * `perform ora.trigger_needs('app', 'EMP_BI', '{app.log}')` where a trigger begins whose tables may be dropped under it: it
 * is invalid without them, which no handler of its own sees. (Database Error Messages, ORA-04098)
 */
export function triggerNeeds(
  unit: UnitContext,
  trigger: TriggerSymbol,
  body: OracleNode & { span: Span },
): PlStatement[] {
  const relations = nodesOf(body, 'TableRef').flatMap((node) => {
    const relation = unit.analysis.sourceOf(node)?.relation;
    const mayGo =
      relation && relation !== trigger.table && !relation.supplied && isDropped(unit, relation.name, body.span);
    return mayGo ? [regclassText(unit.naming.of(relation))] : [];
  });
  if (relations.length === 0) return [];
  const { span } = body;
  const schema = unit.naming.schemaOf(trigger.owner);
  const list = `{${[...new Set(relations)].map((r) => `"${r.replaceAll('"', String.raw`\"`)}"`).join(',')}}`;
  const args = [b.text(span, schema), b.text(span, trigger.name), b.text(span, list)];
  return [b.perform(span, b.ora(span, 'trigger_needs', ...args))];
}

/** Is the table dropped behind the trigger, or by a text of a stored program? */
function isDropped(unit: UnitContext, name: string, { file, start }: Span): boolean {
  const isLater = (span: Span): boolean => !ordersByKind(unit.options) && span.file === file && span.start > start;
  return drops(unit.analysis).some((d) => d.name === name && (d.stored || isLater(d.span)));
}

interface Drop {
  readonly name: string;
  readonly span: Span;
  /** In a text of a program that may run at any time. */
  readonly stored: boolean;
}

const drops = remembered((analysis: Analysis): readonly Drop[] =>
  analysis.units.flatMap((u): readonly Drop[] => {
    if (u.kind === 'DropObject')
      return u.objectKind === 'TABLE' ? [{ name: lastName(u.name), span: u.span, stored: false }] : [];
    const stored = u.kind !== 'AnonymousBlock';
    return nodesOf(u, 'StringLiteral').flatMap(({ value, span }) => {
      const name = /^\s*drop\s+table\s+(?:[\w$#]+\.)?([\w$#]+)/i.exec(value)?.[1];
      return name === undefined ? [] : [{ name: name.toUpperCase(), span, stored }];
    });
  }),
);
