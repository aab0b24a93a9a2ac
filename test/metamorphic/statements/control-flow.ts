import type { Expr, OracleNode, Statement } from '../../../src/ir/oracle/index.js';
import { walk } from '../../../src/ir/walk.js';
import { hasEffects, inParentheses, ofNodes } from '../of-nodes.js';
import { asksImplicitCursor } from '../rewriting.js';
import type { Script } from '../script.js';

/** The text of statements, with the semicolon of the last one. */
function bodyText(script: Script, statements: readonly Statement[], until: number): string | undefined {
  const [first, last] = [statements[0], statements.at(-1)];
  if (!first || !last) return undefined;
  const end = script.text.indexOf(';', last.span.end);
  return end < 0 || end > until ? undefined : script.text.slice(first.span.start, end + 1);
}

const jumps = ({ text }: Script): boolean => /<<|\bgoto\b/i.test(text);

/** IF as a searched CASE. (PL/SQL Language Reference, "CASE Statement") */
export const ifAsCase = ofNodes(
  'if-as-case',
  (script, node) => {
    if (node.kind !== 'If') return undefined;
    const parts: string[] = [];
    for (const { condition, body, span } of node.branches) {
      const text = bodyText(script, body, Math.max(span.end, node.span.end));
      if (text === undefined) return undefined;
      parts.push(`WHEN ${inParentheses(script, condition)} THEN ${text}`);
    }
    const otherwise = node.otherwise?.length ? bodyText(script, node.otherwise, node.span.end) : 'NULL;';
    return otherwise && `CASE ${parts.join('\n')} ELSE ${otherwise} END CASE`;
  },
  { refuses: jumps },
);

/** CASE as IF. */
export const caseAsIf = ofNodes(
  'case-as-if',
  (script, node) => {
    if (node.kind !== 'CaseStatement' || node.label || (node.operand && hasEffects(script, node.operand)))
      return undefined;
    const parts: string[] = [];
    for (const { when, body, span } of node.branches) {
      const text = bodyText(script, body, Math.max(span.end, node.span.end));
      if (text === undefined || when.length !== 1) return undefined;
      const condition = inParentheses(script, when[0]!);
      parts.push(`${node.operand ? `${inParentheses(script, node.operand)} = ` : ''}${condition} THEN ${text}`);
    }
    const otherwise = node.otherwise ? bodyText(script, node.otherwise, node.span.end) : 'RAISE CASE_NOT_FOUND;';
    return otherwise && `IF ${parts.join('\nELSIF ')} ELSE ${otherwise} END IF`;
  },
  { refuses: jumps },
);

/** The condition of IF in a variable, which may be NULL. Left alone: where ELSIF has further ones. */
export const conditionInVariable = ofNodes(
  'condition-in-variable',
  (script, node) => {
    if (node.kind !== 'If' || node.branches.length !== 1) return undefined;
    const { condition } = node.branches[0]!;
    const heading = script.text.slice(node.span.start, condition.span.start);
    const behind = script.text.slice(condition.span.end, node.span.end);
    if (!/^if\s*$/i.test(heading) || !/^\s*then\b/i.test(behind)) return undefined;
    const rest = behind.replace(/;\s*$/, '');
    return `DECLARE mm_b BOOLEAN := ${script.slice(condition.span)}; BEGIN IF mm_b${rest}; END`;
  },
  { refuses: jumps },
);

/** EXIT WHEN and CONTINUE WHEN as IF. */
export const exitInIf = ofNodes('exit-in-if', (script, node) => {
  if ((node.kind !== 'Exit' && node.kind !== 'Continue') || !node.when) return undefined;
  const label = node.label ? ` ${node.label.name}` : '';
  return `IF ${script.slice(node.when.span)} THEN ${node.kind.toUpperCase()}${label}; END IF`;
});

/** The line in two parts. (PL/SQL Packages and Types Reference, "DBMS_OUTPUT") */
export const putAndNewLine = ofNodes('put-and-new-line', (script, node) => {
  const value = printed(script, node);
  return value && `DBMS_OUTPUT.PUT(${script.slice(value.span)}); DBMS_OUTPUT.NEW_LINE`;
});

/** The value that a call of PUT_LINE prints. */
function printed(script: Script, node: OracleNode): Expr | undefined {
  if (node.kind !== 'CallStatement' || node.call.kind !== 'Call') return undefined;
  const { base } = script.analysis.resolve(node.call);
  if (base.kind !== 'supplied' || base.package !== 'DBMS_OUTPUT' || base.member !== 'PUT_LINE') return undefined;
  return node.call.args.length === 1 && !node.call.args[0]!.name ? node.call.args[0]!.value : undefined;
}

/** Printed by SELECT INTO: the value goes through SQL. */
export const printedBySelect = ofNodes(
  'printed-by-select',
  (script, node) => {
    const value = printed(script, node);
    if (!value || !isOfSql(script, value)) return undefined;
    return (
      `DECLARE mm_v VARCHAR2(32767); BEGIN SELECT ${script.slice(value.span)} INTO mm_v FROM dual; ` +
      'DBMS_OUTPUT.PUT_LINE(mm_v); END'
    );
  },
  { refuses: (script) => asksImplicitCursor(script) || differsInSql(script) },
);

/** An assignment by SELECT INTO. */
export const assignedBySelect = ofNodes(
  'assigned-by-select',
  (script, node) => {
    if (node.kind !== 'Assignment' || !isOfSql(script, node.value)) return undefined;
    const type = script.analysis.typeOf(node.target);
    if (!['number', 'varchar2', 'date'].includes(type.kind)) return undefined;
    return `SELECT ${script.slice(node.value.span)} INTO ${script.slice(node.target.span)} FROM dual`;
  },
  { refuses: (script) => asksImplicitCursor(script) || differsInSql(script) },
);

/** What SQL calculates otherwise than PL/SQL, or says with another error. */
const differsInSql = ({ text }: Script): boolean =>
  /value_error|6502|invalid_number|1722|rpad|lpad|32767|4000|sqlerrm|when\s+others|1426|autonomous|\bfor\s+update\b/i.test(
    text,
  );

/** May an expression stand in SQL, with the same value? */
function isOfSql(script: Script, expr: Expr): boolean {
  const { kind } = script.analysis.typeOf(expr);
  if (!['number', 'varchar2', 'date'].includes(kind) || hasEffects(script, expr)) return false;
  let fits = true;
  walk(expr, (node) => {
    if (['CursorAttribute', 'InquiryDirective', 'CursorExpr', 'CorrelationName', 'BindVariable'].includes(node.kind))
      fits = false;
    if (node.kind === 'Binary' && (node.op === '**' || node.op === 'REM' || node.op === 'MOD')) fits = false;
    if (node.kind === 'Name' || node.kind === 'Call') {
      const { base, steps, type } = script.analysis.resolve(node);
      if (!['variable', 'builtin'].includes(base.kind) || steps.some(({ kind: step }) => step.endsWith('Method')))
        fits = false;
      if (['boolean', 'record', 'collection', 'object', 'plsInteger', 'unknown', 'refCursor'].includes(type.kind))
        fits = false;
      if (base.kind === 'builtin' && ['SQLCODE', 'SQLERRM'].includes(base.name)) fits = false;
      if (base.kind === 'variable' && steps.some(({ kind: step }) => step === 'element')) fits = false;
    }
    return fits ? undefined : false;
  });
  return fits;
}
