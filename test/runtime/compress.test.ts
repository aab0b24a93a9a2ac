import { deflateRawSync, gunzipSync, gzipSync } from 'node:zlib';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { familyOf, openRuntime, type RuntimeDatabase } from '../support/runtime-database.js';
import { describeTargets } from '../support/targets.js';

const everyFunction = familyOf('compress');

const hex = (bytes: Buffer): string => `'\\x${bytes.toString('hex')}'::bytea`;
const bytes = (value: string | null): Buffer => Buffer.from((value ?? '').slice(2), 'hex');

/** Text with repetitions near and far, and noise that does not compress. */
function sample(size: number): Buffer {
  let seed = 7;
  const noise = Buffer.from(
    Array.from({ length: size }, () => {
      seed = (seed * 1103515245 + 12345) % 2147483648;
      return seed >> 16;
    }),
  );
  const words = Buffer.from('Der Saldo des Kontos ist null. '.repeat(Math.ceil(size / 60))).subarray(0, size >> 1);
  return Buffer.concat([words, noise.subarray(0, size - words.length)]);
}

function changed(packed: Buffer): Buffer {
  packed.writeUInt8(packed.readUInt8(400) ^ 5, 400);
  return packed;
}

describeTargets('UTL_COMPRESS', (url) => {
  let db: RuntimeDatabase;
  beforeAll(async () => {
    db = await openRuntime(url, everyFunction);
  });
  afterAll(() => db.close());

  it.each([0, 1, 100, 65535, 65536, 70000])('%i bytes are gzip, and come back', async (size) => {
    const data = sample(size);
    const packed = bytes(await db.value(`SELECT ora.utl_compress_lz_compress(${hex(data)})`));
    expect(gunzipSync(packed)).toEqual(data);
    expect(bytes(await db.value(`SELECT ora.utl_compress_lz_uncompress(${hex(packed)})`))).toEqual(data);
  });

  it.each([
    ['of level 9', gzipSync(sample(20000), { level: 9 })],
    ['with fixed codes', gzipSync(sample(3000), { strategy: 4 })],
    ['of runs', gzipSync(Buffer.alloc(50000, 'ab'))],
    ['of nothing', gzipSync(Buffer.alloc(0))],
  ])('what gzip made %s is read', async (_, packed) => {
    expect(bytes(await db.value(`SELECT ora.utl_compress_lz_uncompress(${hex(packed)})`))).toEqual(gunzipSync(packed));
  });

  it('reads a header with a name and a comment', async () => {
    const packed = gzipSync('text');
    const named = Buffer.concat([
      Buffer.from('1f8b0818000000000003', 'hex'),
      Buffer.from('a.txt\0note\0'),
      packed.subarray(10),
    ]);
    expect(bytes(await db.value(`SELECT ora.utl_compress_lz_uncompress(${hex(named)})`)).toString()).toBe('text');
  });

  it.each([
    ['other data', Buffer.from('x'.repeat(30))],
    ['data cut short', gzipSync(sample(2000)).subarray(0, 900)],
    ['data that was changed', changed(gzipSync(sample(2000)))],
    ['raw deflate', deflateRawSync(sample(300))],
  ])('%s is ORA-29294', async (_, packed) => {
    expect(await db.error(`SELECT ora.utl_compress_lz_uncompress(${hex(packed)})`)).toContain('ORA-29294');
  });

  it('NULL is ORA-29261', async () => {
    expect(await db.error('SELECT ora.utl_compress_lz_compress(NULL)')).toContain('ORA-29261');
  });
});
