import type { CompiledScript, ScriptCompiler, ScriptDiagnostic, ScriptOptions } from './compiled-script.js';

/** What the commands need from the compiler: the library behind `oraphant`, seen from the command line. */
export interface CompilerApi {
  /** Tool version for manifests and `--version`. */
  readonly version: string;
  convertPaths(paths: readonly string[], options: ConvertOptions): Promise<Conversion>;
  assessPaths(paths: readonly string[], options: AssessOptions): Promise<Assessment>;
  lineagePaths(paths: readonly string[], options: LineageOptions): Promise<LineageReport>;
  readonly compileScript: ScriptCompiler;
  /** Scripts that run where the project of the files and folders `paths` is installed. */
  compileBeside(
    scripts: readonly { readonly fileName: string; readonly text: string }[],
    paths: readonly string[],
    options: ScriptOptions,
  ): Promise<readonly CompiledScript[]>;
  /**
   * Files that run one after the other in one session, with the scripts that they call; `input` are the bytes that `-`
   * stands for.
   */
  compileFiles(
    paths: readonly string[],
    options: ScriptOptions & { readonly input?: Uint8Array },
  ): Promise<CompiledScript>;
  /**
   * The rule's page in Markdown; undefined for a code that does not exist. `rules` are folders with pages of one's own.
   */
  explain(code: string, rules?: readonly string[]): Promise<string | undefined>;
  /** Every rule there is, in order of codes. */
  rules(folders: readonly string[]): Promise<readonly RuleSummary[]>;
  /** Runs the examples of pages. */
  testRules(paths: readonly string[]): Promise<readonly RuleTestResult[]>;
  /** Every built-in function, member of a supplied package and dictionary view, in order of kinds and names. */
  builtins(): Promise<readonly BuiltinSummary[]>;
}

/** What becomes of a built-in thing of Oracle's. */
export interface BuiltinSummary {
  readonly name: string;
  readonly kind: 'function' | 'package member' | 'view';
  /** `native`, `inline`, `runtime`, `flagged` or `refused`. */
  readonly status: string;
  /** What stands for it in the output, where it has a name. */
  readonly by?: string;
  readonly code?: string;
  readonly why?: string;
}

/** A rule's page as `oraphant rules` lists it, from its front matter; `effort` is minutes. */
export interface RuleSummary {
  readonly code: string;
  readonly name: string;
  readonly severity: 'error' | 'warning' | 'info';
  readonly category: string;
  readonly effort: number;
  readonly title: string;
  /** Who reports it: the compiler while it converts, or the selector of the page when code is assessed. */
  readonly by: 'compiler' | 'selector';
  readonly path: string;
}

/** What testing the examples of one rule's page gave. */
export interface RuleTestResult {
  readonly code: string;
  readonly path: string;
  readonly examples: number;
  /** What is wrong, a sentence for each example; empty where all is well. */
  readonly faults: readonly string[];
}

interface ProgressListener {
  /** Called as work proceeds; `total` may grow. */
  onProgress?(done: number, total: number, what: string): void;
}

/** How sources are read. */
interface SourceOptions {
  /** Path of the configuration file; absent: `oraphant.config.json` in the working directory, if there. */
  readonly config?: string | undefined;
  /** Values of DEFINE variables and positional parameters (`&1`); those of the configuration are added. */
  readonly defines?: Readonly<Record<string, string>>;
  /** `SET DEFINE OFF`: an ampersand is an ampersand. */
  readonly defineOff?: boolean;
  /** What files are in that are not Unicode: `windows-1250`, `EE8MSWIN1250`; absent: the configuration's, or guessed. */
  readonly encoding?: string | undefined;
}

/** What `convertPaths` takes beside the paths. */
export interface ConvertOptions extends ProgressListener, SourceOptions {
  /** The day on which waivers are judged, `2026-11-20`; absent: none has ended. */
  readonly today?: string;
  /** Called when the sources have been read, with how many characters they have. */
  onRead?(characters: number): void;
}

/** What `assessPaths` takes beside the paths. */
export interface AssessOptions extends ConvertOptions {
  /** Reports to make beside the summary. */
  readonly formats?: readonly ReportFormat[];
  /** An earlier report.json or report.sarif: what it has is `known`. */
  readonly baseline?: string;
  /** Folders with rules that are added to ours or take the place of them. */
  readonly rules?: readonly string[];
}

/** `assess --format`. */
export type ReportFormat = 'html' | 'json' | 'md' | 'sarif' | 'junit' | 'csv';

/** A file to write below OUT; `path` is relative with forward slashes. */
export interface OutputFile {
  readonly path: string;
  readonly text: string;
}

