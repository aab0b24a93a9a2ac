import type { Analysis } from '../../analyze/analysis.js';
import type { Symbol } from '../../analyze/model/symbols.js';
import type { Naming } from './naming.js';

type Space = 'routines' | 'types';

const isLasting = ({ kind }: Symbol): boolean => kind === 'routine' || kind.endsWith('Type') || kind === 'subtype';

/** Routines have a name space of their own; tables, views, sequences and types share one. (PostgreSQL manual, 5.9) */
const spaceOf = ({ kind }: Symbol): Space => (kind === 'routine' || kind === 'trigger' ? 'routines' : 'types');

/** Whose a name is that the program gives. */
const ofProgram = '';

/**
 * The names that things of the program have in PostgreSQL's schemas: first those that the program itself gives, which
 * what is lifted out of its routine, trigger or type gives way to.
 */
export class ProgramNames {
  private readonly owners: Readonly<Record<Space, Map<string, string>>> = { routines: new Map(), types: new Map() };

  constructor({ catalog }: Analysis, naming: Naming) {
    const members = catalog.packages.flatMap((pkg) => [...pkg.members.values()].flat());
    const { relations, sequences, types, routines, triggers } = catalog;
    for (const symbol of [...relations, ...sequences, ...types, ...routines, ...triggers, ...members.filter(isLasting)])
      this.take(symbol, naming.of(symbol), ofProgram);
  }

  /** May `what` have the name, because nothing has it or `what` itself has? */
  isFree(symbol: Symbol, name: readonly string[], what: string): boolean {
    return (this.owners[spaceOf(symbol)].get(name.join('.')) ?? what) === what;
  }

  take(symbol: Symbol, name: readonly string[], what: string): void {
    this.owners[spaceOf(symbol)].set(name.join('.'), what);
  }

  /** All of them, without their schemas. */
  all(): readonly string[] {
    return Object.values(this.owners).flatMap((names) => [...names.keys()].map((n) => n.slice(n.indexOf('.') + 1)));
  }
}
