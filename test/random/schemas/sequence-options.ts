import type { Random } from '../random.js';
import { ObjectPart } from './object-part.js';

/*
 * Sequences, their options and what ALTER SEQUENCE makes of them. (SQL Language Reference, "CREATE SEQUENCE", "ALTER SEQUENCE"; Database
 * Error Messages, ORA-04002 to ORA-04015)
 */

interface Options {
  by: number;
  min: number;
  max: number;
  cycle: boolean;
  cache: number;
}

interface Sequence {
  readonly name: string;
  readonly options: Options;
  /** The next value, if the limits allow it. */
  next: number;
  last: number | undefined;
  /** Has it given a value since it was made or started again? */
  isAsked: boolean;
}

const names = ['sa', 'sb'] as const;
const far = 1_000_000;

/** What is wrong with the options; undefined: nothing, or more than one thing. */
function errorsOf(o: Options, start: number | undefined): number[] {
  return [
    ...(o.by === 0 ? [4002] : []),
    ...(o.min >= o.max ? [4004] : []),
    ...(o.min < o.max && o.by !== 0 && Math.abs(o.by) >= o.max - o.min ? [4005] : []),
    ...(start !== undefined && start < o.min ? [4006] : []),
    ...(start !== undefined && start > o.max ? [4008] : []),
    ...(o.cache === 1 ? [4010] : []),
  ];
}

const optionTexts = ({ by, min, max, cycle, cache }: Options): readonly string[] => [
  `INCREMENT BY ${by}`,
  `MINVALUE ${min}`,
  `MAXVALUE ${max}`,
  cycle ? 'CYCLE' : 'NOCYCLE',
  cache === 0 ? 'NOCACHE' : `CACHE ${cache}`,
];

class Sequences extends ObjectPart {
  private readonly all: Sequence[] = [];

  private find(name: string): Sequence | undefined {
    return this.all.find((s) => s.name === name);
  }

  create(): void {
    const { random } = this;
    const name = random.pick(names);
    const cycle = random.chance(0.3);
    const options: Options = {
      by: random.pick([1, 1, 2, 5, -1, -2, 0]),
      min: random.pick([-10, 1, 2, 20]),
      max: random.pick([far, 30, 12, 10]),
      cycle,
      // How many values a cycle has to have beside CACHE is another matter.
      cache: cycle || random.chance(0.5) ? 0 : random.pick([1, 5, 20]),
    };
    const start = random.pick([undefined, 5, 10, 25, 0].filter((_, i) => i > 0)) as number;
    const named = random.chance(0.7);
    const first = named ? start : options.by < 0 ? options.max : options.min;
    const errors = [...errorsOf(options, first), ...(this.find(name) ? [955] : [])];
    const text = [`CREATE SEQUENCE ${name}`, ...(named ? [`START WITH ${start}`] : []), ...optionTexts(options)].join(
      ' ',
    );
    if (errors.length > 1) return;
    this.statement(text, errors[0] ?? 'ok');
    if (errors.length === 0) this.all.push({ name, options, next: first, last: undefined, isAsked: false });
  }

  drop(): void {
    const name = this.random.pick(names);
    const found = this.find(name);
    this.statement(`DROP SEQUENCE ${name}`, found ? 'ok' : 2289);
    if (found) this.all.splice(this.all.indexOf(found), 1);
  }

  next(): void {
    const name = this.random.pick(names);
    const found = this.find(name);
    if (!found) {
      this.asks(`SELECT ${name}.NEXTVAL FROM dual`, '-2289');
      return;
    }
    const { by, min, max, cycle } = found.options;
    const inside = found.next >= min && found.next <= max;
    const value = inside ? found.next : cycle ? (by > 0 ? min : max) : undefined;
    this.asks(`SELECT ${name}.NEXTVAL FROM dual`, value === undefined ? '-8004' : String(value));
    if (value === undefined) return;
    found.last = value;
    found.isAsked = true;
    found.next = value + by;
  }

  current(): void {
    const found = this.find(this.random.pick(names));
    if (!found) return;
    this.asks(`SELECT ${found.name}.CURRVAL FROM dual`, found.last === undefined ? '-8002' : String(found.last));
  }

  alter(): void {
    const { random } = this;
    const name = random.pick(names);
    const found = this.find(name);
    const change = random.pick<Partial<Options>>([
      { by: random.pick([1, 3, -2, 10, 0]) },
      { max: random.pick([far, 40, 11]) },
      { min: random.pick([-20, 0, 3]) },
      { cycle: false },
      { cache: random.pick([0, 5, 1]) },
    ]);
    const [key] = Object.keys(change) as (keyof Options)[];
    const texts = optionTexts({ by: 0, min: 0, max: 0, cycle: false, cache: 0, ...change });
    const place = ['by', 'min', 'max', 'cycle', 'cache'].indexOf(key ?? 'by');
    const text = `ALTER SEQUENCE ${name} ${texts[place]}`;
    if (!found) {
      // Whether wrong options come first is not said.
      if (change.by !== 0 && change.cache !== 1) this.statement(text, 2289);
      return;
    }
    // What a changed step makes of a value that was never asked for is not said.
    if (found.last === undefined || !found.isAsked) return;
    const options = { ...found.options, ...change };
    const errors = [
      ...errorsOf(options, undefined),
      ...(options.min > found.last ? [4007] : []),
      ...(options.max < found.last ? [4009] : []),
    ];
    if (errors.length > 1 || errors.includes(4005) || (options.cycle && options.cache > 0)) return;
    this.statement(text, errors[0] ?? 'ok');
    if (errors.length > 0) return;
    Object.assign(found.options, change);
    if (change.by !== undefined) found.next = found.last + change.by;
  }

  startAgain(): void {
    const found = this.find(this.random.pick(names));
    if (!found) return;
    if (this.random.chance(0.3)) {
      this.statement(`ALTER SEQUENCE ${found.name} START WITH 5`, 2283);
      return;
    }
    const { by, min, max } = found.options;
    const first = by > 0 ? min : max;
    const start = this.random.chance(0.5) ? first : Math.min(Math.max(8, min), max);
    this.statement(`ALTER SEQUENCE ${found.name} RESTART${start === first ? '' : ` START WITH ${start}`}`, 'ok');
    found.next = start;
    found.isAsked = false;
  }

  dictionary(): void {
    const sorted = this.all.toSorted((x, y) => (x.name < y.name ? -1 : 1));
    this.code(
      [
        "FOR r IN (SELECT * FROM user_sequences WHERE sequence_name IN ('SA', 'SB') ORDER BY sequence_name) LOOP",
        "  DBMS_OUTPUT.PUT_LINE(r.sequence_name || ' ' || r.increment_by || ' ' || r.min_value || ' ' || r.max_value || ' ' || r.cycle_flag || ' ' || r.order_flag);",
        'END LOOP;',
      ],
      ...sorted.map(
        ({ name, options: o }) => `${name.toUpperCase()} ${o.by} ${o.min} ${o.max} ${o.cycle ? 'Y' : 'N'} N`,
      ),
    );
  }
}

export function sequenceOptions(random: Random): ObjectPart {
  const made = new Sequences(random);
  for (let block = 0; block < 4; block++) {
    for (let i = 0; i < 6; i++) {
      random
        .weighted([
          { weight: 2, step: () => made.create() },
          { weight: 0.7, step: () => made.drop() },
          { weight: 5, step: () => made.next() },
          { weight: 1, step: () => made.current() },
          { weight: 3, step: () => made.alter() },
          { weight: 1, step: () => made.startAgain() },
        ])
        .step();
    }
    made.dictionary();
    made.end();
  }
  return made;
}
