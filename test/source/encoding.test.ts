import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decode, encodingOf } from '../../src/source/files/encoding.js';

const text = "select 'Größe €' from dual;\n".repeat(3);

function utf16le(value: string): Uint8Array {
  return Buffer.from(value, 'utf16le');
}

describe('encodings', () => {
  it.each<[string, Uint8Array, string]>([
    ['UTF-8', Buffer.from(text), 'utf-8'],
    ['UTF-8 with a byte order mark', Buffer.from(`\ufeff${text}`), 'utf-8-bom'],
    ['UTF-16 little endian with a mark', utf16le(`\ufeff${text}`), 'utf-16le'],
    ['UTF-16 big endian with a mark', Buffer.from(utf16le(`\ufeff${text}`)).swap16(), 'utf-16be'],
    ['UTF-16 little endian without a mark', utf16le(text), 'utf-16le'],
    ['UTF-16 big endian without a mark', Buffer.from(utf16le(text)).swap16(), 'utf-16be'],
    ['Windows-1252', Buffer.from(text.replaceAll('€', '\u0080'), 'latin1'), 'windows-1252'],
  ])('%s', (_, bytes, encoding) => {
    expect(decode(bytes)).toEqual({ text, encoding, damaged: false });
  });

  it('names encodings as Oracle and as the web do', () => {
    expect(encodingOf('cl8mswin1251')).toBe('windows-1251');
    expect(encodingOf('latin1')).toBe('windows-1252');
    expect(encodingOf('WE8EBCDIC37')).toBeUndefined();
  });

  it('takes what is no Unicode for what it is said to be', () => {
    const cyrillic = Buffer.from([0xd1, 0xf3, 0xec, 0xec, 0xe0]);
    expect(decode(cyrillic, 'windows-1251')).toEqual({ text: 'Сумма', encoding: 'windows-1251', damaged: false });
    expect(decode(Buffer.from('Сумма'), 'windows-1251')?.text).toBe('Сумма');
    expect(decode(Buffer.from([0x80, 0x81]), 'windows-1252')).toMatchObject({ text: '€\ufffd', damaged: true });
    expect(decode(Buffer.from([0x41, 0xe5]), 'shift_jis')).toMatchObject({ damaged: true });
  });

  it('takes the empty file for UTF-8', () => {
    expect(decode(new Uint8Array())).toEqual({ text: '', encoding: 'utf-8', damaged: false });
  });

  it('takes a file of UTF-8 with a stray byte for what it is', () => {
    const stray = Buffer.concat([Buffer.from('caf\u00e9 \u20ac '), Buffer.from([0xe9]), Buffer.from(' x')]);
    expect(decode(stray)).toEqual({ text: 'caf\u00e9 \u20ac \ufffd x', encoding: 'utf-8', damaged: true });
    const marked = Buffer.concat([Buffer.from([0xef, 0xbb, 0xbf, 0x61, 0xff])]);
    expect(decode(marked)).toEqual({ text: 'a\ufffd', encoding: 'utf-8-bom', damaged: true });
    const latin1 = Buffer.from('\u00c3\u00a9 caf\u00e9, na\u00efve', 'latin1');
    expect(decode(latin1)).toMatchObject({ encoding: 'windows-1252', damaged: false });
  });

  it('says what was damaged', () => {
    expect(decode(Buffer.from([0x61, 0x81, 0x62]))).toMatchObject({ encoding: 'windows-1252', damaged: true });
    expect(decode(Buffer.from([0xff, 0xfe, 0x61, 0x00, 0x62]))).toMatchObject({ text: 'a', damaged: true });
  });

  it('refuses what is no text', () => {
    expect(decode(Buffer.from('504b03040a0000000000', 'hex'))).toBeUndefined();
    expect(decode(Buffer.from('0102030405060708', 'hex'))).toBeUndefined();
  });

  it('never fails', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
        const decoded = decode(bytes);
        expect(decoded === undefined || typeof decoded.text === 'string').toBe(true);
      }),
    );
  });
});
