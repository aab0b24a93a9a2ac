import type { Analysis } from '../../analyze/analysis.js';
import type { RoutineSymbol, TriggerSymbol } from '../../analyze/model/symbols.js';
import type { Compilation } from '../../compile.js';
import { dmlKinds, isCompound, loopKinds } from '../../ir/kinds.js';
import type { CreateTrigger, RoutineDefinition } from '../../ir/oracle/index.js';
import type { OracleNode } from '../../ir/oracle/node.js';
import { walk } from '../../ir/walk.js';
import { codeLines, type ObjectEntry } from './objects.js';

/** A routine or trigger, measured. A nested routine is measured on its own. */
export interface RoutineMeasure {
  /** `PAY` of a procedure, `PAYROLL.PAY` of a package's, `T` of a trigger. */
  readonly name: string;
  readonly kind: 'procedure' | 'function' | 'trigger';
  /** Index of the object whose text it stands in. */
  readonly object: number;
  readonly line: number;
  readonly lines: number;
  /**
   * McCabe's number: 1, and 1 for each IF and ELSIF, WHEN of CASE statements, loop, conditional EXIT and
   * CONTINUE, and exception handler.
   */
  readonly cyclomatic: number;
  /** Deepest nesting of IF, CASE, loops and blocks. */
  readonly nesting: number;
  /** SQL statements: queries, DML, cursors. */
  readonly sql: number;
  readonly dynamicSql: number;
  /** Dynamic SQL whose text is not one literal. */
  readonly composedSql: number;
  /** COMMIT, ROLLBACK and SAVEPOINT in its own text. */
  readonly transactions: number;
  readonly autonomous: boolean;
  /** It, or what it calls, ends a transaction. */
  readonly commits: boolean;
  /** Tables and views read and written, by itself or below it, and routines called. */
  readonly reads: number;
  readonly writes: number;
  readonly calls: number;
}

/** Every routine and trigger with a body, in order of the inputs. */
export function routineMeasures(compilation: Compilation, objects: readonly ObjectEntry[]): readonly RoutineMeasure[] {
  const { analysis } = compilation;
  return objects.flatMap((object) => {
    const found: RoutineMeasure[] = [];
    const prefix =
      object.kind === 'package body' || object.kind === 'type body' || object.kind === 'package'
        ? `${object.name}.`
        : '';
    const { unit } = object.unit;
    const visit = (node: OracleNode, path: string): void => {
      walk(node, (child) => {
        if (child === node || child.kind !== 'RoutineDefinition') return true;
        const name = `${path}${child.name.name}`;
        const symbol = analysis.declaredBy(child);
        found.push(
          measure(compilation, object, child, {
            name,
            kind: child.routine === 'FUNCTION' ? 'function' : 'procedure',
            symbol: symbol?.kind === 'routine' ? symbol : undefined,
          }),
        );
        visit(child, `${name}.`);
        return false;
      });
    };
    if (unit.kind === 'CreateTrigger') {
      const symbol = analysis.declared(unit);
      found.push(
        measure(compilation, object, unit, {
          name: object.name,
          kind: 'trigger',
          symbol: symbol?.kind === 'trigger' ? symbol : undefined,
        }),
      );
      visit(unit, `${object.name}.`);
    } else if (
      unit.kind === 'CreateRoutine' ||
      unit.kind === 'CreatePackageBody' ||
      unit.kind === 'CreateTypeBody' ||
      unit.kind === 'CreatePackage'
    )
      visit(unit, prefix);
    return found;
  });
}

function measure(
  compilation: Compilation,
  object: ObjectEntry,
  node: RoutineDefinition | CreateTrigger,
  what: Pick<RoutineMeasure, 'name' | 'kind'> & { readonly symbol: RoutineSymbol | TriggerSymbol | undefined },
): RoutineMeasure {
  const file = compilation.files[node.span.file];
  const { symbol, ...named } = what;
  const effects = symbol && compilation.analysis.effectsOf(symbol);
  return {
    ...named,
    object: object.index,
    line: file?.lineColumn(node.span.start).line ?? object.line,
    lines: codeLines(file?.text.slice(node.span.start, node.span.end) ?? '').length,
    ...countsOf(compilation.analysis, node),
    autonomous: effects?.autonomous ?? false,
    commits: effects?.transactionControl ?? false,
    reads: effects?.readsTables.size ?? 0,
    writes: effects?.writesTables.size ?? 0,
    calls: effects?.calls.size ?? 0,
  };
}

type Counts = Pick<RoutineMeasure, 'cyclomatic' | 'nesting' | 'sql' | 'dynamicSql' | 'composedSql' | 'transactions'>;

const decides: ReadonlySet<string> = new Set([
  'IfBranch',
  'CaseStatementBranch',
  ...loopKinds,
  'ForAll',
  'ExceptionHandler',
]);
const statementsOfSql: ReadonlySet<string> = new Set(['SelectInto', ...dmlKinds, 'CursorDeclaration']);

/** What can be counted in a body; routines nested in it are left out. */
function countsOf(analysis: Pick<Analysis, 'resolve'>, body: OracleNode): Counts {
  const counts = { cyclomatic: 1, nesting: 0, sql: 0, dynamicSql: 0, composedSql: 0, transactions: 0 };
  const visit = (node: OracleNode, depth: number): void => {
    walk(node, (child) => {
      if (child === node) return true;
      if (child.kind === 'RoutineDefinition') return false;
      count(analysis, child, counts);
      if (child.kind === 'Block' || !isCompound(child)) return true;
      counts.nesting = Math.max(counts.nesting, depth + 1);
      visit(child, depth + 1);
      return false;
    });
  };
  visit(body, 0);
  return counts;
}

function count(
  analysis: Pick<Analysis, 'resolve'>,
  node: OracleNode,
  counts: { -readonly [K in keyof Counts]: number },
): void {
  if (decides.has(node.kind)) counts.cyclomatic += 1;
  if (statementsOfSql.has(node.kind)) counts.sql += 1;
  switch (node.kind) {
    case 'Exit':
    case 'Continue':
      if (node.when) counts.cyclomatic += 1;
      return;
    case 'Commit':
    case 'Rollback':
    case 'Savepoint':
      counts.transactions += 1;
      return;
    case 'CursorForLoop':
      if (node.source.kind === 'Query') counts.sql += 1;
      return;
    case 'ExecuteImmediate':
      counts.dynamicSql += 1;
      if (node.text.kind !== 'StringLiteral') counts.composedSql += 1;
      return;
    case 'OpenFor': {
      const { source } = node;
      if (source.kind !== 'DynamicText') counts.sql += 1;
      else {
        counts.dynamicSql += 1;
        if (source.text.kind !== 'StringLiteral') counts.composedSql += 1;
      }
      return;
    }
    case 'Call': {
      const { base } = analysis.resolve(node);
      if (base.kind === 'supplied' && base.package === 'DBMS_SQL' && base.member === 'PARSE') {
        counts.dynamicSql += 1;
        counts.composedSql += 1;
      }
      return;
    }
    default:
      return;
  }
}
