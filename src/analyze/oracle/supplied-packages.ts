import { type OracleType, unknown } from '../model/types.js';
import { describedPackages } from './packages/index.js';
import { apexPackages, packagesKnownByName } from './packages/known-by-name.js';
import type { SuppliedMember, SuppliedPackage } from './packages/package.js';

/** A member as a call names it. */
interface MemberName {
  readonly package: string;
  readonly member: string;
}

const described: ReadonlyMap<string, SuppliedPackage> = new Map(describedPackages.map((p) => [p.name, p]));
const formerNames: ReadonlyMap<string, string> = new Map(
  describedPackages.flatMap(({ name, formerName }) => (formerName === undefined ? [] : [[formerName, name]])),
);

/** Packages that Oracle supplies and that are recognised by name. (PL/SQL Packages and Types Reference) */
export const suppliedPackages: ReadonlySet<string> = new Set([
  ...described.keys(),
  ...formerNames.keys(),
  ...packagesKnownByName,
  ...apexPackages,
]);

/** Whose packages these are: their public synonyms are what nearly all code names. */
export const suppliedOwners: ReadonlySet<string> = new Set(['SYS', 'XDB', 'CTXSYS', 'MDSYS']);

/** A supplied package's name of today. */
export const currentPackageName = (name: string): string => formerNames.get(name) ?? name;

/** What is known of a package, by its name or the one that it had before. */
export const suppliedPackage = (name: string): SuppliedPackage | undefined => described.get(currentPackageName(name));

/** What is known of a member; undefined of those that are in no table. */
export function suppliedMember(packageName: string, member: string): SuppliedMember | undefined {
  const members = described.get(packageName)?.members;
  return members && Object.hasOwn(members, member) ? members[member] : undefined;
}

/** The type of a function, variable or constant of a supplied package; unknown where that is not known. */
export function suppliedMemberType(packageName: string, member: string, args: readonly OracleType[]): OracleType {
  const type = suppliedMember(packageName, member)?.type ?? described.get(packageName)?.othersGive ?? unknown;
  return typeof type === 'function' ? type(args) : type;
}

/** Has the member IN parameters only? False where that is not known: an actual may be written then. */
export const memberOnlyReads = (packageName: string, member: string): boolean =>
  suppliedMember(packageName, member)?.onlyReads ?? described.get(packageName)?.onlyReads ?? false;

/** The member tells of the error that is being handled. */
export const memberTellsOfError = (packageName: string, member: string): boolean =>
  suppliedMember(packageName, member)?.tellsOfError ?? false;

/** Does the member commit before and after what it does, or after it alone? */
export const commitsOf = (base: MemberName): 'around' | 'after' | undefined =>
  suppliedMember(base.package, base.member)?.commits;

/**
 * Calls of supplied packages whose work belongs to the transaction, so that undoing it could be seen: changes of
 * tables, cursors opened.
 */
export const memberChangesDatabase = (base: MemberName): boolean =>
  suppliedMember(base.package, base.member)?.changesDatabase ?? false;

/** Members that raise NO_DATA_FOUND at the end of what they read. */
export const memberRaisesNoDataFound = (base: MemberName): boolean =>
  suppliedMember(base.package, base.member)?.raisesNoDataFound ?? false;

/** Members that write to the LOB that is their first argument. */
export const memberWritesLob = (base: MemberName): boolean =>
  suppliedMember(base.package, base.member)?.writesLob ?? false;

/** Packages that run statements of SQL whose text they are given: what fails in them is an error of SQL. */
export const runsSql = (packageName: string): boolean => described.get(packageName)?.runsSql ?? false;

/** Calls of supplied packages that end the transaction. */
export function suppliedEndsTransaction(base: MemberName): boolean {
  const known = suppliedMember(base.package, base.member);
  return known?.endsTransaction === true || known?.commits !== undefined;
}
