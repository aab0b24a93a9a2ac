import type { Compilation, CompiledUnit } from '../../compile.js';
import type { ScriptStep, UnitKind } from '../../contract/compiled-script.js';
import type { Diagnostic } from '../../diagnostics/diagnostic.js';
import type { PgStatement } from '../../ir/postgres/index.js';
import { quoteLiteral, quoteName, spanOfLine } from '../../print/index.js';
import { withoutLeadingComments } from '../../source/tokens/leading-comments.js';
import { inPlace } from '../definitions/replaced-statements.js';
import { runtimeNames, viewsOfRunTimeTexts } from '../runtime-names.js';
import type { PrintedStatement } from '../statements.js';
import type { ScriptControl } from './script-control.js';

/** What SQL*Plus does around units, where a script has such commands. */
export type UnitControl = Pick<ScriptControl, 'onError' | 'before' | 'end' | 'autocommitted'>;

/** A unit with what is to be sent for it. */
interface UnitToSend {
  readonly unit: CompiledUnit;
  readonly printed: readonly PrintedStatement<CompiledUnit>[];
  /** What goes before its own statements, so that it can take the place of an earlier definition. */
  readonly preparations: readonly string[];
  /** An earlier run may have left what it replaces. */
  readonly isFirst: boolean;
  /** The code with which it was refused. */
  readonly refused: string | undefined;
  /** The diagnostic that refused the whole of it. */
  readonly refusal: Diagnostic | undefined;
}

/** The steps of a script, put together unit by unit. */
export class ScriptSteps {
  readonly steps: ScriptStep[] = [];
  /** The runtime functions that the steps call. */
  readonly runtime = new Set<string>();
  /** Of the steps that stand or fall together. */
  private number = 0;
  /** What drops the types that blocks of the running transaction have made. */
  private drops: readonly string[] = [];
  /** May the script have uncommitted work here? */
  private hasWork = false;
  /** Where the running transaction begins, which was set to READ ONLY: nothing can be created in it. */
  private readOnly: { at: number; readonly number: number } | undefined;

  constructor(
    private readonly compilation: Compilation,
    private readonly control: UnitControl | undefined,
  ) {}

  add(sent: UnitToSend): void {
    this.addUnit(sent);
    const { unit } = sent;
    if (this.hasWork && this.control?.autocommitted.has(unit.source) && commitsBySetting(unit)) {
      this.number += 1;
      this.step(unit, 'commit', 'commit');
      this.hasWork = false;
    }
  }

  private addUnit(sent: UnitToSend): void {
    const { unit, printed, refused } = sent;
    this.number += 1;
    const ended = this.control?.before.get(unit.source);
    if (ended) {
      this.step(unit, ended, ended);
      this.number += 1;
    }
    const kind = this.kindHere(unit, printed);
    if (kind === undefined) return;
    if (!this.hasWork) this.readOnly = undefined;
    if (isReadOnlyMode(unit)) this.readOnly = { at: this.steps.length, number: this.number++ };
    const transaction = transactionStep(unit, kind);
    if (transaction !== undefined) {
      this.step(unit, transaction, kind);
      return;
    }
    if (printed.length === 0 && unit.lowered.refused) {
      this.step(unit, raising(sent.refusal), 'ddl', { refused });
      return;
    }
    if (kind === 'ddl' && printed.some((p) => /^(drop|alter) /.test(withoutLeadingComments(p.text))))
      this.dropTypesOfBlocks(unit);
    for (const sql of sent.preparations) {
      runtimeNames(sql, this.runtime);
      this.step(unit, sql, kind);
    }
    for (const one of printed) this.addStatement(sent, one, kind);
    if (kind === 'committing') this.readOnly = undefined;
  }

  /** With the statement, behind the transaction that it ends: the blocks of that one still need them. */
  private dropTypesOfBlocks(unit: CompiledUnit): void {
    for (const sql of this.drops) {
      this.step(unit, sql, 'ddl');
      this.number += 1;
    }
    this.drops = [];
  }

  /**
   * ALTER SESSION, which the transaction goes on behind, is like DDL where there is no transaction. DDL that comes to
   * nothing commits. (SQL Language Reference, "Types of SQL Statements")
   */
  private kindHere(unit: CompiledUnit, printed: UnitToSend['printed']): UnitKind | undefined {
    const kind = unitKind(unit);
    if (kind === undefined) return undefined;
    const isIdle = !this.hasWork;
    const isSession = unit.unit.kind === 'AlterSession';
    if (isSession && !isIdle && unit.lowered.refused === undefined) return printed.length > 0 ? 'session' : undefined;
    if (unit.lowered.role === 'query') return kind;
    this.hasWork = kind !== 'ddl' && kind !== 'commit' && kind !== 'rollback' && !(isIdle && kind === 'session');
    const comesToNothing = kind === 'ddl' && printed.length === 0 && unit.lowered.refused === undefined;
    return comesToNothing && !isIdle ? 'commit' : kind;
  }

