import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ConnectionOptions, PeerCertificate } from 'node:tls';
import { expect, it } from 'vitest';
import { encryptionOf } from '../../src/runner/target/ssl-mode.js';
import { temporaryFolder } from '../support/temporary-folder.js';

// PostgreSQL manual, "SSL Support", table "SSL Mode Descriptions".
const base = 'postgres://u@db.example:5432/d';
const home = temporaryFolder();
const root = join(home, 'ca.crt');
writeFileSync(root, 'CA');
const first = (query: string, environment = {}): false | ConnectionOptions | undefined =>
  encryptionOf(`${base}?${query}`, environment, home)?.attempts[0];
const verifies = (options: false | ConnectionOptions | undefined, names: Partial<PeerCertificate>): string => {
  if (options === false || options === undefined) return 'plain';
  if (options.rejectUnauthorized === false) return 'encrypted';
  const certificate = { subject: { CN: 'other' }, ...names } as PeerCertificate;
  return options.checkServerIdentity?.('db.example', certificate) === undefined ? 'chain' : 'chain and name';
};

it.each([
  ['sslmode=disable', 'plain'],
  ['sslmode=allow', 'plain'],
  ['sslmode=prefer', 'encrypted'],
  ['sslmode=require', 'encrypted'],
  ['ssl=true', 'encrypted'],
  [`sslmode=require&sslrootcert=${root}`, 'chain'],
  [`sslmode=verify-ca&sslrootcert=${root}`, 'chain'],
  [`sslmode=verify-full&sslrootcert=${root}`, 'chain and name'],
  ['sslmode=verify-full&sslrootcert=system', 'chain and name'],
])('%s: %s', (query, outcome) => {
  expect(verifies(first(query), {})).toBe(outcome);
});

it.each([
  ['sslmode=verify-ca', 'does not exist'],
  ['sslmode=verify-full', 'does not exist'],
  ['sslmode=require&sslrootcert=system', 'takes sslmode=verify-full'],
  ['sslmode=require&sslcrl=x', 'sslcrl is not supported'],
  ['sslmode=full', "sslmode 'full' is none of"],
])('%s is refused: %s', (query, message) => {
  expect(() => first(query)).toThrow(message);
});

it('takes what the environment says, and leaves other parameters to the driver', () => {
  expect(encryptionOf(base, {}, home)).toBeUndefined();
  expect(verifies(first('', { PGSSLMODE: 'require' }), {})).toBe('encrypted');
  expect(verifies(first('', { PGSSLMODE: 'verify-full', PGSSLROOTCERT: root }), {})).toBe('chain and name');
  expect(encryptionOf(`${base}?sslmode=require&options=-c%20jit%3Doff`, {}, home)?.url).toBe(
    `${base}?options=-c+jit%3Doff`,
  );
});

it('takes the common name for an address where there are no other names', () => {
  const encryption = encryptionOf(`postgres://u@127.0.0.1/d?sslmode=verify-full&sslrootcert=${root}`, {}, home);
  const [options] = encryption?.attempts ?? [];
  expect(verifies(options, { subject: { CN: '127.0.0.1' } as PeerCertificate['subject'] })).toBe('chain');
  expect(verifies(options, {})).toBe('chain and name');
});
