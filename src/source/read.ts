import { dirname, isAbsolute, join, relative, resolve } from 'node:path';
import type { Diagnostic } from '../diagnostics/diagnostic.js';
import * as report from '../diagnostics/op9-source.js';
import { noSpan, type Span } from '../ir/span.js';
import { decode } from './files/encoding.js';
import { seriesOf } from './files/file-series.js';
import { diskStore, type FileStore, findFile, reasonOf } from './files/file-store.js';
import { isFolder, scriptsIn } from './files/scripts-in.js';
import { type SourceFile, sourceFile } from './files/source-file.js';
import { type IncludeRequest, splitFile } from './splitting/splitter.js';
import { splitArguments } from './sqlplus/commands.js';
import { candidateNames, isRemote, parseScriptCall } from './sqlplus/include-path.js';
import { newSession, type Session } from './sqlplus/session.js';
import { withoutComments } from './tokens/without-comments.js';
import type { Unit } from './unit.js';

/** How files are read and scripts are run together. */
export interface ReadOptions {
  /** Values of substitution variables, by name; `1`, `2`, … are arguments of the scripts. */
  readonly defines?: Readonly<Record<string, string>>;
  /** Where to look for scripts named by `@`, after the place of the caller. */
  readonly includeFolders?: readonly string[];
  /**
   * Run the given files in the order given, in one session, and called scripts as often as they are called, as SQL*Plus
   * does. Without it, installers go first, files that they call are not read for themselves, and a second installer
   * does not repeat the first.
   */
  readonly repeatIncludes?: boolean;
  /** Substitution is off from the start: SET DEFINE OFF. */
  readonly defineOff?: boolean;
  /** What files are in that are not Unicode, as `encodingOf` gives it; absent: guessed, and said. */
  readonly encoding?: string | undefined;
  readonly store?: FileStore;
}

/** What has been read: files, and the units of their scripts. */
export interface Sources {
  readonly files: readonly SourceFile[];
  /** In the order of execution. */
  readonly units: readonly Unit[];
  /** Indexes of `units` at which a session of its own begins: a file that no other calls. */
  readonly sessions: readonly number[];
  /** Indexes of `units` at which a file begins that no other calls. */
  readonly scripts: readonly number[];
  readonly diagnostics: readonly Diagnostic[];
  /** Paths that were given or found but could not be read; each has its diagnostic. */
  readonly unreadable: readonly string[];
}

/**
 * Reads files and folders and cuts them into units. Folders are walked in a stable order; a file that another of the
 * given files calls is read at the place of the call only.
 */
export function readSources(paths: readonly string[], options: ReadOptions = {}): Sources {
  return new SourceReader(options).read(paths);
}

/** As SQL*Plus has it. */
const deepestInclude = 20;
const mostIncludes = 10_000;
/** Characters of scripts that are run again: a loop written out, of a script that is no small one. */
const mostRepeated = 20_000_000;

/** A script and those that it calls, as they run in one session. */
interface ScriptRun {
  readonly session: Session;
  readonly units: Unit[];
  /** Of the first script. */
  readonly rootFolder: string;
  /** How many calls lead to it. */
  readonly depth: number;
  /** The calls, by path and arguments, of the scripts that ran before. */
  readonly seenBefore: ReadonlySet<string>;
}

class SourceReader {
  readonly #store: FileStore;
  readonly #files: SourceFile[] = [];
  readonly #byPath = new Map<string, SourceFile | undefined>();
  readonly #units: Unit[] = [];
  readonly #sessions: number[] = [];
  readonly #scripts: number[] = [];
  readonly #diagnostics: Diagnostic[] = [];
  readonly #unreadable: string[] = [];
  readonly #givenFolders: string[] = [];
  readonly #run = new Set<string>();
  readonly #reported = new Set<string>();
  #includes = 0;
  #repeated = 0;

  constructor(private readonly options: ReadOptions) {
    this.#store = options.store ?? diskStore;
  }

