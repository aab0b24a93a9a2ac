/**
 * The copy of a CREATE FUNCTION, CREATE PROCEDURE or DO that a PL/pgSQL compiler outside of a server can judge. It
 * knows no tables, so `emp%ROWTYPE` becomes `record`, and `emp.sal%TYPE` in the signature (where it has no answer)
 * `text`. It takes every type of ours for a record, and refuses arrays of them as results and in lists after INTO:
 * `app.emp[]` becomes `int[]`. Blanks keep every offset.
 */
export function plpgsqlCopy(text: string): string {
  const plain = /\[\s*\]/.test(text) ? replaceSized(text, arrayReference, 'int') : text;
  if (!/%\s*(?:row)?type\b/i.test(plain)) return plain;
  const body = plain.search(/\$[A-Za-z_0-9]*\$/);
  const head = body < 0 ? plain : plain.slice(0, body);
  const tail = body < 0 ? '' : plain.slice(body);
  const judgedHead = replaceSized(replaceSized(head, typeReference, 'text'), rowtypeReference, 'record');
  return judgedHead + (/%\s*rowtype\b/i.test(tail) ? replaceSized(tail, rowtypeReference, 'record') : tail);
}

const name = String.raw`(?:"(?:[^"]|"")+"|[A-Za-z_\u0080-\uffff][\w$\u0080-\uffff]*)`;
const rowtypeReference = new RegExp(String.raw`${name}(?:\.${name})*\s*%\s*rowtype\b(?:\s*\[\s*\])*`, 'gi');
const arrayReference = new RegExp(String.raw`(?<![\w$.%"])${name}(?:\.${name})+(?=\s*\[\s*\])`, 'g');
const typeReference = new RegExp(String.raw`${name}(?:\.${name})+\s*%\s*type\b`, 'gi');

/** As long as what it replaces, with as many lines. */
function replaceSized(text: string, pattern: RegExp, by: string): string {
  return text.replace(pattern, (found) => {
    const lines = found.split('\n').length - 1;
    return by + '\n'.repeat(lines) + ' '.repeat(found.length - by.length - lines);
  });
}
