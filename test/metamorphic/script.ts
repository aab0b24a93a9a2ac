import type { Analysis } from '../../src/analyze/analysis.js';
import { analyze } from '../../src/analyze/analyze.js';
import type { AnonymousBlock, Block, OracleNode, ScriptUnit } from '../../src/ir/oracle/index.js';
import type { Span } from '../../src/ir/span.js';
import { walk } from '../../src/ir/walk.js';
import { parseText } from '../../src/parse/build/index.js';
import { lex, TokenKind } from '../../src/source/tokens/lexer.js';

/** The two scripts of a behaviour case, and what its blocks print in Oracle. */
export interface Program {
  readonly setup: string;
  readonly run: string;
  readonly expected: readonly string[];
  /** What a rewriting chose, for the name of the variant. */
  readonly note?: string;
}

/** A stretch of a script's text and what takes its place. */
export interface Edit {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** A block of the run section that is executed at once. */
export interface RunBlock {
  readonly unit: AnonymousBlock;
  readonly block: Block;
  /** Its place among the blocks, from 1: for names that are made for it. */
  readonly number: number;
  readonly start: number;
  /** After its last semicolon. */
  readonly end: number;
  /** Its text from the first label or DECLARE on. */
  readonly text: string;
  /** Between DECLARE and BEGIN. */
  readonly declarations: string;
  /** From BEGIN to the last semicolon, a name after END left out. */
  readonly body: string;
  /** Where BEGIN stands. */
  readonly begin: number;
}

/** A program with its trees: setup and run as one text, `boundary` where the run section begins. */
export class Script {
  readonly text: string;
  readonly boundary: number;
  readonly units: readonly ScriptUnit[];
  private known: Analysis | undefined;

  private constructor(readonly program: Program) {
    this.text = program.setup + program.run;
    this.boundary = program.setup.length;
    const read = parseText(this.text, 'case.sql', { defineOff: true });
    this.units = read.diagnostics.length > 0 ? [] : read.units.map(({ unit }) => unit);
  }

  /** Undefined where the parser finds fault with it: such cases are left alone. */
  static of(program: Program): Script | undefined {
    const script = new Script(program);
    return script.units.length === 0 ? undefined : script;
  }

  get analysis(): Analysis {
    this.known ??= analyze(this.units.map((unit) => ({ unit, owner: '' })));
    return this.known;
  }

  slice({ start, end }: Pick<Span, 'start' | 'end'>): string {
    return this.text.slice(start, end);
  }

  /** The blocks of the run section in order. */
  get blocks(): readonly RunBlock[] {
    const blocks = this.units.filter(
      (unit): unit is AnonymousBlock => unit.kind === 'AnonymousBlock' && unit.span.start >= this.boundary,
    );
    return blocks.flatMap((unit, i) => this.runBlock(unit, i + 1) ?? []);
  }

  private runBlock(unit: AnonymousBlock, number: number): RunBlock | undefined {
    const { block } = unit;
    const { start } = unit.span;
    const semicolon = /^\s*;/.exec(this.text.slice(unit.span.end))?.[0] ?? '';
    const text = (this.slice(unit.span) + semicolon).trimEnd();
    if (!text.endsWith(';') || !/^(<<|declare\b|begin\b)/i.test(text)) return undefined;
    const lexed = lex(text);
    const last = block.declarations.at(-1)?.span.end ?? start;
    const words = Array.from(lexed.kinds.keys()).filter((i) => lexed.kinds[i] === TokenKind.Identifier);
    const isWord = (i: number, word: string) => text.slice(lexed.starts[i], lexed.ends[i]).toUpperCase() === word;
    const begin = words.find((i) => lexed.starts[i]! + start >= last && isWord(i, 'BEGIN'));
    const end = words.findLast((i) => isWord(i, 'END'));
    const declare = words.find((i) => isWord(i, 'DECLARE'));
    if (begin === undefined || end === undefined) return undefined;
    const from = block.declarations.length > 0 && declare !== undefined ? lexed.ends[declare]! : lexed.starts[begin]!;
    return {
      unit,
      block,
      number,
      start,
      end: start + text.length,
      text,
      declarations: text.slice(from, lexed.starts[begin]),
      body: `${text.slice(lexed.starts[begin], lexed.ends[end])};`,
      begin: start + lexed.starts[begin]!,
    };
  }

  /**
   * The program after the edits that `visit` pushes for the nodes of all units, or the `chosen` ones of them; undefined
   * where there are none. Return false to leave out what is below a node.
   */
  editedNodes(
    visit: (node: OracleNode, edits: Edit[], unit: ScriptUnit) => boolean | void,
    chosen: (edits: readonly Edit[]) => readonly Edit[] = (edits) => edits,
  ): Program | undefined {
    const edits: Edit[] = [];
    for (const unit of this.units) walk(unit, (node) => visit(node, edits, unit));
    return edits.length === 0 ? undefined : this.edited(chosen(edits));
  }

  /** The program after edits, which must not overlap; what is put in at the boundary belongs to the setup. */
  edited(edits: readonly Edit[]): Program {
    const ordered = [...edits].sort((a, b) => a.start - b.start || a.end - b.end);
    let setup = '';
    let run = '';
    let at = 0;
    const take = (to: number) => {
      if (at < this.boundary) setup += this.text.slice(at, Math.min(to, this.boundary));
      if (to > this.boundary) run += this.text.slice(Math.max(at, this.boundary), to);
      at = to;
    };
    for (const { start, end, text } of ordered) {
      if (start < at) throw new Error('edits overlap');
      take(start);
      if (start < this.boundary || (start === this.boundary && end === start)) setup += text;
      else run += text;
      at = end;
    }
    take(this.text.length);
    return { ...this.program, setup, run };
  }

  /** Something to be added at the end of the setup. */
  afterSetup(text: string): Edit {
    return { start: this.boundary, end: this.boundary, text: `${text}\n` };
  }
}

/** Those of the edits that lie in no other one: the outermost. */
export function outermost(edits: readonly Edit[]): readonly Edit[] {
  const ordered = [...edits].sort((a, b) => a.start - b.start || b.end - a.end);
  const kept: Edit[] = [];
  for (const edit of ordered) if (edit.start >= (kept.at(-1)?.end ?? 0)) kept.push(edit);
  return kept;
}

/** The nodes of PL/SQL at or below a node; SQL statements and what is in them are left out. */
export function plsqlNodes(root: OracleNode, visit: (node: OracleNode) => boolean | void): void {
  walk(root, (node) => (sqlKinds.has(node.kind) ? false : visit(node)));
}

const sqlKinds: ReadonlySet<string> = new Set([
  'Query',
  'SelectInto',
  'Insert',
  'Update',
  'Delete',
  'Merge',
  'MultiTableInsert',
]);
