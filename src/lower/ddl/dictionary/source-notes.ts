import { lastName } from '../../../ir/dotted.js';
import type { CreateTrigger, ScriptUnit } from '../../../ir/oracle/index.js';
import type { PgStatement } from '../../../ir/postgres/index.js';
import { foldName } from '../../naming/naming.js';
import { type NotesContext, note, noteCall } from './notes.js';

/**
 * Rows are often checked before they are written where Oracle's trigger runs after that; WHEN and the body
 * are shown as they were written.
 */
export function notesOfTrigger(cx: NotesContext, unit: ScriptUnit): PgStatement[] {
  if (unit.kind !== 'CreateTrigger' || unit.on.kind !== 'Table' || !cx.reads('TRIGGERS')) return [];
  const name = lastName(unit.name);
  const add = (part: string, value: string): PgStatement[] =>
    note(cx, unit, unit.on.kind === 'Table' ? unit.on.name : unit.name, `${part} ${foldName(name)}`, value);
  const texts = [
    ...add('description', headOfTrigger(cx, unit)),
    ...add('when', unit.when ? cx.textOf(unit.when.span) : ''),
    ...(unit.body.kind === 'Block' ? add('body', textToEnd(cx, unit.body.span.start, unit)) : []),
  ];
  if (unit.timing !== 'BEFORE' && unit.timing !== 'AFTER') return texts;
  const type = `${unit.timing} ${unit.forEachRow ? 'EACH ROW' : 'STATEMENT'}`;
  return [...add('trigger', type), ...texts];
}

/** What DESCRIPTION shows: from the name of the trigger to WHEN or its body. (Database Reference, "ALL_TRIGGERS") */
function headOfTrigger(cx: NotesContext, { span, name, when, body }: CreateTrigger): string {
  const text = cx.textOf({ ...span, start: name.span.start, end: when ? when.span.start : body.span.start });
  return when ? text.replace(/\bwhen\s*\(\s*$/i, '') : text;
}

/** The text from a place in a program unit to its last semicolon. */
function textToEnd(cx: NotesContext, start: number, { span }: ScriptUnit): string {
  const text = cx.textOf({ ...span, start, end: span.end + 1 });
  let end = text.length;
  while (end > 0 && !/[;\w"')]/.test(text[end - 1]!)) end -= 1;
  return text.slice(0, end);
}

/** The text from the word after CREATE OR REPLACE on, as USER_SOURCE has it. */
export function noteOfSource(cx: NotesContext, unit: ScriptUnit): PgStatement[] {
  const text = textToEnd(cx, unit.span.start, unit).replace(
    /^\s*create\s+(or\s+replace\s+)?((non)?editionable\s+)?/i,
    '',
  );
  const found = /^(package\s+body|type\s+body|\w+)\s+(?:("[^"]+"|[\w$#]+)\s*\.\s*)?("[^"]+"|[\w$#]+)/i.exec(text);
  if (!found) return [];
  const [, type = '', owner, name = ''] = found;
  const plain = (word: string): string => (word.startsWith('"') ? word.slice(1, -1) : word.toUpperCase());
  const by = owner === undefined ? undefined : plain(owner);
  const kind = type.toUpperCase().replace(/\s+/g, ' ');
  return [noteCall(unit.span, 'note_source', by, plain(name), kind, text)];
}
