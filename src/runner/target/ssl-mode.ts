import { existsSync, readFileSync } from 'node:fs';
import { isIP } from 'node:net';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { type ConnectionOptions, checkServerIdentity, type PeerCertificate } from 'node:tls';
import { TargetOpenError } from './target-url.js';

/** A connection string without what it says of TLS, and how the connection is tried, in order. */
interface Encryption {
  readonly url: string;
  readonly attempts: readonly (false | ConnectionOptions)[];
}

type Environment = Readonly<Record<string, string | undefined>>;

/** Parameters that make a connection safer, and that the driver has no means for. */
const notDone = ['sslcrl', 'sslcrldir', 'sslpassword', 'ssl_min_protocol_version', 'ssl_max_protocol_version'];
const parameters = ['sslmode', 'sslrootcert', 'sslcert', 'sslkey', 'ssl', 'uselibpqcompat', 'sslcompression', 'sslsni'];

/**
 * What `sslmode` of the connection string or PGSSLMODE means to libpq: `require` encrypts, and verifies the certificate
 * where there is a root certificate; `verify-ca` and `verify-full` always do. Undefined where nothing is said. (PostgreSQL
 * manual, "SSL Support", "Client Verification of Server Certificates", and "Parameter Key Words")
 * @throws TargetOpenError
 */
export function encryptionOf(
  text: string,
  environment: Environment = process.env,
  home: string = homedir(),
): Encryption | undefined {
  const url = new URL(text);
  const said = (name: string): string | undefined => {
    const value = url.searchParams.get(name) ?? environment[`PG${name.toUpperCase()}`];
    return value === undefined || value === null || value === '' ? undefined : value;
  };
  // JDBC's word for it, which libpq takes in URIs.
  const isOn = ['true', '1'].includes(url.searchParams.get('ssl') ?? '');
  const mode = said('sslmode') ?? (isOn ? 'require' : undefined);
  if (mode === undefined) return undefined;
  const unknown = mode === 'disable' ? undefined : notDone.find((name) => said(name) !== undefined);
  if (unknown !== undefined) throw new TargetOpenError(`${unknown} is not supported`);
  const files = {
    root: said('sslrootcert') ?? join(home, '.postgresql', 'root.crt'),
    isRootSaid: said('sslrootcert') !== undefined,
    cert: said('sslcert') ?? join(home, '.postgresql', 'postgresql.crt'),
    key: said('sslkey') ?? join(home, '.postgresql', 'postgresql.key'),
    isCertSaid: said('sslcert') !== undefined,
  };
  for (const name of parameters) url.searchParams.delete(name);
  return { url: url.href, attempts: attemptsOf(mode, files, url.hostname.replace(/^\[|\]$/g, '')) };
}

interface Files {
  readonly root: string;
  readonly isRootSaid: boolean;
  readonly cert: string;
  readonly key: string;
  readonly isCertSaid: boolean;
}

function attemptsOf(mode: string, files: Files, host: string): Encryption['attempts'] {
  switch (mode) {
    case 'disable':
      return [false];
    case 'allow':
      return [false, encrypted(files, host, verificationIfKnown(files))];
    case 'prefer':
      return [encrypted(files, host, verificationIfKnown(files)), false];
    case 'require':
      return [encrypted(files, host, verificationIfKnown(files))];
    case 'no-verify':
      return [encrypted(files, host, 'none')];
    case 'verify-ca':
      return [encrypted(files, host, verification(files))];
    case 'verify-full':
      verification(files);
      return [encrypted(files, host, 'full')];
    default:
      throw new TargetOpenError(
        `sslmode '${mode}' is none of disable, allow, prefer, require, verify-ca and verify-full`,
      );
  }
}

/** A root certificate that is there is used, whatever the mode. */
function verificationIfKnown({ root }: Files): 'ca' | 'none' {
  if (root === 'system') throw new TargetOpenError(`sslrootcert=system takes sslmode=verify-full`);
  return existsSync(root) ? 'ca' : 'none';
}

/** It has to be there. */
function verification({ root, isRootSaid }: Files): 'ca' {
  if (root === 'system' || existsSync(root)) return 'ca';
  throw new TargetOpenError(
    `the root certificate ${root} does not exist: ${isRootSaid ? 'sslrootcert names it' : 'sslrootcert names another one'}, ` +
      'sslrootcert=system takes those of the system, sslmode=require does without',
  );
}

function encrypted(files: Files, host: string, verified: 'none' | 'ca' | 'full'): ConnectionOptions {
  const { root, cert, key, isCertSaid } = files;
  const hasOwn = isCertSaid || existsSync(cert);
  return {
    ...(hasOwn ? { cert: fileOf(cert), key: fileOf(key) } : {}),
    ...(verified !== 'none' && root !== 'system' ? { ca: fileOf(root) } : {}),
    rejectUnauthorized: verified !== 'none',
    checkServerIdentity: (_, certificate) => (verified === 'full' ? identityError(host, certificate) : undefined),
  };
}

/** Of an address, too, the common name counts where the certificate has no other names. */
function identityError(host: string, certificate: PeerCertificate): Error | undefined {
  if (isIP(host) !== 0 && certificate.subjectaltname === undefined && certificate.subject.CN === host) return undefined;
  return checkServerIdentity(host, certificate);
}

function fileOf(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    if (!(error instanceof Error) || !('code' in error)) throw error;
    throw new TargetOpenError(`cannot read ${path}: ${error.message}`, { cause: error });
  }
}
