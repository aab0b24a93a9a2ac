// One object: findings, dependencies, Oracle and PostgreSQL beside each other, routines, effort.
import { lines } from './code.js';
import {
  $,
  byId,
  data,
  effort,
  findingsOf,
  h,
  noteOf,
  number,
  objectHref,
  severities,
  severityBadge,
  sourcesOf,
  stateBadge,
  states,
} from './core.js';
import { codeButton } from './help.js';

function neighbours(o) {
  const needs = data.needs[o.id] ?? [];
  const by = data.neededBy[o.id] ?? [];
  if (needs.length + by.length === 0) return undefined;
  const cut = 12;
  const rows = Math.max(Math.min(needs.length, cut), Math.min(by.length, cut), 1);
  const [width, rowHeight] = [860, 26];
  const height = rows * rowHeight + 44;
  const middle = 32 + (rows * rowHeight) / 2;
  const svg = h('svg', {
    viewBox: `0 0 ${width} ${height}`,
    class: 'graph',
    role: 'group',
    'aria-label': `${o.full}: needs ${needs.length} objects, needed by ${by.length}`,
  });
  const short = (text) => (text.length > 36 ? `${text.slice(0, 35)}…` : text);
  const side = (ids, x, anchor, edge, title) => {
    svg.append(h('text', { x, y: 14, class: 'caption', 'text-anchor': anchor }, `${title} (${ids.length})`));
    const offset = 32 + ((rows - Math.min(ids.length, cut)) * rowHeight) / 2;
    ids.slice(0, cut).forEach((id, i) => {
      const other = byId.get(id);
      const y = offset + i * rowHeight + rowHeight / 2;
      const from = anchor === 'end' ? x + 8 : x - 8;
      svg.append(
        h('path', {
          class: 'edge',
          d: `M${from},${y} C${(from + edge) / 2},${y} ${(from + edge) / 2},${middle} ${edge},${middle}`,
        }),
      );
      if (!other) return;
      const a = document.createElementNS('http://www.w3.org/2000/svg', 'a');
      a.setAttribute('href', objectHref(other));
      a.append(
        h('title', {}, `${other.kind} ${other.full}`),
        h('text', { x, y: y + 4, 'text-anchor': anchor, class: states[other.state] }, short(other.full)),
      );
      svg.append(a);
    });
    if (ids.length > cut)
      svg.append(
        h('text', { x, y: height - 2, class: 'caption', 'text-anchor': anchor }, `and ${ids.length - cut} more`),
      );
  };
  side(by, 290, 'end', 330, 'Needed by');
  side(needs, 570, 'start', 530, 'Needs');
  svg.append(
    h('rect', { x: 330, y: middle - 15, width: 200, height: 30, rx: 4, class: `box ${states[o.state]}` }),
    h(
      'text',
      { x: 430, y: middle + 4, 'text-anchor': 'middle', class: 'self' },
      o.name.length > 26 ? `${o.name.slice(0, 25)}…` : o.name,
    ),
  );
  return h('section', { class: 'block' }, h('h3', {}, 'Dependencies'), svg);
}

/** Rows of line numbers on both sides: an anchor pair stands on one row, what is between is filled with blanks. */
function aligned(leftCount, rightCount, anchors) {
  const rows = [];
  let [l, r] = [0, 0];
  const upTo = (left, right) => {
    while (l < left || r < right) rows.push([l < left ? l++ : undefined, r < right ? r++ : undefined]);
  };
  for (const [left, right] of anchors) {
    if (left < l || right < r) continue;
    upTo(left, right);
    rows.push([l++, r++]);
  }
  upTo(leftCount, rightCount);
  return rows;
}

