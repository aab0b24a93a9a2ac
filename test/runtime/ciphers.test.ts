import { afterAll, beforeAll, expect, it } from 'vitest';
import { familyOf, openRuntime, type RuntimeDatabase } from '../support/runtime-database.js';
import { describeTargets } from '../support/targets.js';

const everyFunction = familyOf('crypto');

/** Of the text below, made with openssl: by des-cbc, des-ede-cbc and des-ede3-cbc. */
const ciphered = {
  oneKey: '\\xb9af7ce074b31e6d05db8eb11bec2ecb',
  twoKeys: '\\x370ec61c93838ac936938a8f5ecbe910',
  threeKeys: '\\xf4e62981446109d212097839ed161752',
};
const text = "'Secret data 1234'::bytea";
const letters = 'ABCDEFGHIJKLMNOPQRSTUVWX';
const key = (length: number): string => `'${letters.slice(0, length)}'::bytea`;
const vector = "decode('0123456789ABCDEF', 'hex')";
/** CBC without padding. */
const typ = (algorithm: number): number => algorithm + 256 + 8192;

describeTargets('ciphers of pgcrypto', (url) => {
  let db: RuntimeDatabase;
  let isInstalled = false;
  beforeAll(async () => {
    db = await openRuntime(url, everyFunction);
    const found = await db.value("SELECT count(*) FROM pg_available_extensions WHERE name = 'pgcrypto'");
    isInstalled = found === '1';
    if (isInstalled) await db.query('CREATE EXTENSION pgcrypto');
  });
  afterAll(() => db.close());

  it.each([
    [`dbms_crypto_encrypt(${text}, ${typ(1)}, ${key(8)}, ${vector})`, ciphered.oneKey],
    [`dbms_crypto_encrypt(${text}, ${typ(1)}, ${key(10)}, ${vector})`, ciphered.oneKey],
    [`dbms_crypto_encrypt(${text}, ${typ(2)}, ${key(16)}, ${vector})`, ciphered.twoKeys],
    [`dbms_crypto_encrypt(${text}, ${typ(3)}, ${key(24)}, ${vector})`, ciphered.threeKeys],
    [`dbms_crypto_decrypt('${ciphered.twoKeys}', ${typ(2)}, ${key(16)}, ${vector})`, text],
    [`dbms_obfuscation_toolkit_des3encrypt(${text}, ${key(16)})`, ciphered.twoKeys],
    [`dbms_obfuscation_toolkit_des3encrypt(${text}, ${key(24)}, 1)`, ciphered.threeKeys],
    [`dbms_obfuscation_toolkit_des3decrypt('${ciphered.threeKeys}', ${key(24)}, 1, ${vector})`, text],
  ])('%s is %s', async (call, expected) => {
    if (!isInstalled) return;
    expect(await db.value(`SELECT ora.${call}::text`)).toBe(
      expected === text ? await db.value(`SELECT (${text})::text`) : expected,
    );
  });

  it.each([
    [
      `dbms_obfuscation_toolkit_des3encrypt('short', ${key(16)})`,
      'ORA-28232: invalid input length for obfuscation toolkit',
    ],
    [`dbms_obfuscation_toolkit_des3encrypt(${text}, ${key(8)})`, 'ORA-28234: key length too short'],
    [`dbms_obfuscation_toolkit_des3encrypt(${text}, ${key(16)}, 1)`, 'ORA-28234: key length too short'],
    [`dbms_obfuscation_toolkit_des3encrypt(NULL, ${key(16)})`, 'ORA-28231: no data passed to obfuscation toolkit'],
  ])('%s fails with %s', async (call, message) => {
    expect((await db.error(`SELECT ora.${call}`)).slice(6)).toBe(message);
  });
});
