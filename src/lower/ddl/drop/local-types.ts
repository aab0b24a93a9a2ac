import type { DropObject } from '../../../ir/oracle/index.js';
import type { OracleNode } from '../../../ir/oracle/node.js';
import type { PgStatement } from '../../../ir/postgres/index.js';
import { nodesOf } from '../../../ir/walk.js';
import type { UnitContext } from '../../context.js';
import { drop } from './drop-statement.js';

/**
 * The types that the definitions declare within them go with what is dropped: they stand beside it in PostgreSQL. A
 * domain is a type, too. (PostgreSQL manual, DROP TYPE)
 */
export function dropLocalTypes(
  { analysis, naming }: UnitContext,
  node: DropObject,
  definitions: readonly OracleNode[],
): PgStatement[] {
  const names = definitions
    .flatMap((definition) =>
      nodesOf(definition, 'RecordTypeDeclaration', 'CollectionTypeDeclaration', 'CursorDeclaration'),
    )
    .flatMap((declaration) => {
      const symbol = analysis.declaredBy(declaration);
      const type = symbol?.kind === 'cursor' ? symbol.rowType : symbol;
      return type?.kind === 'recordType' || type?.kind === 'collectionType' ? [naming.of(type)] : [];
    });
  const each = [...new Map(names.map((name) => [name.join('.'), name])).values()];
  return each.length > 0 ? [drop(node, 'type', each, { mustExist: false })] : [];
}
