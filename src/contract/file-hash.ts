import { createHash } from 'node:crypto';

/** By which a file of the output is known again; the same whether lines end in LF or, as Git may check them out, in CRLF. */
export const fileHash = (text: string): string =>
  createHash('sha256').update(text.replaceAll('\r\n', '\n')).digest('hex');
