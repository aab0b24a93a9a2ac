import { shorten } from '../../ir/postgres/name-length.js';

/** Whose a name is that the program gives. */
const ofProgram = '';

/**
 * Names in schemas that the conversion makes beside those of the program: further entries of routines, functions of
 * triggers, partitions. One that is the program's, or that was made for something else, gets a number.
 */
export class HelperNames {
  private readonly owners = new Map<string, string>();

  /** @param names that the program gives to things in schemas, as PostgreSQL stores them */
  reserve(names: Iterable<string>): void {
    for (const name of names) this.owners.set(name, ofProgram);
  }

  /** `of__helper`, or `of__2__helper` where that is something else: the same one each time. */
  name(of: string, helper: string, between: '__' | '_'): string {
    const what = [of, helper, between].join('\0');
    let name = shorten(`${of}${between}${helper}`);
    for (let number = 2; (this.owners.get(name) ?? what) !== what; number++)
      name = shorten(`${of}__${number}${between}${helper}`);
    this.owners.set(name, what);
    return name;
  }
}
