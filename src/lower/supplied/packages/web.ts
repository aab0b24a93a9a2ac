import type { CallStatement } from '../../../ir/oracle/index.js';
import type { PgExpr, PlStatement } from '../../../ir/postgres/index.js';
import type { Span } from '../../../ir/span.js';
import type { ExprContext } from '../../context.js';
import type { BodyBuilder } from '../../plsql/body/body-builder.js';
import { reportDifference } from '../differences.js';
import { lowerSuppliedFunction } from '../functions.js';
import { htmlTag } from '../html.js';
import { tagNames } from '../html-formats.js';
import { each, type PackageConversion, type SuppliedCall } from './conversion.js';

/** HTML does not mind the case of tags, nor the spaces in them; versions of Oracle's web toolkit differ in both. */
const differs =
  'the tag is in upper case, as documented; that and the spaces in it depend on the version of the web toolkit';
const tags = tagNames().join(' ');

/** Pages of the web toolkit. (PL/SQL Packages and Types Reference, "HTP", "HTF", "OWA_UTIL", "WPG_DOCLOAD") */
export const webConversions: readonly PackageConversion[] = [
  { name: 'HTF', members: each(tags, { differs, expression: tag }) },
  { name: 'HTP', members: each(tags, { differs, statement: printTag }) },
  { name: 'OWA_UTIL', members: { WHO_CALLED_ME: { differs: 'the line is that of the PL/pgSQL body' } } },
  {
    name: 'WPG_DOCLOAD',
    members: {
      DOWNLOAD_FILE: {
        differs:
          'the file is kept for the program that serves the page, which reads it with ora.wpg_docload_document()',
      },
    },
  },
];

/** A tag that is put together where it stands; undefined of those that the runtime makes. */
function tag(ex: ExprContext, base: SuppliedCall, span: Span): PgExpr | undefined {
  const made = htmlTag(ex, base.member, base.args, span);
  if (made) reportDifference(ex.unit, base, span);
  return made;
}

/** HTP prints what the function of HTF of the same name gives. */
function printTag(_rc: BodyBuilder, ex: ExprContext, { span }: CallStatement, base: SuppliedCall): PlStatement[] {
  const made = lowerSuppliedFunction(ex, { ...base, package: 'HTF' }, span);
  return [{ kind: 'PlCall', span, name: ['ora', 'htp_print'], args: [made] }];
}
