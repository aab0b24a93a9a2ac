import type { PackageSymbol } from '../../../analyze/model/symbols.js';
import type { PgExpr, PlStatement } from '../../../ir/postgres/index.js';
import type { Span } from '../../../ir/span.js';
import { b } from '../../builders.js';
import type { UnitContext } from '../../context.js';
import { packagePortal } from '../body/cursor-state.js';

/**
 * The state of a package with PRAGMA SERIALLY_REUSABLE lasts for one call of the server: it starts anew, its cursors
 * closed, with each statement of the client, which `ora.server_call` tells apart. (PL/SQL Language Reference,
 * "SERIALLY_REUSABLE Packages")
 */
export function isSeriallyReusable(pkg: PackageSymbol): boolean {
  return pkg.specification?.declarations.some((d) => d.kind === 'Pragma' && d.name === 'SERIALLY_REUSABLE') ?? false;
}

/** What the session notes of an initialised package: that it is, or the call that it is for. */
export function initialisedMark(pkg: PackageSymbol, span: Span): PgExpr {
  return isSeriallyReusable(pkg) ? b.ora(span, 'server_call') : b.text(span, '1');
}

/** Cursors of the package that a call before has left open. */
export function closeCursors(unit: UnitContext, pkg: PackageSymbol, span: Span): PlStatement[] {
  if (!isSeriallyReusable(pkg)) return [];
  const schema = unit.naming.packageSchema(pkg);
  return [...pkg.members.values()]
    .flat()
    .flatMap((m) =>
      m.kind === 'cursor'
        ? [b.perform(span, b.ora(span, 'package_cursor_reset', b.text(span, packagePortal(schema, m.name))))]
        : [],
    );
}
