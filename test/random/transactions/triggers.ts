import { Raised } from './database.js';
import type { Generator } from './generator.js';
import { logged } from './routines.js';
import { type Change, Scope, type Session, type Trigger } from './session.js';

/*
 * Triggers of ACC.
 *   - What a trigger does belongs to the statement that fires it, but for autonomous transactions and variables of packages.
 *   - It may not end the transaction: ORA-04092. (PL/SQL Language Reference, "Trigger Restrictions")
 */

interface Kind {
  readonly moments: readonly Trigger['moment'][];
  readonly lasting: boolean;
  readonly declarations?: readonly string[];
  readonly body: readonly string[];
  readonly fire: Trigger['fire'];
}

const apart = (n: string, w: string): Kind => ({
  moments: ['BEFORE ROW', 'AFTER ROW', 'AFTER STATEMENT'],
  lasting: true,
  declarations: ['DECLARE', '  PRAGMA AUTONOMOUS_TRANSACTION;'],
  body: [`INSERT INTO lg VALUES (${n}, '${w}');`, 'COMMIT;'],
  fire: (session, id, bal) => {
    logged({ session, scope: new Scope() }, n === '1' ? 1 : id, w);
    return bal;
  },
});

const anyRow = 'NVL(:NEW.id, :OLD.id)';

const refusing = (bal: number, statement: string, error: (session: Session) => Raised): Kind => ({
  moments: ['BEFORE ROW', 'AFTER ROW'],
  lasting: false,
  body: [`IF :NEW.bal = ${bal} THEN ${statement} END IF;`],
  fire: (session, _, x) => {
    if (x === bal) throw error(session);
    return x;
  },
});

const kinds: readonly Kind[] = [
  {
    moments: ['BEFORE ROW', 'AFTER ROW'],
    lasting: false,
    body: [`INSERT INTO jr VALUES (${anyRow}, 'trg');`],
    fire: (session, id, bal) => {
      session.note('jr', id, 'trg');
      return bal;
    },
  },
  apart(anyRow, 'own'),
  {
    moments: ['AFTER ROW', 'BEFORE ROW'],
    lasting: true,
    body: [`pk.log(${anyRow}, 'call');`],
    fire: (session, id, bal) => {
      logged({ session, scope: new Scope() }, id, 'call');
      return bal;
    },
  },
  refusing(13, "RAISE_APPLICATION_ERROR(-20013, 'err13');", () => new Raised(-20013, undefined, 'err13')),
  refusing(17, 'RAISE pk.e1;', () => new Raised(-6510)),
  refusing(19, 'COMMIT;', () => new Raised(-4092)),
  {
    moments: ['AFTER STATEMENT'],
    lasting: true,
    body: ['pk.g := NVL(pk.g, 0) + 1;'],
    fire: (session, _, bal) => {
      session.package.set('pk.g', (session.package.get('pk.g') ?? 0) + 1);
      return bal;
    },
  },
];

/** At most one for each moment: which of two fires first is not said. */
export function makeTriggers(g: Generator): readonly Trigger[] {
  const { random } = g;
  return (['BEFORE ROW', 'AFTER ROW', 'AFTER STATEMENT'] as const).flatMap((moment) => {
    if (!random.chance(0.4)) return [];
    const kind = random.pick(kinds.filter((k) => k.moments.includes(moment)));
    if (moment === 'AFTER STATEMENT' && kind.declarations) return [];
    const events = random.pick<readonly Change[]>([
      ['INSERT', 'UPDATE', 'DELETE'],
      ['INSERT'],
      ['UPDATE'],
      ['INSERT', 'UPDATE'],
    ]);
    const name = `acc_t${g.fresh('')}`;
    const [when, each] = moment.split(' ');
    return [
      {
        moment,
        events,
        lasting: kind.lasting,
        fire: kind.fire,
        lines: [
          `CREATE OR REPLACE TRIGGER ${name} ${when} ${events.join(' OR ')} ON acc${each === 'ROW' ? ' FOR EACH ROW' : ''}`,
          ...(kind.declarations ?? []),
          'BEGIN',
          ...kind.body.map((line) => `  ${line}`),
          'END;',
          '/',
        ],
      },
    ];
  });
}