/** What `convertPaths` gives; nothing has been written yet. */
export interface Conversion {
  /** Everything below OUT, `oraphant.json` and `maps/` (`LineMap` of `contract/line-map.ts`) included. */
  readonly files: readonly OutputFile[];
  readonly manifest: Manifest;
  readonly diagnostics: readonly ScriptDiagnostic[];
}

/** Behaves as Oracle does; may differ, and a diagnostic says how; or is a stub that raises. */
export type ObjectStatus = 'exact' | 'flagged' | 'refused';

/** `OUT/oraphant.json`. */
export interface Manifest {
  readonly tool: { readonly name: 'oraphant'; readonly version: string };
  /** `database`: right on a database that sorts by bytes (LC_COLLATE C); `explicit`: right on any. */
  readonly collation: 'database' | 'explicit';
  /** Every file below `sql/` and `scripts/` with the hash of what was written (`fileHash`): others are changed by hand. */
  readonly files: Readonly<Record<string, string>>;
  readonly objects: readonly ManifestObject[];
  readonly diagnostics: readonly ScriptDiagnostic[];
}

/** One object of the inputs, where it stands there, and what has become of it. */
export interface ManifestObject {
  readonly name: string;
  /** Oracle's kind: `table`, `package body`, `procedure` … */
  readonly kind: string;
  readonly status: ObjectStatus;
  readonly file: string;
  /** 1-based, inclusive. */
  readonly line: number;
  readonly endLine: number;
  /** Below OUT, as `sql/0042_procedure_pay.sql`. */
  readonly output: string;
  readonly sha256: string;
}

/**
 * A diagnostic as reports show it, with the rule's name, its help and effort, the object that it stands in and a key by
 * which later runs know it again.
 */
export interface Finding extends ScriptDiagnostic {
  readonly name: string;
  readonly endLine: number;
  readonly endColumn: number;
  readonly object: string;
  readonly effortMinutes: number;
  readonly fingerprint: string;
  /** What to do. */
  readonly help: string;
  /** It is about what runs well or is allowed, not about what converts: objects keep their status. */
  readonly lint?: true;
  /** Further places of the same cause, for which this finding speaks. */
  readonly also?: readonly FurtherPlace[];
  /** Whether the baseline has it; absent without a baseline. */
  readonly state?: 'new' | 'known';
}

/** A place that another finding speaks for; code, severity and message where they are not that finding's own. */
export interface FurtherPlace {
  readonly line: number;
  readonly column: number;
  readonly fingerprint: string;
  readonly code?: string;
  readonly severity?: Finding['severity'];
  readonly message?: string;
}

/** Why a finding does not count: a comment beside it, or a waiver of the configuration. */
export interface Suppression {
  readonly kind: 'comment' | 'waiver';
  readonly reason: string;
  /** Of a waiver: its last day. */
  readonly expires?: string;
}

/** A finding that does not count, and why. */
export interface SuppressedFinding extends Finding {
  readonly suppression: Suppression;
}

/** What `assessPaths` gives; without `text` and `reports` it is what `report.json` holds. */
export interface Assessment {
  readonly tool: { readonly name: 'oraphant'; readonly version: string };
  readonly summary: Readonly<Record<string, unknown>>;
  readonly objects: readonly {
    readonly name: string;
    readonly kind: string;
    readonly file: string;
    readonly line: number;
    readonly status: ObjectStatus;
    readonly effortMinutes: number;
  }[];
  readonly findings: readonly Finding[];
  /** Inventory, effort, priorities, waves. */
  readonly measures?: Measures;
  /** Findings that somebody decided to live with. The status of objects counts them all the same. */
  readonly suppressed: readonly SuppressedFinding[];
  /** The readable summary for a terminal. */
  readonly text: string;
  /** What `formats` asked for. */
  readonly reports?: readonly OutputFile[];
}

/** What is measured beside the findings; its shape is that of `assess/measures.ts`. */
export type Measures = Readonly<Record<string, unknown>>;

/** What `lineagePaths` takes beside the paths. */
export interface LineageOptions extends SourceOptions {
  /** `OWNER.TABLE.COLUMN`, `TABLE.COLUMN`, or `*` for all. */
  readonly column: string;
  /** OpenLineage: the namespace of datasets and jobs, and the time of the events. */
  readonly namespace: string;
  readonly eventTime: string;
}

/** What `lineagePaths` gives: the text for the terminal and the OpenLineage events. */
export interface LineageReport {
  /** The columns that the name means. */
  readonly columns: readonly string[];
  /** Names that come near where it means none. */
  readonly similar: readonly string[];
  /** Inputs and statements that could not be read or understood: what passes through them is not known. */
  readonly unknown: readonly ScriptDiagnostic[];
  readonly text: string;
  readonly openLineage: readonly object[];
}
