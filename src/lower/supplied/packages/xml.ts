import { isText } from '../../../analyze/model/operators.js';
import { dynamicSqlAsWritten } from '../../../diagnostics/op3-dynamic.js';
import { serverFile, suppliedMemberMissing } from '../../../diagnostics/op4.js';
import type { CallStatement } from '../../../ir/oracle/index.js';
import type { PgExpr, PlStatement } from '../../../ir/postgres/index.js';
import type { Span } from '../../../ir/span.js';
import { b } from '../../builders.js';
import { type ExprContext, refuse } from '../../context.js';
import { lowerExpr } from '../../expressions/index.js';
import type { BodyBuilder } from '../../plsql/body/body-builder.js';
import { constantText } from '../../plsql/effects/texts/constant-text.js';
import { assignTo } from '../../plsql/statements/assignments/targets.js';
import { argumentsFor } from '../runtime-arguments.js';
import { runtimeSignatures } from '../signatures.js';
import { compiledText } from '../sql-parse.js';
import { each, fullName, leftOut, type PackageConversion, routineOf, type SuppliedCall, told } from './conversion.js';

const advice = 'stylesheets, DTDs and documents in files are for the application';
const file = told('it works on files of the database server', serverFile);

/** (PL/SQL Packages and Types Reference, "DBMS_XMLGEN", "DBMS_XMLDOM", "DBMS_XMLPARSER", "DBMS_XSLPROCESSOR") */
export const xmlConversions: readonly PackageConversion[] = [
  {
    name: 'DBMS_XMLGEN',
    members: {
      ...each('NEWCONTEXT GETXML GETXMLTYPE', { expression: xmlOfQuery }),
      SETBINDVALUE: {
        differs:
          "the text becomes what it is compared with by PostgreSQL's rules: write dates as TO_DATE(:name, format)",
      },
      USEITEMTAGSFORCOLL: { advice: 'collections are no elements of their own here' },
    },
  },
  {
    name: 'DBMS_XMLDOM',
    advice,
    members: {
      ISNULL: { expression: isNullHandle },
      ...each(
        `MAKEATTR MAKECDATASECTION MAKECHARACTERDATA MAKECOMMENT MAKEDOCUMENT MAKEDOCUMENTFRAGMENT MAKEDOCUMENTTYPE
        MAKEELEMENT MAKEENTITY MAKEENTITYREFERENCE MAKENODE MAKENOTATION MAKEPROCESSINGINSTRUCTION MAKETEXT`,
        { expression: sameHandle },
      ),
      ...each('WRITETOBUFFER WRITETOCLOB GETXMLTYPE', {
        differs: 'the white space between elements depends on the release of Oracle',
      }),
    },
  },
  { name: 'DBMS_XMLPARSER', advice, members: leftOut('SETERRORLOG SHOWWARNINGS') },
  {
    name: 'DBMS_XSLPROCESSOR',
    advice,
    members: {
      ...each('CLOB2FILE READ2CLOB', file),
      ...leftOut('SETERRORLOG SHOWWARNINGS'),
      VALUEOF: { statement: valueOf },
    },
  },
];

/**
 * A query as text: compiled where it is a literal, else passed on, flagged. Other arguments are a cursor or a context.
 */
function xmlOfQuery(ex: ExprContext, base: SuppliedCall, span: Span): PgExpr | undefined {
  const [query, ...rest] = base.args;
  if (!query || !isText(ex.unit.analysis.typeOf(query.value)) || rest.length > 0) return undefined;
  const known = compiledText(ex.unit, constantText(ex.unit, query.value), query.value);
  if (!known) {
    ex.unit.report(dynamicSqlAsWritten(query.value.span, 'of the run'));
    return undefined;
  }
  return b.ora(span, routineOf(base), known);
}

/** MAKENODE, MAKEELEMENT … give the handle of the same node. */
function sameHandle(ex: ExprContext, { args }: SuppliedCall): PgExpr | undefined {
  const [node, ...rest] = args;
  return node && rest.length === 0 ? lowerExpr(ex, node.value) : undefined;
}

/** A handle is NULL where there is no node. */
function isNullHandle(ex: ExprContext, base: SuppliedCall, span: Span): PgExpr | undefined {
  const handle = sameHandle(ex, base);
  return handle && b.isNull(span, handle);
}

/**
 * VALUEOF(n, pattern, val OUT [, namespace]): the function of the same name gives the value. (PL/SQL
 * Packages, "DBMS_XSLPROCESSOR")
 */
function valueOf(rc: BodyBuilder, ex: ExprContext, s: CallStatement, base: SuppliedCall): PlStatement[] {
  const value = base.args.find((a) => a.name?.name === 'VAL') ?? base.args[2];
  const rest = base.args.filter((a) => a !== value);
  const [signature] = runtimeSignatures(routineOf(base));
  if (!value || !signature) return refuse(suppliedMemberMissing(s.span, fullName(base), ''));
  const names = ['n', 'pattern', 'namespace'];
  const found = b.ora(s.span, routineOf(base), ...argumentsFor(ex, signature, rest, s.span, names));
  return assignTo(rc, value.value, found, { kind: 'varchar2' });
}
