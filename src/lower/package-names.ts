import type { Analysis } from '../analyze/analysis.js';
import { foldName, type Naming } from './naming.js';

/**
 * Packages whose schema would be that of something else get their owner's name before their own: packages of one name in several schemas, or one that
 * is called as an owner is, or as PostgreSQL or the runtime call a schema.
 */
export function qualifyPackages({ catalog }: Analysis, naming: Naming): void {
  const schemas = new Set([...catalog.owners, ''].map((owner) => naming.schemaOf(owner)));
  const owners = new Map<string, string>();
  for (const { name, owner } of catalog.packages) {
    const known = owners.get(name) ?? owner;
    const folded = foldName(name);
    if (known !== owner || schemas.has(folded) || reserved.test(folded)) naming.qualifyPackages(name);
    owners.set(name, known);
  }
}

/** (PostgreSQL manual, CREATE SCHEMA; 5.9.5 "The System Catalog Schema") */
const reserved = /^(ora|information_schema|pg_.*)$/;
