import type { Analysis } from '../../../analyze/analysis.js';
import { isAnyOf, isLiteral } from '../../../ir/kinds.js';
import { identifier } from '../../../ir/made-nodes.js';
import { replaceNodes } from '../../../ir/map-tree.js';
import type {
  Block,
  ExecuteImmediate,
  Expr,
  Identifier,
  OpenFor,
  ScriptUnit,
  UsingArgument,
  VariableDeclaration,
} from '../../../ir/oracle/index.js';
import { nodesOf } from '../../../ir/walk.js';
import { typeRefOf, useOf } from '../effects/texts/bind-block.js';
import { beginsBlock } from '../effects/texts/dynamic-block.js';

/*
 * The program works out what USING gives once, before the statement of the text runs: what a function of it does is
 * done once, and its errors are those of PL/SQL. In the place of the bind variable it would run for each row.
 * In:  EXECUTE IMMEDIATE 'UPDATE t SET v = :v' USING next_value(x)
 * Out: DECLARE bind_1 NUMBER := next_value(x); BEGIN EXECUTE IMMEDIATE 'UPDATE t SET v = :v' USING bind_1; END
 * (PL/SQL Language Reference, "EXECUTE IMMEDIATE Statement", "OPEN FOR Statement")
 */

/** The units with such values in variables; the same list where there are none. */
export function withUsingApart<T extends { readonly unit: ScriptUnit }>(
  analysis: Analysis,
  units: readonly T[],
): readonly T[] {
  let changed = false;
  const made = units.map((one) => {
    const blocks = blocksFor(analysis, one.unit);
    if (blocks.size === 0) return one;
    changed = true;
    return { ...one, unit: replaceNodes(one.unit, blocks) };
  });
  return changed ? made : units;
}

function blocksFor(analysis: Analysis, unit: ScriptUnit): ReadonlyMap<object, Block> {
  const blocks = new Map<object, Block>();
  // FORALL takes no block.
  const ofForAll = new Set<object>(nodesOf(unit, 'ForAll').map((node) => node.statement));
  for (const node of nodesOf(unit, 'ExecuteImmediate', 'OpenFor')) {
    if (node.using.length === 0 || ofForAll.has(node) || runsBlock(analysis, node)) continue;
    const block = blockFor(analysis, node);
    if (block) blocks.set(node, block);
  }
  return blocks;
}

/** The values of a block are bound by their names. */
const runsBlock = (analysis: Analysis, s: ExecuteImmediate | OpenFor): boolean =>
  s.kind === 'ExecuteImmediate' && (s.block !== undefined || beginsBlock(analysis, s.text));

function blockFor(analysis: Analysis, s: ExecuteImmediate | OpenFor): Block | undefined {
  const { span } = s;
  const declarations: VariableDeclaration[] = [];
  const using = s.using.map((argument): UsingArgument => {
    const { value, mode } = argument;
    const type = mode === 'IN' && !isSteady(analysis, value) ? typeRefOf(analysis.typeOf(value), span) : undefined;
    if (!type) return argument;
    const name: Identifier = identifier(span, `BIND_${declarations.length + 1}`);
    declarations.push({
      kind: 'VariableDeclaration',
      span,
      name,
      constant: false,
      type,
      notNull: false,
      initial: value,
    });
    return { ...argument, value: useOf(name, value.span) };
  });
  if (declarations.length === 0) return undefined;
  const { comments, blankBefore, trailingComment, ...statement } = s;
  return {
    kind: 'Block',
    span,
    labels: [],
    declarations,
    body: [{ ...statement, using }],
    handlers: [],
    ...(comments && { comments }),
    ...(blankBefore && { blankBefore }),
    ...(trailingComment && { trailingComment }),
  };
}

/** Functions that do nothing but work out a value, with the errors that they have in SQL, too. */
const plain: ReadonlySet<string> = new Set([
  'ADD_MONTHS',
  'INITCAP',
  'LAST_DAY',
  'LENGTH',
  'LOWER',
  'LPAD',
  'LTRIM',
  'NVL',
  'REPLACE',
  'ROUND',
  'RPAD',
  'RTRIM',
  'SUBSTR',
  'SYSDATE',
  'SYSTIMESTAMP',
  'TO_CHAR',
  'TO_DATE',
  'TRIM',
  'TRUNC',
  'UPPER',
  'USER',
]);

/** Does the value do the same wherever it stands, however often: variables, literals, and what plain functions make? */
function isSteady(analysis: Analysis, value: Expr): boolean {
  if (isLiteral(value)) return true;
  switch (value.kind) {
    case 'Unary':
      return isSteady(analysis, value.operand);
    case 'Binary':
      return (
        (value.op === '||' || (isSum(value.op) && [value.left, value.right].every((x) => isCountable(analysis, x)))) &&
        isSteady(analysis, value.left) &&
        isSteady(analysis, value.right)
      );
    case 'Name':
    case 'CorrelationName':
    case 'Member':
    case 'Call': {
      const { base, steps } = analysis.resolve(value);
      const args = value.kind === 'Call' ? value.args : [];
      if (!args.every((a) => isSteady(analysis, a.value))) return false;
      switch (base.kind) {
        case 'variable':
          return steps.every((step) => step.kind === 'field' || step.kind === 'element');
        case 'builtin':
          return steps.length === 0 && plain.has(base.name);
        case 'routine':
        case 'sequence':
        case 'supplied':
          return false;
        default:
          return true;
      }
    }
    default:
      return false;
  }
}

const isSum = (op: string): boolean => op === '+' || op === '-' || op === '*';

function isCountable(analysis: Analysis, value: Expr): boolean {
  const { kind } = analysis.typeOf(value);
  return isAnyOf(kind, 'number', 'plsInteger', 'date', 'intervalYearToMonth', 'intervalDayToSecond');
}
