import type { ResolvedBase } from '../../../analyze/analysis.js';
import { words } from '../../../analyze/oracle/packages/package.js';
import type { Diagnostic } from '../../../diagnostics/diagnostic.js';
import type { Argument, CallStatement } from '../../../ir/oracle/index.js';
import type { PgExpr, PlStatement } from '../../../ir/postgres/index.js';
import type { Span } from '../../../ir/span.js';
import type { ExprContext, UnitContext } from '../../context.js';
import type { BodyBuilder } from '../../plsql/body/body-builder.js';

/*
 * What the files of this folder are made of: what becomes of the members of supplied packages. A member of which nothing
 * is said here is a constant, whose value analyze/oracle/packages/ has, or a call of the runtime's routine of the same
 * name, or refused where the runtime has none.
 */

/** A call of a member of a supplied package. */
export type SuppliedCall = Extract<ResolvedBase, { kind: 'supplied' }>;

/** What becomes of a package. */
export interface PackageConversion {
  readonly name: string;
  /** What to use in PostgreSQL instead of members that are not converted. */
  readonly advice?: string;
  readonly members?: Members;
  /** The arguments of its procedures as the runtime's routines take them; it may report what they say. */
  readonly argumentsOf?: (rc: BodyBuilder, span: Span, base: SuppliedCall) => readonly Argument[];
}

/** By the name of the member. */
export type Members = Readonly<Record<string, MemberConversion>>;

/** What becomes of a member that is not simply a call of the runtime's routine of the same name. */
export interface MemberConversion {
  /** Said where nothing else shows it: a statement of PL/pgSQL stands for it. */
  readonly status?: 'native';
  /** What its call in an expression becomes; undefined: a call of the runtime's function. */
  readonly expression?: (ex: ExprContext, base: SuppliedCall, span: Span) => PgExpr | undefined;
  /** What its call as a statement becomes; undefined: a call of the runtime's routine. */
  readonly statement?: (
    rc: BodyBuilder,
    ex: ExprContext,
    s: CallStatement,
    base: SuppliedCall,
  ) => PlStatement[] | undefined;
  /** A shorter call than that of the runtime's routine with these values; undefined where there is none. */
  readonly shorter?: (values: readonly PgExpr[]) => PgExpr | undefined;
  /** What it does otherwise than in Oracle, as `oraphant builtins` and a warning say. */
  readonly differs?: string;
  /** What is reported of a call instead of that warning. */
  readonly report?: (unit: UnitContext, base: SuppliedCall, span: Span) => void;
  /** PostgreSQL has no use for it: a call as a statement is left out where this says so, with an info. */
  readonly leftOut?: (args: readonly Argument[]) => boolean;
  /** It is refused by name: what to use instead. */
  readonly advice?: string;
}

/** Members that are alike. */
export const each = (names: string, conversion: MemberConversion): Members =>
  Object.fromEntries(words(names).map((name) => [name, conversion]));

/** Members that PostgreSQL has no use for, but where the caller `isAnswered` by a parameter. */
export const leftOut = (names: string, isAnswered: (args: readonly Argument[]) => boolean = () => false): Members =>
  each(names, { leftOut: (args) => !isAnswered(args) });

/** A difference that has a diagnostic of its own. */
export const told = (
  differs: string,
  diagnostic: (span: Span, member: string) => Diagnostic,
): Pick<MemberConversion, 'differs' | 'report'> => ({
  differs,
  report: (unit, base, span) => unit.report(diagnostic(span, fullName(base))),
});

/** `DBMS_LOB.SUBSTR` */
export const fullName = (base: { readonly package: string; readonly member: string }): string =>
  `${base.package}.${base.member}`;

/** The runtime routine that stands for a member of a supplied package. */
export const routineOf = (base: { readonly package: string; readonly member: string }): string =>
  `${base.package}_${base.member}`.toLowerCase();
