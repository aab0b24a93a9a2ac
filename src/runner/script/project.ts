import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { reasonOf } from '../../source/files/file-store.js';
import { splitPostgresStatements } from '../plan/statements/postgres-statements.js';
import { type StatementShape, shapeOf } from '../plan/statements/statement-shape.js';
import { type EditedFile, editedFiles, writtenIn } from './edited-files.js';
import { ProjectError } from './project-error.js';

/** A statement of a converted project with its place. */
export interface ProjectStatement {
  readonly sql: string;
  readonly shape: StatementShape;
  /** Below OUT, as `sql/0042_procedure_pay.sql`. */
  readonly file: string;
  /** 1-based line of its first token in the file. */
  readonly line: number;
}

/** One file below OUT/sql. */
export interface ProjectFile {
  readonly file: string;
  readonly sha256: string;
  /**
   * What the ledger calls the file's content: Oracle's kind and name where the manifest has them, else the
   * file's name without its number.
   */
  readonly name: string;
  readonly statements: readonly ProjectStatement[];
}

/** What `oraphant convert` wrote, read back. */
export interface Project {
  readonly out: string;
  /** `explicit`: its text says COLLATE "C" wherever it matters, and any database will do. */
  readonly collation: 'database' | 'explicit';
  readonly files: readonly ProjectFile[];
  readonly unread: UnreadSource;
  /** Files below OUT/sql that are not as `convert` wrote them. */
  readonly edited: readonly EditedFile[];
}

/** What the conversion was given and has nothing of: that it is not in the project does not mean that it shall go. */
export interface UnreadSource {
  /** Why files were not read; what would have been in them is not known. */
  readonly files: readonly string[];
  /** Objects that were not understood: kind and name, as the files of others are called. */
  readonly objects: readonly string[];
}

/** Reads what `oraphant convert` wrote. Throws a ProjectError. */
export function readProject(out: string): Project {
  const manifest = readManifest(out);
  const names = objectNames(manifest);
  const taken = new Map<string, number>();
  const files = readable(join(out, 'sql'), () => sqlFilesOf(out)).map((file): ProjectFile => {
    const text = readable(join(out, file), () => readFileSync(join(out, file), 'utf8'));
    const plain = names.get(file) ?? file.replace(/^sql\/(\d+_)?/, '').replace(/\.sql$/, '');
    const times = (taken.get(plain) ?? 0) + 1;
    taken.set(plain, times);
    return {
      file,
      sha256: sha256(text),
      name: times === 1 ? plain : `${plain} ~${times}`,
      statements: splitPostgresStatements(text).map(({ text: sql, line }) => ({
        sql,
        shape: shapeOf(sql),
        file,
        line,
      })),
    };
  });
  // Held against a target it would take everything out.
  if (files.length === 0) throw new ProjectError(`${join(out, 'sql')} has no file of SQL: there is nothing to apply`);
  const collation = manifest.collation === 'explicit' ? 'explicit' : 'database';
  const written = writtenIn(manifest);
  const edited = written === undefined ? [] : editedFiles(out, 'sql', written);
  return { out, collation, files, unread: unreadSource(manifest), edited };
}

/**
 * Codes of files that cannot be read or are no text (rules/op9-limits). A script that is not there or on another machine
 * (OP9003, OP9014) is none: a site's own, which most sites do not have, is missing in every release.
 */
const unreadCodes = new Set(['OP9001', 'OP9002', 'OP9004']);

function unreadSource({ objects = [], diagnostics = [] }: ManifestPart): UnreadSource {
  const written = objects.flatMap(({ name, kind, output }) => (output ? [`${kind} ${name}`] : []));
  const known = new Set(written);
  return {
    files: diagnostics.flatMap(({ code, message }) => (code && message && unreadCodes.has(code) ? [message] : [])),
    objects: objects.flatMap(({ name, kind, status, output }) =>
      name && kind && status === 'refused' && !output && !known.has(`${kind} ${name}`) ? [`${kind} ${name}`] : [],
    ),
  };
}

/** In hexadecimal; of a text as UTF-8. */
export const sha256 = (content: string | Buffer): string => createHash('sha256').update(content).digest('hex');

/** @throws ProjectError where the system refuses to read the path */
function readable<T>(path: string, read: () => T): T {
  try {
    return read();
  } catch (error) {
    throw new ProjectError(`cannot read ${path}: ${reasonOf(error)}`);
  }
}

interface ManifestPart {
  readonly collation?: unknown;
  readonly objects?: readonly {
    readonly name?: string;
    readonly kind?: string;
    readonly status?: string;
    readonly output?: string;
  }[];
  readonly diagnostics?: readonly { readonly code?: string; readonly message?: string }[];
}

function readManifest(out: string): ManifestPart {
  const path = join(out, 'oraphant.json');
  if (!existsSync(path)) return {};
  // Without the names in it every unit would be another one to the ledger, and those that stand be dropped.
  const refused = (why: string) => new ProjectError(`${path} is no manifest (${why}): convert again`);
  const text = readable(path, () => readFileSync(path, 'utf8'));
  let manifest: unknown;
  try {
    manifest = JSON.parse(text);
  } catch (error) {
    throw refused(error instanceof Error ? error.message : String(error));
  }
  if (typeof manifest !== 'object' || manifest === null) throw refused('an object is expected');
  return manifest;
}

/** Identity of an object is its Oracle kind and qualified name: numbers in file names only order. */
function objectNames({ objects = [] }: ManifestPart): ReadonlyMap<string, string> {
  const names = new Map<string, string>();
  for (const { name, kind, output } of objects) {
    if (name && kind && output && !names.has(output)) names.set(output, `${kind} ${name}`);
  }
  return names;
}

/** The scripts of a conversion in the order in which they build the target. Throws what the file system throws. */
export const sqlFilesOf = (out: string): readonly string[] =>
  readdirSync(join(out, 'sql'))
    .filter((name) => name.endsWith('.sql'))
    .sort()
    .map((name) => `sql/${name}`);
