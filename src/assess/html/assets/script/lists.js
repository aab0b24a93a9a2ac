// The lists: issues, objects, columns.
import {
  $,
  breakable,
  byId,
  data,
  effort,
  findings,
  findingsOf,
  h,
  noteOf,
  number,
  objectHref,
  objectLink,
  objects,
  severities,
  severityBadge,
  stateBadge,
  states,
} from './core.js';
import { codeButton } from './help.js';
import { counted, options, pager } from './tables.js';

/** The folder that all files of the findings lie in, which says nothing of any of them. */
const folder = (() => {
  const [first = '', ...rest] = [...new Set(findings.map((f) => f.file))];
  let length = first.lastIndexOf('/') + 1;
  for (const file of rest) {
    while (length > 0 && !file.startsWith(first.slice(0, length))) length = first.lastIndexOf('/', length - 2) + 1;
  }
  return length;
})();

/** File and line. */
const placeOf = (f) => breakable(`${f.file.slice(folder)}:${f.line}`);

let filterIssues;
export function issues(query) {
  if (!filterIssues) {
    filterIssues = pager(
      $('issue-list'),
      findings,
      (f) =>
        h(
          'tr',
          {},
          h('td', {}, severityBadge(f.severity)),
          h('td', { class: 'nowrap' }, codeButton(f.code)),
          h('td', { class: 'message' }, f.message, noteOf(f)),
          h('td', { class: 'of' }, f.object ? objectLink(f.object, true) : ''),
          h(
            'td',
            { class: 'place' },
            f.object
              ? h('a', { href: `${objectHref(f.object)}/${f.line}`, title: f.file }, ...placeOf(f))
              : h('span', { title: f.file }, ...placeOf(f)),
          ),
          h('td', { class: 'num' }, effort(f.minutes)),
        ),
      [
        { title: 'Severity', key: (f) => f.severity },
        { title: 'Code', key: (f) => f.code },
        { title: 'What', key: (f) => f.message },
        { title: 'Object', key: (f) => f.object?.full ?? '' },
        { title: 'Place', key: (f) => `${f.file}:${String(f.line).padStart(7, '0')}` },
        { title: 'Effort', key: (f) => f.minutes, class: 'num', down: true },
      ],
      'findings',
      { column: 0, down: false },
    );
    options(
      $('issue-code'),
      counted(findings, (f) => f.code).map(([c, t]) => [c, t.replace(c, `${c} ${data.codes[c]?.name ?? ''}`)]),
      'All codes',
    );
    options(
      $('issue-category'),
      counted(findings, (f) => data.codes[f.code]?.category),
      'All areas',
    );
    options(
      $('issue-owner'),
      counted(findings, (f) => f.object?.owner),
      'All owners',
    );
    options(
      $('issue-kind'),
      counted(findings, (f) => f.object?.kind),
      'All kinds of object',
    );
    $('issue-filter').addEventListener('input', () => {
      applyIssues();
      history.replaceState(null, '', issueHash());
    });
    $('issue-filter').addEventListener('reset', () =>
      setTimeout(() => {
        applyIssues();
        history.replaceState(null, '', '#issues');
      }),
    );
  }
  const form = $('issue-filter');
  form.reset();
  for (const [name, value] of new URLSearchParams(query)) {
    if (name === 'severity')
      for (const box of form.querySelectorAll('[name=severity]')) box.checked = value.split(',').includes(box.value);
    else if (form.elements[name]) form.elements[name].value = value;
  }
  applyIssues();
}
function chosen() {
  const form = new FormData($('issue-filter'));
  return {
    severity: form.getAll('severity'),
    ...Object.fromEntries(['text', 'code', 'category', 'owner', 'kind'].map((k) => [k, form.get(k) ?? ''])),
  };
}
function issueHash() {
  const { severity, ...rest } = chosen();
  const query = new URLSearchParams(Object.entries(rest).filter(([, v]) => v !== ''));
  if (severity.length < 3) query.set('severity', severity.join(','));
  const text = query.toString();
  return text === '' ? '#issues' : `#issues?${text}`;
}
function applyIssues() {
  const c = chosen();
  const text = c.text.toLowerCase();
  filterIssues(
    (f) =>
      c.severity.includes(severities[f.severity]) &&
      (c.code === '' || f.code === c.code) &&
      (c.category === '' || data.codes[f.code]?.category === c.category) &&
      (c.owner === '' || f.object?.owner === c.owner) &&
      (c.kind === '' || f.object?.kind === c.kind) &&
      (text === '' ||
        `${f.code} ${data.codes[f.code]?.name ?? ''} ${f.message} ${f.object?.full ?? ''} ${f.file}`
          .toLowerCase()
          .includes(text)),
  );
}

