import type { Argument, ColumnDefinition, ForLoop, ScriptUnit } from '../../ir/oracle/index.js';
import { nodesOf } from '../../ir/walk.js';
import type { Analysis } from '../analysis.js';
import type { Carrier, ValueSource } from '../model/carrier.js';
import type { RelationSymbol, TypeSymbol } from '../model/symbols.js';
import { columnCarrier } from './carriers.js';

type Given = readonly [carrier: Carrier, source: ValueSource];

/**
 * What no statement gives: defaults and expressions of columns, first values of the fields of records, what constructors
 * give to attributes and fields, and loops to their iterands.
 */
export function givenToParts(analysis: Analysis, unit: ScriptUnit): readonly Given[] {
  return [
    ...ofTable(analysis, unit),
    ...nodesOf(unit, 'RecordField').flatMap(({ name, initial }) => (initial ? [toField(name.name, initial)] : [])),
    ...nodesOf(unit, 'Name', 'Call').flatMap((node) => {
      const { base } = analysis.resolve(node);
      return base.kind === 'constructor' && !base.routine ? toParts(base.type, base.args) : [];
    }),
    ...nodesOf(unit, 'ForLoop').flatMap((loop) => toIterands(analysis, loop)),
  ];
}

const toField = (name: string, value: ValueSource): Given => [`field ${name}`, value];

function ofTable({ catalog, declared }: Analysis, unit: ScriptUnit): readonly Given[] {
  if (unit.kind === 'CreateTable') {
    const symbol = declared(unit);
    return symbol?.kind === 'relation' ? toColumns(symbol, unit.columns) : [];
  }
  if (unit.kind !== 'AlterTable') return [];
  const relation = catalog.lookup(unit.name.parts.map((p) => p.name));
  const columns = unit.actions.flatMap((a) => (a.kind === 'AddColumns' || a.kind === 'ModifyColumns' ? a.columns : []));
  return relation?.kind === 'relation' ? toColumns(relation, columns) : [];
}

const toColumns = (relation: RelationSymbol, columns: readonly ColumnDefinition[]): readonly Given[] =>
  columns.flatMap((c) =>
    [c.default, c.virtual].flatMap((value): readonly Given[] =>
      value ? [[columnCarrier(relation, c.name.name), value]] : [],
    ),
  );

/** The attributes of an object and the fields of a record, by name or by place. */
function toParts(type: TypeSymbol, args: readonly Argument[]): readonly Given[] {
  const parts = type.kind === 'objectType' ? type.attributes : type.kind === 'recordType' ? type.fields : [];
  return args.flatMap(({ name, value }, i) => {
    const part = name?.name ?? parts[i]?.name;
    return parts.length === 0 || part === undefined ? [] : [toField(part, value)];
  });
}

function toIterands(analysis: Analysis, loop: ForLoop): readonly Given[] {
  const index = analysis.declaredBy(loop);
  return loop.controls.flatMap((control): readonly Given[] => {
    const second = analysis.declaredBy(control);
    switch (control.kind) {
      case 'CollectionControl': {
        const to = control.over === 'VALUES' ? index : second;
        return to?.kind === 'variable' ? [[to, control.value]] : [];
      }
      case 'SteppedControl':
        return index?.kind === 'variable'
          ? [control.low, ...(control.by ? [control.by] : [])].map((value): Given => [index, value])
          : [];
      case 'ExpressionControl':
        return index?.kind === 'variable' ? [[index, control.value]] : [];
      default:
        return [];
    }
  });
}
