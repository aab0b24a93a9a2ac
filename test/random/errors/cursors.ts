import { handlersFor, handling } from './exceptions.js';
import { type Context, type Generator, indented, isDeep, type Statement, within } from './generator.js';
import { Departure, Raised, type Run, Scope } from './session.js';

/*
 * Cursors whose rows' work fails: one that is open stays open, with the rows that it has fetched; that of a FOR loop is closed.
 * (PL/SQL Language Reference, "Explicit Cursors", "Cursor FOR LOOP Statement")
 */

interface State {
  open: boolean;
  fetched: number;
}

export function cursor(g: Generator, cx: Context): Statement | undefined {
  if (cx.inSql || isDeep(cx)) return undefined;
  const { random } = g;
  const [name, row, label] = [g.fresh('cu'), g.fresh('y'), g.fresh('lp')];
  const isLoop = random.chance(0.4);
  const mistake = isLoop ? 'none' : random.pick(['open', 'fetch', 'close', 'none', 'none']);
  const inside = within(cx, {
    variables: [
      ...cx.variables,
      { name: `${row}.id`, kind: 'number', constant: true },
      { name: `${row}.v`, kind: 'number', constant: true },
    ],
    loop: label,
  });
  const body = g.statements(inside, 1 + random.below(2));
  const state = `DBMS_OUTPUT.PUT_LINE('${name} ' || CASE WHEN ${name}%ISOPEN THEN 'open ' || ${name}%ROWCOUNT ELSE 'shut' END);`;
  const handlers = handlersFor(g, within(cx));
  const inner = isLoop
    ? [`<<${label}>>`, `FOR ${row} IN ${name} LOOP`, ...indented(body.lines), `END LOOP ${label};`]
    : [
        `OPEN ${name};`,
        `<<${label}>>`,
        'LOOP',
        `  FETCH ${name} INTO ${row};`,
        `  EXIT WHEN ${name}%NOTFOUND;`,
        ...indented(body.lines),
        `END LOOP ${label};`,
        ...(mistake === 'open' ? [`OPEN ${name};`] : []),
        `CLOSE ${name};`,
        ...(mistake === 'fetch' ? [`FETCH ${name} INTO ${row};`] : []),
        ...(mistake === 'close' ? [`CLOSE ${name};`] : []),
      ];
  const show = (run: Run, { open, fetched }: State): void =>
    run.session.print(`${name} ${open ? `open ${fetched}` : 'shut'}`);
  return {
    lines: [
      'DECLARE',
      `  CURSOR ${name} IS SELECT id, v FROM t ORDER BY id;`,
      ...(isLoop ? [] : [`  ${row} ${name}%ROWTYPE;`]),
      'BEGIN',
      '  BEGIN',
      ...indented(indented(inner)),
      ...indented(handlers.lines),
      '  END;',
      `  ${state}`,
      'EXCEPTION',
      '  WHEN OTHERS THEN',
      `    ${state}`,
      '    RAISE;',
      'END;',
    ],
    execute: (run) => {
      const cursorState: State = { open: false, fetched: 0 };
      try {
        handling(run, handlers, () => {
          fetchAll(run, cursorState, row, label, body);
          if (isLoop) return;
          if (mistake === 'open') throw new Raised(-6511);
          cursorState.open = false;
          if (mistake !== 'none') throw new Raised(-1001);
        });
      } catch (error) {
        if (isLoop) cursorState.open = false;
        if (error instanceof Raised) show(run, cursorState);
        throw error;
      }
      show(run, isLoop ? { open: false, fetched: 0 } : cursorState);
    },
  };
}

/** The rows of the moment at which the cursor is opened. */
function fetchAll(run: Run, state: State, row: string, label: string, body: Statement): void {
  const rows = [...run.session.data.rows].sort(([a], [b]) => a - b);
  Object.assign(state, { open: true, fetched: 0 });
  for (const [id, v] of rows) {
    run.session.step();
    state.fetched++;
    const at = { ...run, scope: new Scope(run.scope) };
    at.scope.declare(`${row}.id`, id);
    at.scope.declare(`${row}.v`, v);
    try {
      body.execute(at);
    } catch (end) {
      if (!(end instanceof Departure) || end.label !== label) throw end;
      if (end.kind === 'EXIT') return;
    }
  }
}