let filterObjects;
export function objectList(query) {
  if (!filterObjects) {
    const all = objects.filter((o) => o.counted);
    filterObjects = pager(
      $('object-list'),
      all,
      (o) =>
        h(
          'tr',
          {},
          h('td', {}, objectLink(o)),
          h('td', {}, o.kind),
          h('td', {}, stateBadge(o.state)),
          h('td', { class: 'num' }, number(findingsOf.get(o.id)?.filter((f) => f.severity < 2).length ?? 0)),
          h('td', { class: 'num' }, number(o.lines)),
          h('td', { class: 'num' }, number(o.dependents)),
          h('td', { class: 'num' }, o.wave),
          h('td', { class: 'num' }, effort(o.p50)),
        ),
      [
        { title: 'Object', key: (o) => o.full },
        { title: 'Kind', key: (o) => o.kind },
        { title: 'State', key: (o) => o.state, down: true },
        {
          title: 'Findings',
          key: (o) => findingsOf.get(o.id)?.filter((f) => f.severity < 2).length ?? 0,
          class: 'num',
          down: true,
        },
        { title: 'Lines', key: (o) => o.lines, class: 'num', down: true },
        { title: 'Needed by', key: (o) => o.dependents, class: 'num', down: true },
        { title: 'Wave', key: (o) => o.wave, class: 'num' },
        { title: 'Effort', key: (o) => o.p50, class: 'num', down: true },
      ],
      'objects',
      { column: 2, down: true },
    );
    options(
      $('object-owner'),
      counted(all, (o) => o.owner),
      'All owners',
    );
    options(
      $('object-kind'),
      counted(all, (o) => o.kind),
      'All kinds',
    );
    $('object-filter').addEventListener('input', applyObjects);
    $('object-filter').addEventListener('reset', () => setTimeout(applyObjects));
  }
  const form = $('object-filter');
  if (query) {
    form.reset();
    for (const [name, value] of new URLSearchParams(query)) if (form.elements[name]) form.elements[name].value = value;
  }
  applyObjects();
}
function applyObjects() {
  const form = new FormData($('object-filter'));
  const [text, owner, kind, state] = ['text', 'owner', 'kind', 'state'].map((k) => (form.get(k) ?? '').toString());
  filterObjects(
    (o) =>
      (owner === '' || o.owner === owner) &&
      (kind === '' || o.kind === kind) &&
      (state === '' || states[o.state] === state) &&
      (text === '' || o.full.toLowerCase().includes(text.toLowerCase())),
  );
}

let filterColumns;
export function columnList(query) {
  if (!filterColumns) {
    const rows = data.columns.map((c) => ({
      object: byId.get(c[0]),
      name: c[1],
      nullable: c[2] === 1,
      type: data.types[c[3]],
    }));
    filterColumns = pager(
      $('column-list'),
      rows,
      (c) =>
        h(
          'tr',
          { class: c.type[4] === '' ? undefined : 'loses' },
          h('td', {}, objectLink(c.object), '.', c.name),
          h('td', {}, c.nullable ? '' : 'not null'),
          h('td', {}, h('code', {}, c.type[0])),
          h('td', { class: 'range' }, c.type[1]),
          h('td', {}, h('code', {}, c.type[2])),
          h('td', { class: 'range' }, c.type[3]),
          h('td', {}, c.type[4] === '' ? h('span', { class: 'none' }, 'nothing') : c.type[4]),
        ),
      [
        { title: 'Column', key: (c) => `${c.object.full}.${c.name}` },
        { title: 'Null', key: (c) => c.nullable },
        { title: 'Oracle', key: (c) => c.type[0] },
        { title: 'Range' },
        { title: 'PostgreSQL', key: (c) => c.type[2] },
        { title: 'Range' },
        { title: 'What could be lost', key: (c) => c.type[4], down: true },
      ],
      'columns',
    );
    $('column-filter').addEventListener('input', applyColumns);
    $('column-filter').addEventListener('reset', () => setTimeout(applyColumns));
  }
  if (query)
    for (const [name, value] of new URLSearchParams(query)) {
      const field = $('column-filter').elements[name];
      if (field) field.type === 'checkbox' ? (field.checked = value === 'yes') : (field.value = value);
    }
  applyColumns();
}
function applyColumns() {
  const form = new FormData($('column-filter'));
  const text = (form.get('text') ?? '').toString().toLowerCase();
  const only = form.get('loss') === 'yes';
  filterColumns(
    (c) =>
      (!only || c.type[4] !== '') &&
      (text === '' || `${c.object.full}.${c.name} ${c.type[0]} ${c.type[2]}`.toLowerCase().includes(text)),
  );
}
