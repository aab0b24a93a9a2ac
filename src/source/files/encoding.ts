import { oracleCharacterSets } from './character-sets.js';

interface DecodedText {
  readonly text: string;
  /** As `TextDecoder` names it; of UTF-8 with a byte order mark `utf-8-bom`. */
  readonly encoding: string;
  /** Some bytes had no meaning in the encoding and became U+FFFD. */
  readonly damaged: boolean;
}

/**
 * The encoding of a name, such as `windows-1250`, `latin1` or Oracle's `EE8MSWIN1250`, as `decode` takes it; undefined
 * for a name that is none.
 */
export function encodingOf(name: string): string | undefined {
  const label = oracleCharacterSets[name.toUpperCase()] ?? name;
  try {
    return new TextDecoder(label).encoding;
  } catch {
    return undefined;
  }
}

/**
 * Decodes the bytes of a script. A byte order mark decides; without one, UTF-16 is seen by the zero bytes of its ASCII
 * characters, then UTF-8 is taken if the bytes are valid in it. Other files are in the encoding `otherwise`; where none
 * is said, UTF-8 with damage if most letters are valid in it, else Windows-1252, whose printable part is Latin-1's. The
 * byte order mark is not part of the text. Returns undefined for bytes that are no text.
 */
export function decode(bytes: Uint8Array, otherwise?: string): DecodedText | undefined {
  if (startsWith(bytes, [0xef, 0xbb, 0xbf]))
    return utf8(bytes.subarray(3), 'utf-8-bom') ?? damagedUtf8(bytes.subarray(3), 'utf-8-bom');
  if (startsWith(bytes, [0xff, 0xfe])) return utf16(bytes.subarray(2), 'utf-16le');
  if (startsWith(bytes, [0xfe, 0xff])) return utf16(bytes.subarray(2), 'utf-16be');
  const encoding = guessUtf16(bytes);
  if (encoding) return utf16(bytes, encoding);
  if (isBinary(bytes)) return undefined;
  const unicode = utf8(bytes, 'utf-8');
  if (unicode) return unicode;
  if (otherwise !== undefined) return otherwise === 'windows-1252' ? windows1252(bytes) : decodedAs(bytes, otherwise);
  return isMostlyUtf8(bytes) ? damagedUtf8(bytes, 'utf-8') : windows1252(bytes);
}

function decodedAs(bytes: Uint8Array, encoding: string): DecodedText {
  const text = new TextDecoder(encoding, { ignoreBOM: true }).decode(bytes);
  return { text, encoding, damaged: text.includes('\ufffd') };
}

function startsWith(bytes: Uint8Array, mark: readonly number[]): boolean {
  return mark.every((byte, i) => bytes[i] === byte);
}

function utf8(bytes: Uint8Array, encoding: string): DecodedText | undefined {
  try {
    return { text: new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes), encoding, damaged: false };
  } catch {
    return undefined;
  }
}

const damagedUtf8 = (bytes: Uint8Array, encoding: string): DecodedText => ({
  text: new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes),
  encoding,
  damaged: true,
});

const manyBytesOrOne =
  /[\u00c2-\u00df][\u0080-\u00bf]|[\u00e0-\u00ef][\u0080-\u00bf]{2}|[\u00f0-\u00f4][\u0080-\u00bf]{3}|[\u0080-\u00ff]/g;

/** Letters of two bytes and more hardly come about by chance: as many of them as stray bytes say that it is UTF-8. */
function isMostlyUtf8(bytes: Uint8Array): boolean {
  const latin1 = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('latin1');
  let letters = 0;
  let stray = 0;
  for (const [run] of latin1.matchAll(manyBytesOrOne)) {
    if (run.length > 1) letters += 1;
    else stray += 1;
  }
  return letters > 0 && letters >= stray;
}

function utf16(bytes: Uint8Array, encoding: 'utf-16le' | 'utf-16be'): DecodedText {
  const even = bytes.subarray(0, bytes.length & ~1);
  const littleEndian = encoding === 'utf-16le' ? even : Buffer.from(even).swap16();
  const text = new TextDecoder('utf-16le', { ignoreBOM: true }).decode(littleEndian);
  return { text, encoding, damaged: text.includes('\ufffd') || even.length !== bytes.length };
}

/** Windows-1252 differs from Latin-1 in these codes; zeros are the five that have no character. */
const windows1252From80 = [
  0x20ac, 0, 0x201a, 0x0192, 0x201e, 0x2026, 0x2020, 0x2021, 0x02c6, 0x2030, 0x0160, 0x2039, 0x0152, 0, 0x017d, 0, 0,
  0x2018, 0x2019, 0x201c, 0x201d, 0x2022, 0x2013, 0x2014, 0x02dc, 0x2122, 0x0161, 0x203a, 0x0153, 0, 0x017e, 0x0178,
];

/** TextDecoder of some Node versions reads Windows-1252 as Latin-1, so the difference is made here. */
function windows1252(bytes: Uint8Array): DecodedText {
  let damaged = false;
  const latin1 = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('latin1');
  const text = latin1.replace(/[\u0080-\u009f]/g, (character) => {
    const code = windows1252From80[character.charCodeAt(0) - 0x80]!;
    if (code === 0) damaged = true;
    return code === 0 ? '\ufffd' : String.fromCharCode(code);
  });
  return { text, encoding: 'windows-1252', damaged };
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
