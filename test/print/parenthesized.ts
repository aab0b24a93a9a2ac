import type { PgExpr } from '../../src/ir/postgres/index.js';
import { printType, quoteIdent, quoteLiteral, quoteName } from '../../src/print/index.js';

/**
 * A second, naive printer: every operand stands in parentheses, so that precedence cannot
 * matter. Oracle of the property tests.
 */
export function parenthesized(node: PgExpr): string {
  const p = (child: PgExpr): string => `(${parenthesized(child)})`;
  const list = (items: readonly PgExpr[]): string => items.map(p).join(', ');
  const not = (negated: boolean): string => (negated ? 'not ' : '');
  switch (node.kind) {
    case 'PgNull':
      return 'null';
    case 'PgBoolean':
      return String(node.value);
    case 'PgNumber':
    case 'PgRaw':
      return node.text;
    case 'PgString':
      return quoteLiteral(node.value);
    case 'PgTypedLiteral':
      return `${node.type} ${quoteLiteral(node.value)}`;
    case 'PgColumn':
      return quoteName(node.parts);
    case 'PgCall':
      return `${node.name.join('.')}(${list(node.args)})`;
    case 'PgCast':
      return `${p(node.operand)}::${printType(node.type)}`;
    case 'PgUnary':
      return `${node.op} ${p(node.operand)}`;
    case 'PgBinary':
      return `${p(node.left)} ${node.op} ${p(node.right)}`;
    case 'PgAnd':
      return node.operands.map(p).join(' and ');
    case 'PgOr':
      return node.operands.map(p).join(' or ');
    case 'PgNot':
      return `not ${p(node.operand)}`;
    case 'PgIs':
      return `${p(node.operand)} is ${not(node.negated)}${node.what}`;
    case 'PgIsDistinct':
      return `${p(node.left)} is ${not(node.negated)}distinct from ${p(node.right)}`;
    case 'PgBetween':
      return `${p(node.operand)} ${not(node.negated)}between ${p(node.low)} and ${p(node.high)}`;
    case 'PgIn':
      return `${p(node.operand)} ${not(node.negated)}in (${list(node.items)})`;
    case 'PgLike': {
      const escaped = node.escape === undefined ? '' : ` escape ${p(node.escape)}`;
      return `${p(node.operand)} ${not(node.negated)}${node.op} ${p(node.pattern)}${escaped}`;
    }
    case 'PgCase': {
      const branches = node.branches.map((one) => `when ${p(one.when)} then ${p(one.then)}`).join(' ');
      const operand = node.operand === undefined ? '' : p(node.operand);
      return `case ${operand} ${branches} ${node.otherwise === undefined ? '' : `else ${p(node.otherwise)}`} end`;
    }
    case 'PgQuantified':
      if (node.right.kind === 'PgSelect') break;
      return `${p(node.left)} ${node.op} ${node.quantifier} (${p(node.right)})`;
    case 'PgArray':
      return `array[${list(node.items)}]`;
    case 'PgSubscript':
      return node.operand.kind === 'PgColumn'
        ? `${quoteName(node.operand.parts)}[${p(node.index)}]`
        : `${p(node.operand)}[${p(node.index)}]`;
    case 'PgField':
      return `${p(node.operand)}.${quoteIdent(node.name)}`;
    case 'PgRow':
      return `row(${list(node.items)})`;
    case 'PgAtTimeZone':
      return `${p(node.operand)} at time zone ${p(node.zone)}`;
    case 'PgCollate':
      return `${p(node.operand)} collate ${quoteIdent(node.collation)}`;
    case 'PgExtract':
      return `extract(${node.field} from ${p(node.operand)})`;
    default:
      break;
  }
  throw new Error(`${node.kind} is not generated`);
}
