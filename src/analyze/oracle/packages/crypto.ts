import { isText } from '../../model/operators.js';
import { type OracleType, plsInteger } from '../../model/types.js';
import { constants, fn, number, raw, type SuppliedPackage, varchar2 } from './package.js';

/** MD5 of a text gives its bytes as a text. */
const likeInput = ([input]: readonly OracleType[]): OracleType => (input && isText(input) ? varchar2 : raw);

/** Ciphers and digests. (PL/SQL Packages and Types Reference) */
export const cryptoPackages: readonly SuppliedPackage[] = [
  {
    name: 'DBMS_CRYPTO',
    members: {
      DECRYPT: fn(raw, 'src typ key iv'),
      ENCRYPT: fn(raw, 'src typ key iv'),
      HASH: fn(raw, 'src typ'),
      MAC: fn(raw, 'src typ key'),
      RANDOMBYTES: fn(raw, 'number_bytes'),
      RANDOMINTEGER: fn(plsInteger),
      RANDOMNUMBER: fn(number),
      ...constants(plsInteger, {
        AES_CBC_PKCS5: 4356,
        CHAIN_CBC: 256,
        CHAIN_CFB: 512,
        CHAIN_ECB: 768,
        CHAIN_OFB: 1024,
        DES3_CBC_PKCS5: 4355,
        DES_CBC_PKCS5: 4353,
        ENCRYPT_3DES: 3,
        ENCRYPT_3DES_2KEY: 2,
        ENCRYPT_AES: 4,
        ENCRYPT_AES128: 6,
        ENCRYPT_AES192: 7,
        ENCRYPT_AES256: 8,
        ENCRYPT_DES: 1,
        HASH_MD4: 1,
        HASH_MD5: 2,
        HASH_SH1: 3,
        HASH_SH256: 4,
        HASH_SH384: 5,
        HASH_SH512: 6,
        HMAC_MD5: 1,
        HMAC_SH1: 2,
        HMAC_SH256: 3,
        HMAC_SH384: 4,
        HMAC_SH512: 5,
        PAD_NONE: 8192,
        PAD_PKCS5: 4096,
        PAD_ZERO: 12288,
      }),
    },
  },
  {
    name: 'DBMS_OBFUSCATION_TOOLKIT',
    members: {
      DES3DECRYPT: fn(raw, 'input key which iv'),
      DES3ENCRYPT: fn(raw, 'input key which iv'),
      MD5: fn(likeInput, 'input'),
      ...constants(plsInteger, { THREEKEYMODE: 1, TWOKEYMODE: 0 }),
    },
  },
];
