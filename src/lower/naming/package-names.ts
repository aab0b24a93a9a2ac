import type { Analysis } from '../../analyze/analysis.js';
import { foldName, type Naming } from './naming.js';

/**
 * A package whose schema would be that of something else gets its owner's name before its own: one of a name that a
 * package of another owner has already (the first keeps it), one that is called as an owner is, or as PostgreSQL or the
 * runtime call a schema.
 */
export function qualifyPackages({ catalog }: Analysis, naming: Naming): void {
  const schemas = new Set([...catalog.owners, ''].map((owner) => naming.schemaOf(owner)));
  const owners = new Map<string, string>();
  for (const pkg of catalog.packages) {
    const folded = foldName(pkg.name);
    const first = owners.get(folded) ?? pkg.owner;
    owners.set(folded, first);
    if (first !== pkg.owner || schemas.has(folded) || reserved.test(folded)) naming.qualifyPackage(pkg);
  }
}

/** (PostgreSQL manual, CREATE SCHEMA; 5.9.5 "The System Catalog Schema") */
const reserved = /^(ora|information_schema|pg_.*)$/;
