import { foldIdentifier } from '../../sql/quoting.js';
import { tokensOf } from '../../sql/statement-tokens.js';

/**
 * Calls and blocks that the converter itself makes and what they do: a role where there is none, the procedure of a job,
 * or nothing that lasts.
 */
type OwnStatement =
  | { readonly kind: 'nothing' }
  | { readonly kind: 'role'; readonly role: string }
  | { readonly kind: 'job'; readonly code: string };

/** Undefined of a statement that may be anybody's. */
export function ownStatement(sql: string): OwnStatement | undefined {
  // What a session has for itself ends with it.
  if (/^\s*call\s+ora\.(gtt_use|gtt_again|dbms_session_set_nls)\s*\(/i.test(sql)) return { kind: 'nothing' };
  const [, code] = /^\s*call\s+ora\.job_register\s*\(\s*'((?:[^']|'')*)'\s*,/i.exec(sql) ?? [];
  if (code !== undefined) return { kind: 'job', code: code.replaceAll("''", "'") };
  const body = /^\s*(?:--[^\n]*\n\s*)*do\s+\$\$([\s\S]*)\$\$\s*;?\s*$/i.exec(sql)?.[1];
  if (body === undefined) return undefined;
  const [, role, made] =
    /^\s*begin\s+if\s+not\s+exists\s*\(select\s+from\s+pg_roles\s+where\s+rolname\s*=\s*'((?:[^']|'')*)'\)\s*then\s+create\s+role\s+("(?:[^"]|"")*"|\w+)\s*;\s*end\s+if;\s*end;\s*$/i.exec(
      body,
    ) ?? [];
  if (role !== undefined && made !== undefined && foldIdentifier(made) === role.replaceAll("''", "'"))
    return { kind: 'role', role: foldIdentifier(made) };
  return onlyRaises(body) ? { kind: 'nothing' } : undefined;
}

/** `begin raise warning '…'; null; end`: nothing is called, nothing assigned. */
function onlyRaises(body: string): boolean {
  const tokens = tokensOf(body);
  if (tokens[0]?.word !== 'begin' || tokens.some(({ text }) => text === '(' || text === ':=')) return false;
  return (
    tokens.every(
      ({ word }, i) => i === 0 || tokens[i - 1]?.text !== ';' || word === '' || ['raise', 'null', 'end'].includes(word),
    ) && ['raise', 'null', 'end'].includes(tokens[1]?.word ?? '')
  );
}
