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

/** Text, or bytes in hexadecimal. */
export const plain = (text: string): string =>
  /^x'/i.test(text) ? Buffer.from(text.slice(2, -1), 'hex').toString('latin1') : unquoted(text);

/** `','`, `X'09'`, `'\t'`: hexadecimal and the usual escapes are understood. */
export function literal(text: string): string {
  return plain(text).replace(/\\([nrt\\])/g, (_, c: string) => ({ n: '\n', r: '\r', t: '\t' })[c] ?? c);
}
