import type { Encoding } from './source-file.js';

export interface DecodedText {
  readonly text: string;
  readonly encoding: Encoding;
  /** Some bytes had no meaning in the encoding and became U+FFFD. */
  readonly damaged: boolean;
}

/**
 * Decodes the bytes of a script. A byte order mark decides; without one, UTF-16 is seen by the zero bytes of its ASCII
 * characters, then UTF-8 is taken if the bytes are valid in it, else Windows-1252, whose printable part is Latin-1's.
 * The byte order mark is not part of the text. Returns undefined for bytes that are no text.
 */
export function decode(bytes: Uint8Array): DecodedText | undefined {
  if (startsWith(bytes, [0xef, 0xbb, 0xbf]))
    return utf8(bytes.subarray(3), 'utf-8-bom') ?? windows1252(bytes.subarray(3));
  if (startsWith(bytes, [0xff, 0xfe])) return utf16(bytes.subarray(2), 'utf-16le');
  if (startsWith(bytes, [0xfe, 0xff])) return utf16(bytes.subarray(2), 'utf-16be');
  const encoding = guessUtf16(bytes);
  if (encoding) return utf16(bytes, encoding);
  if (isBinary(bytes)) return undefined;
  return utf8(bytes, 'utf-8') ?? windows1252(bytes);
}

function startsWith(bytes: Uint8Array, mark: readonly number[]): boolean {
  return mark.every((byte, i) => bytes[i] === byte);
}

function utf8(bytes: Uint8Array, encoding: Encoding): DecodedText | undefined {
  try {
    return { text: new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes), encoding, damaged: false };
  } catch {
    return undefined;
  }
}

function utf16(bytes: Uint8Array, encoding: 'utf-16le' | 'utf-16be'): DecodedText {
  const even = bytes.subarray(0, bytes.length & ~1);
  const littleEndian = encoding === 'utf-16le' ? even : Buffer.from(even).swap16();
  const text = new TextDecoder('utf-16le', { ignoreBOM: true }).decode(littleEndian);
  return { text, encoding, damaged: text.includes('\ufffd') || even.length !== bytes.length };
}

/** Five codes of Windows-1252 have no character; they stay control characters, as browsers read them. */
function windows1252(bytes: Uint8Array): DecodedText {
  const text = new TextDecoder('windows-1252').decode(bytes);
  return { text, encoding: 'windows-1252', damaged: /[\u0081\u008d\u008f\u0090\u009d]/.test(text) };
}

const sampleSize = 4096;

/** SQL is mostly ASCII, so UTF-16 without a mark has a zero in nearly every other byte, always on the same side. */
function guessUtf16(bytes: Uint8Array): 'utf-16le' | 'utf-16be' | undefined {
  const sample = bytes.subarray(0, sampleSize);
  if (sample.length < 4) return undefined;
  const zeros = [0, 0];
  sample.forEach((byte, i) => {
    if (byte === 0) zeros[i & 1]!++;
  });
  const half = sample.length >> 1;
  if (zeros[1]! > half * 0.7 && zeros[0]! < half * 0.05) return 'utf-16le';
  if (zeros[0]! > half * 0.7 && zeros[1]! < half * 0.05) return 'utf-16be';
  return undefined;
}

/** Text holds no zero bytes and next to no control characters. */
function isBinary(bytes: Uint8Array): boolean {
  const sample = bytes.subarray(0, sampleSize);
  if (bytes.includes(0)) return true;
  let controls = 0;
  for (const byte of sample)
    if (byte < 0x20 && !(byte >= 0x08 && byte <= 0x0d) && byte !== 0x1a && byte !== 0x1b) controls++;
  return controls * 10 > sample.length;
}
