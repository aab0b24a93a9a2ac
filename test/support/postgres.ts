import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { chmodSync, existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A private PostgreSQL server that lives as long as the test run. */
export interface TestServer {
  readonly url: string;
  readonly version: string;
  stop(): Promise<void>;
  /** Ends every server process at once, as a power cut does, and starts again after `work`. */
  crash(work?: (data: string) => Promise<void>): Promise<void>;
}

/** Where Debian, Red Hat, Homebrew and hand-made installations keep the server programs of version 15 or newer. */
function serverPrograms(): string | undefined {
  const versioned = (root: string, tail: string) =>
    existsSync(root)
      ? readdirSync(root)
          .filter((name) => /^(pgsql-)?\d+$/.test(name) && Number(name.replace('pgsql-', '')) >= 15)
          .sort((a, b) => Number(a.replace('pgsql-', '')) - Number(b.replace('pgsql-', '')))
          .map((name) => join(root, name, tail))
      : [];
  const candidates = [
    process.env.ORAPHANT_PG_BIN,
    ...versioned('/usr/lib/postgresql', 'bin'),
    ...versioned('/usr', 'bin').filter((path) => path.includes('pgsql-')),
    '/opt/homebrew/opt/postgresql@15/bin',
    '/usr/local/opt/postgresql@15/bin',
    '/usr/local/pgsql/bin',
  ];
  return candidates.find((path) => path !== undefined && existsSync(join(path, 'initdb')));
}

/**
 * Starts a server on a free port with its data below the temporary directory. Root cannot run PostgreSQL, so root
 * becomes `postgres`.
 * @returns the server, or why there is none
 */
export async function startTestServer(): Promise<TestServer | { readonly missing: string }> {
  if (process.env.ORAPHANT_NO_SERVER === '1') return { missing: 'ORAPHANT_NO_SERVER=1' };
  const bin = serverPrograms();
  if (bin === undefined)
    return { missing: 'no PostgreSQL 15 server programs found (set ORAPHANT_PG_BIN to their folder)' };
  const directory = mkdtempSync(join(tmpdir(), 'oraphant-pg-'));
  const asRoot = process.getuid?.() === 0;
  const user = (program: string, args: readonly string[]): readonly [string, readonly string[]] =>
    asRoot ? ['runuser', ['-u', 'postgres', '--', join(bin, program), ...args]] : [join(bin, program), args];
  const run = (program: string, args: readonly string[]) => {
    const [command, commandArgs] = user(program, args);
    execFileSync(command, commandArgs, { stdio: 'pipe', cwd: tmpdir() });
  };
  try {
    if (asRoot) execFileSync('chown', ['postgres', directory]);
    else chmodSync(directory, 0o700);
    const data = join(directory, 'data');
    run('initdb', ['-D', data, '-U', 'postgres', '-A', 'trust', '--locale=C.UTF-8', '-E', 'UTF8', '--no-sync']);
    const port = await freePort();
    const settings = ['fsync=off', 'synchronous_commit=off', 'full_page_writes=off', 'max_connections=60'];
    const [command, args] = user('postgres', [
      ...[
        '-D',
        data,
        '-p',
        String(port),
        '-c',
        'listen_addresses=127.0.0.1',
        '-c',
        `unix_socket_directories=${directory}`,
      ],
      ...settings.flatMap((setting) => ['-c', setting]),
    ]);
    const start = async (): Promise<ChildProcess> => {
      const started = spawn(command, args, { stdio: 'ignore', cwd: tmpdir() });
      await ready(started, () => run('pg_isready', ['-h', '127.0.0.1', '-p', String(port), '-q']));
      return started;
    };
    let server = await start();
    const end = async () => {
      // The fast shutdown of the postmaster; the wrapper that changed the user ends with it.
      if (server.exitCode === null) run('pg_ctl', ['-D', data, '-m', 'immediate', '-w', 'stop']);
      await ended(server);
    };
    const stop = async () => {
      await end();
      rmSync(directory, { recursive: true, force: true });
    };
    const crash = async (work = async (_data: string) => {}) => {
      await end();
      await work(data);
      server = await start();
    };
    const version = execFileSync(join(bin, 'postgres'), ['--version'], { encoding: 'utf8' }).trim();
    return { url: `postgres://postgres@127.0.0.1:${port}/postgres`, version, stop, crash };
  } catch (error) {
    rmSync(directory, { recursive: true, force: true });
    return {
      missing: `the PostgreSQL server in ${bin} does not start: ${error instanceof Error ? error.message : error}`,
    };
  }
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => {
        if (address !== null && typeof address === 'object') resolve(address.port);
        else reject(new Error('no free port'));
      });
    });
  });
}

async function ready(server: ChildProcess, probe: () => void): Promise<void> {
  for (let attempt = 0; attempt < 300; attempt += 1) {
    if (server.exitCode !== null) throw new Error(`it ended with code ${server.exitCode}`);
    try {
      probe();
      return;
    } catch {
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  }
  throw new Error('it did not answer within 30 seconds');
}

function ended(server: ChildProcess): Promise<void> {
  if (server.exitCode !== null || server.signalCode !== null) return Promise.resolve();
  return new Promise((resolve) => server.once('exit', () => resolve()));
}
