import type { Gate } from '../check/gate.js';
import type { Diagnostic } from '../diagnostics/diagnostic.js';
import { gateRejected } from '../diagnostics/op9.js';
import type { PgStatement } from '../ir/postgres/index.js';
import { holdsMadeUp } from '../lower/naming/made-names.js';
import { stubBody } from '../lower/plsql/routines/stub.js';
import { type MapEntry, printOnce, printStatement } from '../print/index.js';

/** A statement in its final text. */
export interface PrintedStatement<T> {
  readonly owner: T;
  readonly statement: PgStatement;
  readonly text: string;
  readonly map: readonly MapEntry[];
}

/**
 * Prints statements and passes them through the gate. What the gate refuses becomes a stub that raises (routines), or
 * is left out, with a diagnostic.
 */
export async function printChecked<T>(
  statements: readonly { readonly statement: PgStatement; readonly owner: T }[],
  report: (owner: T, diagnostic: Diagnostic) => void,
  gate: Gate,
): Promise<readonly PrintedStatement<T>[]> {
  const printed: PrintedStatement<T>[] = [];
  for (const { statement, owner } of statements) {
    const made = tryPrint(statement);
    if ('error' in made) {
      const diagnostic = gateRejected(statement.span, describe(statement), made.error);
      report(owner, diagnostic);
      const stub = stubFor(statement, diagnostic);
      const again = stub && tryPrint(stub);
      if (stub && again && !('error' in again)) printed.push({ owner, statement: stub, ...again });
    } else {
      gate.expect(made.text);
      printed.push({ owner, statement, ...made });
    }
  }
  const verdicts = await gate.check(printed.map((p) => p.text));
  const result: PrintedStatement<T>[] = [];
  for (const [i, p] of printed.entries()) {
    const verdict = verdicts[i];
    if (!verdict || verdict.kind === 'accepted') {
      result.push(p);
      continue;
    }
    const diagnostic = gateRejected(p.statement.span, describe(p.statement), verdict.message);
    report(p.owner, diagnostic);
    const stub = stubFor(p.statement, diagnostic);
    if (!stub) continue;
    const { text, map } = printStatement(stub);
    result.push({ owner: p.owner, statement: stub, text, map });
  }
  return result;
}

/** Has the gate begin with statements that are not yet known to be the final ones. */
export function expectAll(statements: readonly PgStatement[], gate: Gate): void {
  for (const statement of statements) {
    const made = tryPrint(statement);
    if (!('error' in made)) gate.expect(made.text);
  }
}

function tryPrint(
  statement: PgStatement,
): { readonly text: string; readonly map: readonly MapEntry[] } | { readonly error: string } {
  try {
    const made = printOnce(statement);
    return holdsMadeUp(made.text) ? { error: 'a name that was made up for it is not settled' } : made;
  } catch (error) {
    return { error: error instanceof Error ? error.message : String(error) };
  }
}

/** The same routine or block with a body that raises; nothing for statements without a body. */
function stubFor(statement: PgStatement, diagnostic: Diagnostic): PgStatement | undefined {
  if (statement.kind === 'PgCreateRoutine')
    return {
      ...statement,
      body: stubBody(statement.span, diagnostic),
      language: 'plpgsql',
      variableConflict: undefined,
      comments: undefined,
    };
  if (statement.kind === 'PgDo')
    return { ...statement, body: stubBody(statement.span, diagnostic), variableConflict: undefined };
  return undefined;
}

function describe(statement: PgStatement): string {
  const kind = statement.kind
    .replace(/^Pg/, '')
    .replace(/([a-z])([A-Z])/g, '$1 $2')
    .toLowerCase();
  return 'name' in statement
    ? `${kind} ${Array.isArray(statement.name) ? statement.name.join('.') : statement.name}`
    : kind;
}
