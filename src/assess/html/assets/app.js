// The report in the browser. Everything shown is made of text nodes: nothing of the data is ever read as markup.
(() => {
  const data = JSON.parse(document.getElementById('data').textContent);
  const root = document.documentElement;
  root.classList.add('js');

  const severities = ['error', 'warning', 'info'];
  const severityWords = ['Error', 'Warning', 'Info'];
  const states = ['auto', 'check', 'manual', 'refused'];
  const stateWords = ['Automatic', 'To check', 'By hand', 'Refused'];
  const pageSize = 100;

  // ---------- data ----------
  const objects = data.objects.map((o) => ({
    id: o[0],
    kind: o[1],
    owner: o[2],
    name: o[3],
    state: o[4],
    file: data.files[o[5]],
    line: o[6],
    endLine: o[7],
    lines: o[8],
    wave: o[9],
    dependents: o[10],
    p50: o[11],
    p90: o[12],
    part: o[13],
    counted: o[14] === 1,
    full: o[2] === '' ? o[3] : `${o[2]}.${o[3]}`,
  }));
  const byId = new Map(objects.map((o) => [o.id, o]));
  const findings = data.findings.map((f, index) => ({
    index,
    code: f[0],
    severity: f[1],
    message: f[2],
    file: data.files[f[3]],
    line: f[4],
    column: f[5],
    endLine: f[6],
    object: byId.get(f[7]),
    minutes: f[8],
    note: f[9],
  }));
  const findingsOf = new Map();
  for (const f of findings) {
    if (!f.object) continue;
    if (!findingsOf.has(f.object.id)) findingsOf.set(f.object.id, []);
    findingsOf.get(f.object.id).push(f);
  }

  // Read when the first object is looked at: it is most of the file.
  let sources;
  const sourcesOf = (id) => {
    sources ??= JSON.parse(document.getElementById('sources').textContent);
    return sources[id];
  };

  // ---------- small helpers ----------
  const svgNames = new Set(['svg', 'g', 'rect', 'path', 'text', 'title', 'line', 'circle']);
  function h(tag, attributes, ...children) {
    const node = svgNames.has(tag)
      ? document.createElementNS('http://www.w3.org/2000/svg', tag)
      : document.createElement(tag);
    for (const [name, value] of Object.entries(attributes ?? {})) {
      if (value === undefined || value === false || value === null) continue;
      if (name.startsWith('on')) node.addEventListener(name.slice(2), value);
      else node.setAttribute(name, value === true ? '' : String(value));
    }
    node.append(...children.flat(3).filter((c) => c !== undefined && c !== null && c !== false));
    return node;
  }
  const $ = (id) => document.getElementById(id);
  const number = (n) => n.toLocaleString('en-US');
  const effort = (minutes) => {
    if (minutes < 1) return minutes > 0 ? '< 1 min' : '–';
    if (minutes < 90) return `${Math.round(minutes)} min`;
    if (minutes < data.minutesPerDay * 1.5) return `${(minutes / 60).toFixed(1)} h`;
    return `${(minutes / data.minutesPerDay).toFixed(1)} days`;
  };
  const severityBadge = (s) => h('span', { class: `badge ${severities[s]}` }, severityWords[s]);
  const stateBadge = (s) => h('span', { class: `badge ${states[s]}` }, stateWords[s]);
  const objectHref = (o) => {
    if (o.part === data.part) return `#object/${o.id}`;
    const folder = data.part === 0 ? 'report-objects/' : '';
    return o.part === 0 ? `../report.html#object/${o.id}` : `${folder}${o.part}.html#object/${o.id}`;
  };
  const objectLink = (o, withKind) =>
    h('a', { href: objectHref(o) }, withKind ? h('span', { class: 'kind' }, `${o.kind} `) : undefined, o.full);
  const codeButton = (code) =>
    h('button', { type: 'button', class: 'code', title: `What ${code} means`, onclick: () => openHelp(code) }, code);

  const noteOf = (f) => (f.note === '' ? undefined : h('span', { class: 'decided' }, ` (${f.note})`));

  // ---------- help of a code ----------
  function inline(text) {
    return text.split(/(`[^`]+`|\*\*[^*]+\*\*|\*[^*\s][^*]*\*)/).map((part) => {
      if (/^`.+`$/.test(part)) return h('code', {}, part.slice(1, -1));
      if (/^\*\*.+\*\*$/.test(part)) return h('strong', {}, part.slice(2, -2));
      if (/^\*.+\*$/.test(part)) return h('em', {}, part.slice(1, -1));
      return part;
    });
  }
  function markdown(text) {
    const out = [];
    let list;
    let paragraph = [];
    const flush = () => {
      if (paragraph.length > 0) out.push(h('p', {}, inline(paragraph.join(' '))));
      paragraph = [];
      list = undefined;
    };
    for (const block of text.split(/^(```[\s\S]*?^```)$/m)) {
      if (block.startsWith('```')) {
        flush();
        const [, info = '', body = ''] = /^```(.*)\n([\s\S]*?)```$/.exec(block) ?? [];
        out.push(h('pre', { tabindex: 0 }, highlighted(body.replace(/[«»]/g, '').trimEnd(), info.trim() === 'sql')));
        continue;
      }
      for (const line of block.split('\n')) {
        const heading = /^(#+) (.*)$/.exec(line);
        const item = /^\s*(?:[-*]|\d+\.) (.*)$/.exec(line);
        if (line.trim() === '') flush();
        else if (heading) {
          flush();
          if (heading[1].length > 1) out.push(h('h3', {}, inline(heading[2])));
        } else if (item) {
          if (!list) {
            flush();
            list = h('ul', {});
            out.push(list);
          }
          list.append(h('li', {}, inline(item[1])));
        } else paragraph.push(line.trim());
      }
      flush();
    }
    return out;
  }
  const dialog = $('help');
  function openHelp(code) {
    const entry = data.codes[code];
    $('help-title').textContent = entry ? `${code} ${entry.title}` : code;
    const body = $('help-body');
    body.replaceChildren();
    if (entry)
      body.append(
        h(
          'p',
          { class: 'meta' },
          severityBadge(entry.severity),
          ` ${entry.category} · ${effort(entry.effort)} for the first place · `,
          h(
            'a',
            { href: `${data.part === 0 ? '' : '../report.html'}#issues?code=${code}`, onclick: () => dialog.close() },
            'all places',
          ),
        ),
        ...markdown(entry.page),
      );
    dialog.showModal();
    body.scrollTop = 0;
  }
  $('help-close').addEventListener('click', () => dialog.close());
  dialog.addEventListener('click', (event) => {
    if (event.target === dialog) dialog.close();
  });

  // ---------- colours of code ----------
  const words = new Set(
    `accessible add after all alter and any array as asc at authid autonomous_transaction before begin between body bulk by call cascade case check close collate collect column comment commit connect constant constraint create cross current cursor cycle database day declare default deferrable deferred definer delete desc deterministic distinct do domain drop each else elsif end escape except exception exceptions execute exists exit extract false fetch first for forall foreign found from full function generated global goto grant group having hour identity if immediate immutable in index indicator initially inner inout insert instead interval into intersect is isolation join key language last leading left level like limit lock loop materialized merge minus minute mod month natural new next no not nothing notice null nulls of offset old on only open option or order out outer over owner package parallel partition pipelined pls_integer pragma prior primary procedure public raise range record recursive ref references replace restrict return returning returns reverse revoke right rollback row rows rowtype savepoint schema second security select sequence session set setof share some stable start static strict subtype synonym table temporary then time timestamp to trailing trigger true truncate type under union unique update using value values varray varying view volatile when where while window with within without work year zone perform diagnostics stacked get sqlstate using errcode message language plpgsql search_path ilike`.split(
      ' ',
    ),
  );
  const types = new Set(
    'bigint binary_double binary_float binary_integer blob boolean bytea char character clob date decimal double float int integer json jsonb long nchar nclob number numeric nvarchar2 precision raw real refcursor rowid smallint sys_refcursor text timestamptz urowid uuid varchar varchar2 xml xmltype'.split(
      ' ',
    ),
  );
  const token =
    /--[^\n]*|\/\*[\s\S]*?(?:\*\/|$)|n?q'(\S)[\s\S]*?\S'|[eE]?'(?:[^']|'')*'|"(?:[^"]|"")*"|[a-zA-Z_][\w$#]*|\d+(?:\.\d+)?|\s+|[^\s\w]/g;
  /** The text in lines, each a list of nodes. */
  function lines(text) {
    const result = [[]];
    const put = (piece, name) => {
      const parts = piece.split('\n');
      parts.forEach((part, i) => {
        if (i > 0) result.push([]);
        if (part === '') return;
        result[result.length - 1].push(name ? h('span', { class: name }, part) : part);
      });
    };
    for (const match of text.replace(/\r\n?/g, '\n').matchAll(token)) {
      const [piece] = match;
      if (piece.startsWith('--') || piece.startsWith('/*')) put(piece, 'c');
      else if (/^[eEnq]*'/.test(piece)) put(piece, 's');
      else if (piece.startsWith('"')) put(piece);
      else if (/^\d/.test(piece)) put(piece, 'n');
      else if (words.has(piece.toLowerCase())) put(piece, 'k');
      else if (types.has(piece.toLowerCase())) put(piece, 't');
      else put(piece);
    }
    return result;
  }
  const highlighted = (text) => lines(text).flatMap((line, i) => (i === 0 ? line : ['\n', ...line]));

  // ---------- tables with filters, order and pages ----------
  function pager(container, rows, render, columns, label, initial) {
    let sorted = rows;
    let order = initial;
    let page = 0;
    const body = h('tbody', {});
    const heads = columns.map((c, i) =>
      h(
        'th',
        { scope: 'col', class: c.class },
        c.key
          ? h(
              'button',
              {
                type: 'button',
                class: 'sort',
                onclick: () => {
                  order = order?.column === i ? { column: i, down: !order.down } : { column: i, down: c.down === true };
                  sort();
                  show(0);
                },
              },
              c.title,
            )
          : c.title,
      ),
    );
    const status = h('p', { class: 'count', role: 'status' });
    const nav = h('nav', { class: 'pages', 'aria-label': `Pages of ${label}` });
    function sort() {
      heads.forEach((th, i) => {
        if (order?.column === i) th.setAttribute('aria-sort', order.down ? 'descending' : 'ascending');
        else th.removeAttribute('aria-sort');
      });
      if (!order) return;
      const { key } = columns[order.column];
      const sign = order.down ? -1 : 1;
      sorted = [...sorted].sort((a, b) => {
        const [x, y] = [key(a), key(b)];
        return x < y ? -sign : x > y ? sign : 0;
      });
    }
    function show(to) {
      page = to;
      const from = page * pageSize;
      body.replaceChildren(...sorted.slice(from, from + pageSize).map(render));
      const last = Math.max(0, Math.ceil(sorted.length / pageSize) - 1);
      status.textContent =
        sorted.length === rows.length
          ? `${number(rows.length)} ${label}`
          : `${number(sorted.length)} of ${number(rows.length)} ${label}`;
      const step = (text, target) =>
        h(
          'button',
          {
            type: 'button',
            disabled: target < 0 || target > last || target === page,
            onclick: () => {
              show(target);
              container.scrollIntoView();
            },
          },
          text,
        );
      nav.replaceChildren(
        ...(last === 0
          ? []
          : [
              step('First', 0),
              step('Previous', page - 1),
              h('span', {}, `Page ${page + 1} of ${last + 1}`),
              step('Next', page + 1),
              step('Last', last),
            ]),
      );
    }
    container.replaceChildren(
      status,
      h(
        'div',
        { class: 'scroll', tabindex: 0, role: 'region', 'aria-label': label },
        h('table', { class: 'list' }, h('thead', {}, h('tr', {}, heads)), body),
      ),
      nav,
    );
    return (keep) => {
      sorted = rows.filter(keep);
      sort();
      show(0);
    };
  }

  const options = (select, values, all) =>
    select.replaceChildren(
      h('option', { value: '' }, all),
      ...values.map(([value, text]) => h('option', { value }, text)),
    );
  const counted = (items, key) => {
    const counts = new Map();
    for (const item of items) {
      const k = key(item);
      if (k !== undefined) counts.set(k, (counts.get(k) ?? 0) + 1);
    }
    return [...counts].sort(([a], [b]) => (a < b ? -1 : 1)).map(([k, n]) => [k, `${k || '(none)'} (${number(n)})`]);
  };

  // ---------- issues ----------
  let filterIssues;
  function issues(query) {
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
            h('td', {}, f.object ? objectLink(f.object, true) : ''),
            h(
              'td',
              { class: 'place' },
              f.object
                ? h('a', { href: `${objectHref(f.object)}/${f.line}` }, `${f.file}:${f.line}`)
                : `${f.file}:${f.line}`,
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

  // ---------- objects ----------
  let filterObjects;
  function objectList(query) {
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
      for (const [name, value] of new URLSearchParams(query))
        if (form.elements[name]) form.elements[name].value = value;
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

  // ---------- columns ----------
  let filterColumns;
  function columnList(query) {
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

  // ---------- pictures of relationships ----------
  let pictures;
  function draw(details) {
    const place = details.querySelector('.picture');
    if (!place || place.firstChild) return;
    pictures ??= JSON.parse(document.getElementById('pictures').textContent);
    const p = pictures[Number(details.dataset.picture)];
    const [boxWidth, head, row] = [190, 22, 15];
    const cut = (text, length) => (text.length > length ? `${text.slice(0, length - 1)}…` : text);
    const svg = h('svg', {
      class: 'er',
      width: p.width,
      height: p.height,
      viewBox: `0 0 ${p.width} ${p.height}`,
      role: 'group',
      'aria-label': p.label,
    });
    svg.append(
      ...p.lines.map((l) =>
        h('path', { class: l.declared ? 'declared' : 'inferred', d: l.path }, h('title', {}, l.title)),
      ),
    );
    for (const box of p.boxes) {
      if (!box.isGuest)
        svg.append(h('rect', { x: box.x, y: box.y, width: boxWidth, height: box.height, class: 'entity' }));
      const link = document.createElementNS('http://www.w3.org/2000/svg', 'a');
      link.setAttribute('href', box.href);
      link.append(
        h('title', {}, box.name),
        h('rect', { x: box.x, y: box.y, width: boxWidth, height: head, class: box.isGuest ? 'head guest' : 'head' }),
        h('text', { x: box.x + 8, y: box.y + 15, class: 'name' }, cut(box.name, 22)),
      );
      svg.append(link);
      box.columns.forEach(([mark, name], i) => {
        const y = box.y + head + 13 + i * row;
        svg.append(
          h('text', { x: box.x + 8, y, class: 'column soft' }, mark),
          h('text', { x: box.x + 30, y, class: 'column' }, cut(name, 22)),
        );
      });
    }
    place.append(svg);
  }
  const ownerBlocks = [...document.querySelectorAll('.er-block')];
  for (const details of ownerBlocks) details.addEventListener('toggle', () => details.open && draw(details));
  function relationships() {
    for (const details of ownerBlocks) if (details.open) draw(details);
  }
  window.addEventListener('beforeprint', relationships);

  // ---------- one object ----------
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
    const used = [
      ...new Set([...(sourcesOf(o.id)?.p ?? '').matchAll(/\bora\.([a-z_0-9]+)\(/g)].map((m) => m[1])),
    ].filter((n) => data.runtime[n]);
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

  function object(path) {
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
            ? [`${number(o.lines)} lines of code`, `wave ${o.wave}`, `${number(o.dependents)} objects depend on it`]
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

  // ---------- the way around ----------
  const views = new Set([...document.querySelectorAll('[data-view]')].map((s) => s.dataset.view));
  let started = false;
  function route() {
    const [, name = '', rest = ''] = /^#?([a-z-]*)[/?]?(.*)$/.exec(location.hash) ?? [];
    const view = views.has(name) ? name : data.part === 0 ? 'overview' : 'object';
    root.dataset.shown = view;
    for (const section of document.querySelectorAll('[data-view]')) section.hidden = section.dataset.view !== view;
    for (const link of document.querySelectorAll('#nav a')) {
      if (link.getAttribute('href').endsWith(`#${view === 'object' ? 'objects' : view}`))
        link.setAttribute('aria-current', 'page');
      else link.removeAttribute('aria-current');
    }
    document.title = data.title;
    if (view === 'issues') issues(rest);
    else if (view === 'objects') objectList(rest);
    else if (view === 'types') columnList(rest);
    else if (view === 'relationships') relationships();
    else if (view === 'object')
      object(rest === '' ? String(objects.find((o) => o.part === data.part)?.id ?? '') : rest);
    if (view !== 'object') window.scrollTo(0, 0);
    if (started) document.querySelector(`[data-view="${view}"] h2`)?.focus({ preventScroll: true });
    started = true;
  }
  window.addEventListener('hashchange', route);
  for (const button of document.querySelectorAll('button[data-code]'))
    button.addEventListener('click', () => openHelp(button.dataset.code));

  // ---------- theme, print, keys ----------
  const themes = ['auto', 'light', 'dark'];
  const themeButton = $('theme');
  const stored = () => {
    try {
      return localStorage.getItem('oraphant-theme') ?? 'auto';
    } catch {
      return 'auto';
    }
  };
  function setTheme(theme) {
    root.dataset.theme = theme;
    themeButton.textContent = `Theme: ${theme}`;
    try {
      localStorage.setItem('oraphant-theme', theme);
    } catch {
      // A file opened from disk may have no storage: the choice lasts as long as the page.
    }
  }
  themeButton.addEventListener('click', () =>
    setTheme(themes[(themes.indexOf(root.dataset.theme) + 1) % themes.length]),
  );
  setTheme(themes.includes(stored()) ? stored() : 'auto');
  $('print').addEventListener('click', () => window.print());
  document.addEventListener('keydown', (event) => {
    if (
      event.ctrlKey ||
      event.metaKey ||
      event.altKey ||
      /^(INPUT|SELECT|TEXTAREA)$/.test(event.target.tagName) ||
      dialog.open
    )
      return;
    const target = {
      o: '#overview',
      i: '#issues',
      b: '#objects',
      e: '#effort',
      w: '#waves',
      t: '#types',
      r: '#relationships',
      c: '#contract',
    }[event.key];
    if (event.key === '/') {
      event.preventDefault();
      if (root.dataset.shown !== 'objects' && root.dataset.shown !== 'issues') location.hash = '#issues';
      setTimeout(() => $(root.dataset.shown === 'objects' ? 'object-text' : 'issue-text')?.focus());
    } else if (event.key === '?') $('keys').showModal();
    else if (target && data.part === 0) location.hash = target;
  });
  $('keys-close').addEventListener('click', () => $('keys').close());
  route();
})();
