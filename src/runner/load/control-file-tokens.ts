/** A token of a control file. */
export interface Token {
  readonly text: string;
  /** Upper case of a word; '' for everything else. */
  readonly word: string;
  readonly line: number;
  readonly end: number;
}

/** The tokens of a text, without blanks and comments. */
export function controlFileTokens(text: string): readonly Token[] {
  const tokens: Token[] = [];
  const pattern =
    /--[^\n]*|\/\*[\s\S]*?\*\/|\s+|"(?:\\"|[^"])*"|[Xx]'[0-9A-Fa-f]*'|'(?:''|\\'|[^'])*'|[A-Za-z_][\w$#.]*|\d+|!=|\^=|<>|./gy;
  let line = 1;
  for (let match = pattern.exec(text); match !== null; match = pattern.exec(text)) {
    const [found] = match;
    if (!/^(\s|--|\/\*)/.test(found)) {
      tokens.push({
        text: found,
        word: /^[A-Za-z_]/.test(found) && !found.includes("'") ? found.toUpperCase() : '',
        line,
        end: pattern.lastIndex,
      });
    }
    line += found.split('\n').length - 1;
  }
  return tokens;
}

/** The text of a token between quotes. */
export function unquoted(text: string): string {
  if (text.startsWith('"')) return text.slice(1, -1).replaceAll('\\"', '"');
  if (text.startsWith("'")) return text.slice(1, -1).replaceAll("''", "'").replaceAll("\\'", "'");
  return text;
}

/** A name as the table has it: one in quotes is the plain one where it is in capitals. */
export function nameOf(text: string): string {
  if (!text.startsWith('"')) return text.toLowerCase();
  const name = unquoted(text);
  return /^[A-Z][A-Z0-9_$#]*$/.test(name) ? name.toLowerCase() : name;
}

/** Text in the encoding of the data, or bytes in hexadecimal: one character a byte, as records are. */
export const plain = (text: string, encoding: string): string =>
  /^x'/i.test(text) ? Buffer.from(text.slice(2, -1), 'hex').toString('latin1') : bytesIn(encoding, unquoted(text));

/** `','`, `X'09'`, `'\t'`: hexadecimal and the usual escapes are understood. */
export function literal(text: string, encoding: string): string {
  const escaped = (c: string): string => ({ n: '\n', r: '\r', t: '\t' })[c] ?? c;
  return plain(text, encoding).replace(/\\([nrt\\])/g, (_, c: string) => escaped(c));
}

function bytesIn(encoding: string, text: string): string {
  if (!/[^\0-\x7f]/.test(text)) return text;
  if (encoding === 'utf-8') return Buffer.from(text).toString('latin1');
  const codes = Array.from({ length: 128 }, (_, i) => String.fromCharCode(128 + i));
  const decoder = new TextDecoder(encoding);
  const bytes = new Map(codes.map((code) => [decoder.decode(Buffer.from(code, 'latin1')), code]));
  return [...text].map((c) => bytes.get(c) ?? c).join('');
}