function sideBySide(o, own) {
  const source = sourcesOf(o.id);
  if (!source) return undefined;
  const left = lines(source.o);
  const right = source.p === '' ? [] : lines(source.p);
  const notes = new Map();
  for (const f of own) {
    const at = Math.min(Math.max(0, f.line - o.line), left.length - 1);
    if (!notes.has(at)) notes.set(at, []);
    notes.get(at).push(f);
  }
  const body = h('tbody', {});
  for (const [l, r] of aligned(left.length, right.length, source.m)) {
    const marks = l === undefined ? undefined : notes.get(l);
    const worst = marks && severities[Math.min(...marks.map((f) => f.severity))];
    body.append(
      h(
        'tr',
        { id: l === undefined ? undefined : `L${o.line + l}`, class: worst ? `marked ${worst}` : undefined },
        h('td', { class: 'ln' }, l === undefined ? '' : String(o.line + l)),
        h('td', { class: 'src' }, l === undefined ? '' : left[l]),
        h('td', { class: 'ln' }, r === undefined ? '' : String(r + 1)),
        h('td', { class: 'src' }, r === undefined ? '' : right[r]),
      ),
    );
    if (marks)
      body.append(
        h(
          'tr',
          { class: 'note' },
          h(
            'td',
            { colspan: 4 },
            marks.map((f) =>
              h(
                'div',
                { class: `finding ${severities[f.severity]}` },
                severityBadge(f.severity),
                ' ',
                codeButton(f.code),
                ' ',
                f.message,
                noteOf(f),
              ),
            ),
          ),
        ),
      );
  }
  return h(
    'section',
    { class: 'block' },
    h('h3', {}, 'Source'),
    h(
      'div',
      { class: 'scroll', tabindex: 0, role: 'region', 'aria-label': 'Oracle and PostgreSQL source' },
      h(
        'table',
        { class: 'sources' },
        h('colgroup', {}, h('col', { class: 'lines' }), h('col'), h('col', { class: 'lines' }), h('col')),
        h(
          'thead',
          {},
          h(
            'tr',
            {},
            h('th', { scope: 'col', colspan: 2 }, `Oracle · ${o.file}`),
            h(
              'th',
              { scope: 'col', colspan: 2 },
              source.p === '' ? 'PostgreSQL · nothing is made of it' : 'PostgreSQL',
            ),
          ),
        ),
        body,
      ),
    ),
  );
}

