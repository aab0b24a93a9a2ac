/** Hashes, authentication codes and ciphers, of which Node has its own. (PL/SQL Packages, "DBMS_CRYPTO"; SQL Language Reference, "STANDARD_HASH") */
import { createCipheriv, createDecipheriv, createHash, createHmac } from 'node:crypto';
import { Unsettled } from '../lobs/values.js';
import { bytesOf, called, type Expression, filled, hexOf, utf8 } from './expression.js';
import type { CallMaker, Maker } from './maker.js';

const hashes = ['md4', 'md5', 'sha1', 'sha256', 'sha384', 'sha512'] as const;
export const cryptoCalls: readonly CallMaker[] = [
  {
    weight: 1,
    make: (m, d) => {
      const of = m.textOf(d);
      const type = 2 + m.random.below(5);
      return {
        kind: 'raw',
        text: `DBMS_CRYPTO.HASH(TO_CLOB(${of.text}), ${type})`,
        value: (site) => {
          const text = of.value(site);
          if (text === null) throw new Unsettled();
          return createHash(hashes[type - 1] ?? 'md5')
            .update(text, 'utf8')
            .digest('hex')
            .toUpperCase();
        },
        ...(of.only && { only: of.only }),
      };
    },
  },
  {
    weight: 0.5,
    make: (m, d) => {
      const of = m.raw(d);
      if (of.only === 'sql') throw new Unsettled();
      return {
        kind: 'raw',
        text: `DBMS_OBFUSCATION_TOOLKIT.MD5(input => ${of.text})`,
        value: (site) => {
          const hex = of.value(site);
          if (hex === null) throw new Unsettled();
          return createHash('md5')
            .update(new Uint8Array(bytesOf(hex)))
            .digest('hex')
            .toUpperCase();
        },
        only: 'block',
      };
    },
  },

  {
    weight: 2,
    make: (m, d) => {
      const type = 2 + m.random.below(5);
      const named = m.random.chance(0.4);
      const constant = ['HASH_MD4', 'HASH_MD5', 'HASH_SH1', 'HASH_SH256', 'HASH_SH384', 'HASH_SH512'][type - 1];
      const typ: Expression = {
        kind: 'number',
        text: named ? `DBMS_CRYPTO.${constant}` : `${type}`,
        value: () => `${type}`,
        ...(named && { only: 'block' as const }),
      };
      return called(m.random, {
        kind: 'raw',
        name: 'DBMS_CRYPTO.HASH',
        parameters: ['src', 'typ'],
        given: [m.raw(d), typ],
        value: (_, src) => {
          if (src === null || src === undefined) throw new Unsettled();
          return createHash(hashes[type - 1] ?? 'md5')
            .update(new Uint8Array(bytesOf(src)))
            .digest('hex')
            .toUpperCase();
        },
      });
    },
  },
  {
    weight: 2,
    make: (m, d) => {
      const type = 1 + m.random.below(5);
      return called(m.random, {
        kind: 'raw',
        name: 'DBMS_CRYPTO.MAC',
        parameters: ['src', 'typ', 'key'],
        given: [
          m.raw(d),
          { kind: 'number', text: `${type}`, value: () => `${type}` },
          m.pick('raw', ['0102030405', '6B6579', 'FF']),
        ],
        value: (_, src, _typ, key) => {
          if (src === null || src === undefined || key === null || key === undefined) throw new Unsettled();
          return createHmac(hashes[type] ?? 'md5', new Uint8Array(bytesOf(key)))
            .update(new Uint8Array(bytesOf(src)))
            .digest('hex')
            .toUpperCase();
        },
      });
    },
  },
  { weight: 2, make: (m, d) => cipher(m, d) },
  {
    weight: 1,
    make: (m, d) => {
      const [name, algorithm] = m.random.pick([
        [undefined, 'sha1'],
        ['SHA1', 'sha1'],
        ['MD5', 'md5'],
        ['SHA256', 'sha256'],
        ['SHA384', 'sha384'],
        ['SHA512', 'sha512'],
      ] as const);
      const text = m.random.chance(0.5);
      const of = text ? m.textOf(d) : m.raw(d);
      return called(m.random, {
        kind: 'raw',
        name: 'STANDARD_HASH',
        parameters: [],
        named: false,
        only: 'sql',
        given: [of, name === undefined ? undefined : { kind: 'text', text: `'${name}'`, value: () => name }],
        value: (_, x) => {
          if (x === null || x === undefined) throw new Unsettled();
          const bytes = bytesOf(text ? utf8(x) : x);
          return createHash(algorithm).update(new Uint8Array(bytes)).digest('hex').toUpperCase();
        },
      });
    },
  },
];

/** ENCRYPT, and DECRYPT of what is encrypted. */
function cipher(m: Maker, d: number): Expression {
  const [code, size] = m.random.pick([
    [6, 16],
    [7, 24],
    [8, 32],
  ] as const);
  const [chain, mode] = m.random.pick([
    [0x100, 'cbc'],
    [0x300, 'ecb'],
  ] as const);
  const key = hexOf(Array.from({ length: size }, () => m.random.below(256)));
  const iv =
    mode === 'cbc' && m.random.chance(0.6) ? hexOf(Array.from({ length: 16 }, () => m.random.below(256))) : undefined;
  const typ = code + chain + 0x1000;
  const name = `aes-${size * 8}-${mode}`;
  const vector = mode === 'ecb' ? null : new Uint8Array(bytesOf(iv ?? '00'.repeat(16)));
  const source = m.raw(d);
  const literals = (hex: string): Expression => ({ kind: 'raw', text: `HEXTORAW('${hex}')`, value: () => hex });
  const ciphered = (decrypting: boolean, src: Expression): Expression =>
    called(m.random, {
      kind: 'raw',
      name: `DBMS_CRYPTO.${decrypting ? 'DECRYPT' : 'ENCRYPT'}`,
      parameters: ['src', 'typ', 'key', 'iv'],
      given: [
        src,
        { kind: 'number', text: `${typ}`, value: () => `${typ}` },
        literals(key),
        iv === undefined ? undefined : literals(iv),
      ],
      value: (_, src2) => {
        if (src2 === null || src2 === undefined) throw new Unsettled();
        const bytes = new Uint8Array(bytesOf(src2));
        const by = new Uint8Array(bytesOf(key));
        const worker = decrypting ? createDecipheriv(name, by, vector) : createCipheriv(name, by, vector);
        return filled(hexOf([...worker.update(bytes), ...worker.final()]));
      },
    });
  const encrypted = ciphered(false, source);
  return m.random.chance(0.4) ? ciphered(true, encrypted) : encrypted;
}