  private addStatement(
    { unit, isFirst, refused }: UnitToSend,
    { statement, text, map }: PrintedStatement<CompiledUnit>,
    kind: UnitKind,
  ): void {
    runtimeNames(text, this.runtime);
    // What a block needs beside itself is made before it and belongs to no transaction of the script.
    const isBeside = (kind === 'block' || kind === 'committing') && statement.kind !== 'PgDo';
    if (isBeside) {
      const drops = dropBefore(statement);
      for (const sql of drops) this.stepBeside(unit, sql);
      this.drops = [...this.drops, ...drops];
    }
    const sql = isFirst ? inPlace(statement, text) : text;
    runtimeNames(sql, this.runtime);
    const { files } = this.compilation;
    const more: StepDetails = {
      refused,
      oracleLine: (line) => {
        const span = spanOfLine(map, { line });
        return span && files[span.file]?.lineColumn(span.start).line;
      },
    };
    if (isBeside) this.stepBeside(unit, sql, more);
    else this.step(unit, sql, kind, more);
    if (isBeside) this.number += 1;
  }

  /** In front of a transaction that may not create anything. */
  private stepBeside(unit: CompiledUnit, sql: string, more?: StepDetails): void {
    const { readOnly } = this;
    const step = this.made(unit, sql, 'session', more);
    if (readOnly) this.steps.splice(readOnly.at++, 0, { ...step, unit: readOnly.number });
    else this.steps.push(step);
  }

  /** What stands behind the last unit. */
  end(): void {
    viewsOfRunTimeTexts(
      this.steps.map(({ sql }) => sql),
      this.runtime,
    );
    if (this.control?.end === 'rollback')
      this.steps.push({
        sql: 'rollback',
        unitKind: 'rollback',
        unit: this.number + 1,
        sourceLine: this.steps.at(-1)?.sourceLine ?? 1,
      });
  }

  private step(unit: CompiledUnit, sql: string, unitKind: UnitKind, more?: StepDetails): void {
    this.steps.push(this.made(unit, sql, unitKind, more));
  }

  private made({ source }: CompiledUnit, sql: string, unitKind: UnitKind, more?: StepDetails): ScriptStep {
    const file = this.compilation.files[source.file];
    const onError = this.control?.onError.get(source);
    return {
      sql,
      unitKind,
      unit: this.number,
      sourceLine: file?.lineColumn(source.start).line ?? 1,
      file: file?.path,
      ...(onError && { onError }),
      ...more,
    };
  }
}

type StepDetails = Pick<ScriptStep, 'refused' | 'oracleLine'>;

const isReadOnlyMode = ({ unit }: CompiledUnit): boolean => unit.kind === 'SetTransaction' && unit.mode === 'READ ONLY';

/** Does SET AUTOCOMMIT commit after it? (SQL*Plus User's Guide and Reference, "SET AUTO[COMMIT]") */
function commitsBySetting({ lowered: { role } }: CompiledUnit): boolean {
  return role === 'dml' || role === 'block' || role === 'committing';
}

function unitKind({ lowered: { role } }: CompiledUnit): UnitKind {
  return role === 'query' ? 'dml' : role;
}

function transactionStep(unit: CompiledUnit, kind: UnitKind): string | undefined {
  switch (kind) {
    case 'commit':
      return 'commit';
    case 'rollback':
      return 'rollback';
    case 'savepoint':
      return `savepoint "${(unit.lowered.savepoint ?? '').toLowerCase()}"`;
    case 'rollback-to':
      return `rollback to savepoint "${(unit.lowered.savepoint ?? '').toLowerCase()}"`;
    default:
      return undefined;
  }
}

function raising(diagnostic: Diagnostic | undefined): string {
  const message = `${diagnostic?.code ?? 'OP9901'} ${diagnostic?.message ?? 'not converted'}`;
  return `do $$ begin raise exception using errcode = '0A000', message = ${quoteLiteral(message)}; end $$`;
}

/**
 * A type of an earlier block gives way to one with the same name, and to what drops or changes the table whose rows it
 * holds.
 */
function dropBefore(statement: PgStatement): readonly string[] {
  if (statement.kind === 'PgCreateType') return [`drop type if exists ${quoteName(statement.name)} cascade`];
  if (statement.kind === 'PgCreateDomain') return [`drop domain if exists ${quoteName(statement.name)} cascade`];
  return [];
}
