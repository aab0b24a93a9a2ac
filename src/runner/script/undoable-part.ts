import type { ScriptStep } from '../../contract/compiled-script.js';
import { tokensOf } from '../sql/statement-tokens.js';

/**
 * A block that ends transactions cannot stand in a sub-transaction as a whole, but what it does before may: where that
 * fails, the block's own work is undone, and what was open before it stays, as in Oracle. (PL/SQL Language Reference,
 * "Unhandled Exceptions")
 * ```
 * begin insert …; call p(); commit; end   →   begin begin insert …; call p(); exception …; end; commit; end
 * ```
 * The body as it is where nothing can be told apart.
 */
export function withUndoablePart(body: string, isEnding: (procedure: string) => boolean, handler: string): string {
  const part = undoablePart(body, isEnding);
  if (part === undefined) return body;
  const { from, to } = part;
  return `${body.slice(0, from)}\nbegin${body.slice(from, to)}${handler}\nend;${body.slice(to)}`;
}

/** The leading statements of a block of PL/pgSQL that end no transaction, as offsets. */
function undoablePart(
  body: string,
  isEnding: (procedure: string) => boolean,
): { readonly from: number; readonly to: number } | undefined {
  const tokens = tokensOf(body).map(({ text, at }) => ({ text: text.toLowerCase(), at }));
  const begin = tokens.findIndex(({ text }) => text === 'begin');
  const first = tokens[begin];
  if (!first) return undefined;
  const from = first.at + first.text.length;
  let to = from;
  /** What is open, innermost last; a block with declarations from DECLARE on. */
  const open: ('block' | 'declare' | 'case' | 'loop' | 'if')[] = [];
  for (let i = begin + 1; i < tokens.length; i++) {
    const { text, at } = tokens[i] ?? first;
    const previous = tokens[i - 1]?.text ?? '';
    switch (text) {
      case 'commit':
      case 'rollback':
        return to > from ? { from, to } : undefined;
      case 'call':
        if (isEnding(nameAt(tokens, i + 1))) return to > from ? { from, to } : undefined;
        break;
      case 'exception':
        if (open.length === 0 && previous === ';') return undefined;
        break;
      case 'begin':
        if (open.at(-1) === 'declare') open.pop();
        open.push('block');
        break;
      case 'declare':
      case 'case':
      case 'loop':
        open.push(text);
        break;
      case 'if':
        if (/^(;|begin|then|else|loop|>|>>)$/.test(previous)) open.push('if');
        break;
      case 'end': {
        const ended = open.pop();
        if (ended === undefined) return to > from ? { from, to } : undefined;
        // `END IF`, `END LOOP`, `END CASE`; the LOOP after a CASE expression begins one.
        if (tokens[i + 1]?.text === ended) i += 1;
        break;
      }
      case ';':
        if (open.length === 0) to = at + 1;
        break;
      default:
    }
  }
  return undefined;
}

const runsJob = /^ora\.(dbms_scheduler_run_job|dbms_job_run)$/;

function nameAt(tokens: readonly { readonly text: string }[], start: number): string {
  let name = '';
  for (let i = start; i < tokens.length && tokens[i]?.text !== '(' && tokens[i]?.text !== ';'; i++)
    name += tokens[i]?.text;
  return name;
}

/**
 * May a procedure of this name end the transaction? Those of the script that neither do so nor call one that may do not,
 * nor do those of the runtime, but for the ones that run a job.
 */
export function endingProcedures(steps: readonly ScriptStep[]): (procedure: string) => boolean {
  const made = new Map<string, { ends: boolean; readonly calls: string[] }>();
  for (const { sql } of steps) {
    const ends = /\b(commit|rollback)\b/i.test(sql);
    const calls = [...sql.matchAll(/\bcall\s+([^(;]+)/gi)].map(([, called = '']) => called.trim().toLowerCase());
    for (const [, name = ''] of sql.matchAll(/\bcreate (?:or replace )?procedure ([^(]+)\(/gi)) {
      const known = made.get(name.toLowerCase()) ?? { ends: false, calls: [] };
      known.ends ||= ends;
      known.calls.push(...calls);
      made.set(name.toLowerCase(), known);
    }
  }
  const isEnding = (name: string): boolean =>
    name.startsWith('ora.') ? runsJob.test(name) : made.get(name)?.ends !== false;
  for (let found = true; found; ) {
    found = false;
    for (const procedure of made.values()) {
      if (procedure.ends || !procedure.calls.some(isEnding)) continue;
      procedure.ends = true;
      found = true;
    }
  }
  return isEnding;
}
