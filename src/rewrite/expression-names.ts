import { expressionName } from '../ir/expression-name.js';
import { mapTree } from '../ir/map-tree.js';
import type { Identifier, Query, ScriptUnit, SelectItem } from '../ir/oracle/index.js';
import type { OracleNode } from '../ir/oracle/node.js';
import type { OwnedUnit } from '../ir/owned-units.js';
import { firstQueryBlock } from '../ir/query-branches.js';
import type { Span } from '../ir/span.js';
import { nodesOf } from '../ir/walk.js';

/*
 * A column that is an expression without an alias is called by the expression's text, in capitals and without blanks:
 * `select max( n ) from t` has a column "MAX(N)". Where that name is used (`r."MAX(N)"`), or a table or view gets it by
 * `*`, the alias is written out. (SQL Language Reference, "SELECT", select_list)
 */

/** The source of a part of it. */
type TextOf = (span: Span) => string;

type Aliases = ReadonlyMap<SelectItem, Identifier>;

/**
 * The units, in which columns that are expressions have an alias where their name is used or a table or view gets it.
 */
export function withExpressionNames<T extends OwnedUnit>(units: readonly T[], textOf: TextOf): readonly T[] {
  const used = new Set(units.flatMap(({ unit }) => namesOfExpressions(unit)));
  return units.map((one) => {
    const asked = used.size === 0 ? [] : aliasesOf(nodesOf(one.unit, 'SelectItem'), textOf).filter(isAmong(used));
    const shown = shownByStar(one.unit).flatMap((items) => differing(aliasesOf(items, textOf)));
    const aliases: Aliases = new Map([...asked, ...shown]);
    return aliases.size === 0 ? one : { ...one, unit: withAliases(one.unit, aliases) };
  });
}

type NamedItem = readonly [SelectItem, Identifier];

const isAmong =
  (names: ReadonlySet<string>) =>
  ([, alias]: NamedItem): boolean =>
    names.has(alias.name);

function aliasesOf(items: readonly SelectItem[], textOf: TextOf): readonly NamedItem[] {
  return items.flatMap((item): readonly NamedItem[] => {
    const { value, alias } = item;
    if (alias || value.kind === 'Star' || value.kind === 'Name') return [];
    const name = expressionName(textOf(value.span));
    if (name === undefined || !isOfExpression(name)) return [];
    return [[item, { kind: 'Identifier', span: value.span, name, quoted: true }]];
  });
}

/** Two columns of one name would be none that a table or view has. */
const differing = (items: readonly NamedItem[]): readonly NamedItem[] =>
  new Set(items.map(([, { name }]) => name)).size < items.length ? [] : items;

/** A name that can only be that of an expression. */
const isOfExpression = (name: string): boolean => /[^\w$#]/.test(name);

const namesOfExpressions = (unit: ScriptUnit): readonly string[] =>
  nodesOf(unit, 'Name').flatMap(({ parts }) =>
    parts.flatMap(({ name, quoted }) => (quoted && isOfExpression(name) ? [name] : [])),
  );

/** The select lists of inline views that `*` shows of a table or view that is created. */
function shownByStar(unit: ScriptUnit): readonly (readonly SelectItem[])[] {
  const query =
    unit.kind === 'CreateTable' ? unit.asQuery : unit.kind === 'CreateView' && !unit.columns ? unit.query : undefined;
  return query ? shownIn(query) : [];
}

function shownIn({ body }: Query): readonly (readonly SelectItem[])[] {
  const { items = [], from = [] } = firstQueryBlock(body) ?? {};
  if (!items.some(({ value }) => value.kind === 'Star')) return [];
  return from.flatMap((item) => {
    if (item.kind !== 'DerivedTable') return [];
    const shown = firstQueryBlock(item.query.body);
    return shown ? [shown.items, ...shownIn(item.query)] : [];
  });
}

function withAliases(unit: ScriptUnit, aliases: Aliases): ScriptUnit {
  const change = (node: OracleNode): OracleNode | undefined => {
    const alias = node.kind === 'SelectItem' ? aliases.get(node) : undefined;
    return alias && node.kind === 'SelectItem' ? { ...node, value: mapTree(node.value, change), alias } : undefined;
  };
  return mapTree(unit, change);
}