  read(paths: readonly string[]): Sources {
    const given = [...new Set(paths.flatMap((path) => this.#filesOf(path)))];
    if (this.options.repeatIncludes) {
      const session = this.#newSession();
      for (const path of given) this.#runRoot(path, session);
    } else this.#runEachOnce(given);
    return {
      files: this.#files,
      units: this.#units,
      sessions: this.#sessions,
      scripts: this.#scripts,
      diagnostics: this.#diagnostics,
      unreadable: this.#unreadable,
    };
  }

  #runEachOnce(given: readonly string[]): void {
    const { callers, called } = this.#findCalls(given);
    const roots = given.filter((path) => !called.has(path));
    // Installers go first: they may call files by names that only running them tells.
    const series = seriesOf(roots);
    const run = (path: string): void => {
      const all = series.get(path);
      if (!all) this.#runRoot(path);
      else if (!this.#run.has(path)) this.#runSeries(all);
    };
    for (const path of roots) if (callers.has(path)) run(path);
    for (const path of roots) if (!this.#run.has(path)) run(path);
    // Scripts that call each other in a circle have no root.
    for (const path of given) if (!this.#run.has(path)) this.#runRoot(path);
  }

  /** The files of a path that was given; a folder without any is the wrong one. */
  #filesOf(path: string): string[] {
    if (isFolder(this.#store, path)) this.#givenFolders.push(path);
    const before = this.#diagnostics.length;
    const files = scriptsIn(this.#store, path, (at, reason) => this.#fail(at, reason));
    if (files.length === 0 && this.#diagnostics.length === before)
      this.#fail(path, 'no file in it is an Oracle script by its name, such as *.sql, *.pks, *.pkb or *.prc');
    return files;
  }

  /** Which files call others, and which others call. Only lines that look like calls are looked at, nothing is run. */
  #findCalls(given: readonly string[]): { readonly callers: Set<string>; readonly called: Set<string> } {
    const callers = new Set<string>();
    const called = new Set<string>();
    for (const path of given) {
      const file = this.#load(path);
      if (!file) continue;
      const call = /^[ \t]*(?:@(@?)|start?[ \t]+)([^\r\n]*)/gim;
      for (let match = call.exec(file.text); match; match = call.exec(file.text)) {
        const target = this.#resolve(match[2]!, match[1] === '@', path, dirname(path));
        if (target !== undefined && target !== path) called.add(target);
        if (target !== undefined || /[&^]/.test(match[2]!)) callers.add(path);
      }
    }
    return { callers, called };
  }

  #newSession(): Session {
    const session = newSession(this.options.defines);
    if (this.options.defineOff) session.define = '';
    return session;
  }

  /**
   * Scripts that run one after the other are one session, as if a script called them; but each is written for SQL*Plus as
   * it starts, whatever the one before it has SET.
   */
  #runSeries(paths: readonly string[]): void {
    const { variables, declared } = this.#newSession();
    this.#sessions.push(this.#units.length);
    for (const path of paths) this.#runRoot(path, { ...this.#newSession(), variables, declared });
  }

  #runRoot(path: string, shared?: Session): void {
    this.#run.add(path);
    const file = this.#load(path);
    if (!file) return;
    const seenBefore = new Set(this.#seen);
    this.#scripts.push(this.#units.length);
    if (!shared || this.#sessions.length === 0) this.#sessions.push(this.#units.length);
    const session = shared ?? this.#newSession();
    this.#split(file, { session, units: this.#units, rootFolder: dirname(path), depth: 0, seenBefore });
  }

  /** Calls by path and arguments, of all roots so far. */
  readonly #seen = new Set<string>();

  #split(file: SourceFile, run: ScriptRun): void {
    splitFile(file, {
      session: run.session,
      units: run.units,
      diagnostics: this.#diagnostics,
      include: (request) => this.#include(request, file, run),
    });
  }

  #include(request: IncludeRequest, from: SourceFile, run: ScriptRun): void {
    const { session, rootFolder, depth, seenBefore } = run;
    const call = parseScriptCall(splitArguments(request.argument));
    if (!call) return;
    if (isRemote(call.path)) {
      this.#diagnostics.push(report.remoteInclude(request.span, call.path));
      return;
    }
    const passOver = (): void => this.#reportOnce(report.includeTooDeep(request.span, call.path));
    if (depth >= deepestInclude || this.#includes >= mostIncludes) {
      passOver();
      return;
    }
    const path = this.#resolve(request.argument, request.command === '@@', from.path, rootFolder);
    const file = path === undefined ? undefined : this.#load(path, request.span);
    if (!file || path === undefined) {
      if (path === undefined) this.#reportOnce(report.includeNotFound(request.span, call.path));
      return;
    }
    this.#includes += 1;
    if (this.#run.has(path)) {
      // Short ones, which set variables for their callers, fit in when long ones do no more.
      if (this.#repeated + file.text.length > mostRepeated) {
        passOver();
        return;
      }
      this.#repeated += file.text.length;
    }
    call.arguments.forEach((value, i) => {
      session.variables.set(String(i + 1), value);
    });
    this.#run.add(path);
    const key = [path, ...call.arguments].join('\0');
    this.#seen.add(key);
    // A helper script of several installers is run for its settings each time; its objects exist already.
    const isRepeated = !this.options.repeatIncludes && seenBefore.has(key);
    this.#split(file, { ...run, units: isRepeated ? [] : run.units, depth: depth + 1 });
  }

  /**
   * The file that a call names. `@@` looks beside the caller, `@` beside the first script and where we are. A part of a
   * project may be given without the script that calls it from a folder above, which its own calls are written for.
   */
  #resolve(argument: string, isBeside: boolean, from: string, rootFolder: string): string | undefined {
    const call = parseScriptCall(splitArguments(argument.replace(/;\s*$/, '')));
    if (!call || isRemote(call.path) || call.path.includes('\0')) return undefined;
    const folders = isBeside
      ? [dirname(from), rootFolder]
      : [rootFolder, '.', dirname(from), ...(this.options.includeFolders ?? []), ...parents(dirname(from), rootFolder)];
    const around = this.#givenFolders.flatMap((given) => parents(dirname(from), given));
    for (const folder of isAbsolute(call.path) ? ['/'] : [...folders, ...around]) {
      for (const name of candidateNames(call.path)) {
        const found = this.#find(isAbsolute(name) ? name : join(folder, name));
        if (found !== undefined) return found;
      }
    }
    return undefined;
  }

  /** What was looked for before, found or not: scripts call the same ones again and again. */
  readonly #found = new Map<string, string | undefined>();

  #find(path: string): string | undefined {
    if (!this.#found.has(path)) this.#found.set(path, findFile(this.#store, path));
    return this.#found.get(path);
  }

  /** Reads and decodes a file once. Reports a failure once. */
  #load(path: string, span: Span = noSpan): SourceFile | undefined {
    const known = resolve(path);
    if (this.#byPath.has(known)) return this.#byPath.get(known);
    const file = this.#readFile(path, span);
    this.#byPath.set(known, file);
    return file;
  }

  #readFile(path: string, span: Span): SourceFile | undefined {
    let bytes: Uint8Array;
    try {
      bytes = this.#store.read(path);
    } catch (error) {
      this.#fail(path, reasonOf(error), span);
      return undefined;
    }
    const decoded = decode(bytes, this.options.encoding);
    if (!decoded) {
      this.#diagnostics.push(report.binaryFile(this.#placeOf(path, span), path));
      this.#unreadable.push(path);
      return undefined;
    }
    // SQL*Plus reads a script as text: a line of Windows ends in a literal as any other does, with a line feed.
    const file = sourceFile(this.#files.length, path, decoded.text.replaceAll('\r\n', '\n'));
    this.#files.push(file);
    if (decoded.damaged) {
      const at = Math.max(0, file.text.indexOf('\ufffd'));
      this.#diagnostics.push(report.invalidBytes({ file: file.index, start: at, end: at + 1 }, decoded.encoding));
    } else if (decoded.encoding === 'windows-1252' && this.options.encoding === undefined)
      this.#reportGuess(file, 'Windows-1252');
    return file;
  }

  /** The letters of comments may be wrong; those of code are stored and compared. */
  #reportGuess({ index, text }: SourceFile, encoding: string): void {
    const beyondAscii = /[\u0080-\uffff]/;
    const code = withoutComments(text).replace(/^[ \t]*(?:rem(?:ark)?|prompt)\b.*$/gim, (line) =>
      ' '.repeat(line.length),
    );
    const inCode = code.search(beyondAscii);
    const at = inCode < 0 ? text.search(beyondAscii) : inCode;
    const span = { file: index, start: at, end: at + 1 };
    this.#diagnostics.push((inCode < 0 ? report.encodingGuessed : report.encodingOfCodeGuessed)(span, encoding));
  }

  /** One report a place, however often the script there is run. */
  #reportOnce(diagnostic: Diagnostic): void {
    const key = `${diagnostic.code}:${diagnostic.span.file}:${diagnostic.span.start}`;
    if (!this.#reported.has(key)) this.#diagnostics.push(diagnostic);
    this.#reported.add(key);
  }

  #fail(path: string, reason: string, span: Span = noSpan): void {
    this.#diagnostics.push(report.unreadableFile(this.#placeOf(path, span), path, reason));
    this.#unreadable.push(path);
  }

  /** Where a failure is told: where the script is called, else at the beginning of what cannot be read itself. */
  #placeOf(path: string, span: Span): Span {
    if (span !== noSpan) return span;
    const empty = sourceFile(this.#files.length, path, '');
    this.#files.push(empty);
    return { file: empty.index, start: 0, end: 0 };
  }
}

/** The folders above one, up to another that holds it. */
function parents(folder: string, top: string): string[] {
  const inside = relative(top, folder);
  if (inside === '' || inside.startsWith('..')) return [];
  const steps = inside.split('/').length;
  return Array.from({ length: steps }, (_, i) => join(folder, ...Array.from({ length: i + 1 }, () => '..')));
}