function reasons(o) {
  const used = [...new Set([...(sourcesOf(o.id)?.p ?? '').matchAll(/\bora\.([a-z_0-9]+)\(/g)].map((m) => m[1]))].filter(
    (n) => data.runtime[n],
  );
  if (used.length === 0) return undefined;
  return h(
    'details',
    { class: 'block' },
    h('summary', {}, `Why: runtime functions in this object (${used.length})`),
    h(
      'p',
      { class: 'hint' },
      'Where types and nullability cannot prove that a native form gives what Oracle gives, the converted code calls a function of the small runtime schema ora.',
    ),
    h(
      'dl',
      { class: 'reasons' },
      used.sort().map((n) => [h('dt', {}, h('code', {}, `ora.${n}`)), h('dd', {}, data.runtime[n])]),
    ),
  );
}

function effortTable(o) {
  const parts = data.parts[o.id] ?? [];
  if (parts.length === 0) return undefined;
  const words = { finding: 'Finding', review: 'Review', rewrite: 'Write again', test: 'Test' };
  const units = { finding: 'place', review: 'line', rewrite: 'line', test: 'routine' };
  return h(
    'section',
    { class: 'block' },
    h('h3', {}, `Effort: ${effort(o.p50)} likely, ${effort(o.p90)} in a bad case`),
    h(
      'table',
      { class: 'small narrow' },
      h(
        'thead',
        {},
        h(
          'tr',
          {},
          h('th', { scope: 'col' }, 'For'),
          h('th', { scope: 'col', class: 'num' }, 'Count'),
          h('th', { scope: 'col', class: 'num' }, 'Likely'),
        ),
      ),
      h(
        'tbody',
        {},
        parts.map((p) =>
          h(
            'tr',
            {},
            h('td', {}, words[p[0]], p[1] ? [' ', codeButton(p[1]), ` ${data.codes[p[1]]?.name ?? ''}`] : ''),
            h('td', { class: 'num' }, `${number(p[2])} ${units[p[0]]}${p[2] === 1 ? '' : 's'}`),
            h('td', { class: 'num' }, effort(p[3])),
          ),
        ),
      ),
    ),
  );
}

function routineTable(o) {
  const list = data.routines[o.id];
  if (!list) return undefined;
  const heads = [
    'Routine',
    'Line',
    'Lines',
    'Cyclomatic',
    'Nesting',
    'SQL',
    'Dynamic SQL',
    'Ends transactions',
    'Reads',
    'Writes',
    'Calls',
  ];
  return h(
    'section',
    { class: 'block' },
    h('h3', {}, `Routines (${list.length})`),
    h(
      'div',
      { class: 'scroll', tabindex: 0, role: 'region', 'aria-label': 'Routines' },
      h(
        'table',
        { class: 'small' },
        h(
          'thead',
          {},
          h(
            'tr',
            {},
            heads.map((t, i) => h('th', { scope: 'col', class: i > 0 ? 'num' : undefined }, t)),
          ),
        ),
        h(
          'tbody',
          {},
          list.map((r) =>
            h(
              'tr',
              {},
              h('td', {}, h('span', { class: 'kind' }, `${r[1]} `), r[0]),
              [
                r[2],
                r[3],
                r[4],
                r[5],
                r[6],
                r[8] > 0 ? `${r[7]} (${r[8]} composed)` : r[7],
                r[9] ? 'yes' : '',
                r[10],
                r[11],
                r[12],
              ].map((v) => h('td', { class: 'num' }, String(v))),
            ),
          ),
        ),
      ),
    ),
  );
}

export function object(path) {
  const [id, line] = path.split('/');
  const o = byId.get(Number(id));
  const view = $('object-view');
  if (!o) {
    view.replaceChildren(h('h2', {}, 'Not here'), h('p', {}, 'There is no such object in this report.'));
    return;
  }
  const own = findingsOf.get(o.id) ?? [];
  view.replaceChildren(
    h(
      'p',
      { class: 'crumbs' },
      h('a', { href: `${data.part === 0 ? '' : '../report.html'}#objects` }, 'Objects'),
      o.owner === ''
        ? ''
        : [
            ' / ',
            h(
              'a',
              { href: `${data.part === 0 ? '' : '../report.html'}#objects?owner=${encodeURIComponent(o.owner)}` },
              o.owner,
            ),
          ],
      ` / ${o.kind}`,
    ),
    h('h2', { id: 'object-title', tabindex: -1 }, o.full, ' ', stateBadge(o.state)),
    h(
      'p',
      { class: 'meta' },
      [
        `${o.file}, lines ${o.line} to ${o.endLine}`,
        ...(o.counted
          ? [
              `${number(o.lines)} lines of code`,
              `wave ${o.wave}`,
              `${number(o.dependents)} objects depend on it${o.kind.endsWith(' body') ? ` or its ${o.kind.slice(0, -5)}` : ''}`,
            ]
          : []),
      ].join(' · '),
    ),
    ...[
      own.length === 0 ? h('p', { class: 'quiet' }, 'Nothing was found: it converts as it stands.') : undefined,
      own.length > 0
        ? h(
            'section',
            { class: 'block' },
            h('h3', {}, `Findings (${own.length})`),
            h(
              'ul',
              { class: 'findings' },
              own.map((f) =>
                h(
                  'li',
                  { class: `finding ${severities[f.severity]}` },
                  severityBadge(f.severity),
                  ' ',
                  codeButton(f.code),
                  ' ',
                  h('a', { href: `#object/${o.id}/${f.line}` }, `line ${f.line}`),
                  ' ',
                  f.message,
                  noteOf(f),
                ),
              ),
            ),
          )
        : undefined,
      neighbours(o),
      sideBySide(o, own),
      routineTable(o),
      o.counted ? effortTable(o) : undefined,
      reasons(o),
    ].filter((part) => part !== undefined),
  );
  document.title = `${o.full} – ${data.title}`;
  const row = line && $(`L${line}`);
  if (row) {
    row.classList.add('target');
    row.scrollIntoView({ block: 'center' });
  } else window.scrollTo(0, 0);
}
