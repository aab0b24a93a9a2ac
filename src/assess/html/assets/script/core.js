// The report in the browser: its data, and the making of elements. Everything shown is made of text nodes: nothing of the data is read as markup.
export const data = JSON.parse(document.getElementById('data').textContent);
export const root = document.documentElement;
root.classList.add('js');

export const severities = ['error', 'warning', 'info'];
const severityWords = ['Error', 'Warning', 'Info'];
export const states = ['auto', 'check', 'manual', 'refused'];
const stateWords = ['Automatic', 'To check', 'By hand', 'Refused'];
export const pageSize = 100;

export const objects = data.objects.map((o) => ({
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
export const byId = new Map(objects.map((o) => [o.id, o]));
export const findings = data.findings.map((f, index) => ({
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
export const findingsOf = new Map();
for (const f of findings) {
  if (!f.object) continue;
  if (!findingsOf.has(f.object.id)) findingsOf.set(f.object.id, []);
  findingsOf.get(f.object.id).push(f);
}

// Read when the first object is looked at: it is most of the file.
let sources;
export const sourcesOf = (id) => {
  sources ??= JSON.parse(document.getElementById('sources').textContent);
  return sources[id];
};

const svgNames = new Set(['svg', 'g', 'rect', 'path', 'text', 'title', 'line', 'circle']);
export function h(tag, attributes, ...children) {
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
export const $ = (id) => document.getElementById(id);
export const number = (n) => n.toLocaleString('en-US');
export const effort = (minutes) => {
  if (minutes < 1) return minutes > 0 ? '< 1 min' : '–';
  if (minutes < 90) return `${Math.round(minutes)} min`;
  if (minutes < data.minutesPerDay * 1.5) return `${(minutes / 60).toFixed(1)} h`;
  return `${(minutes / data.minutesPerDay).toFixed(1)} days`;
};
export const severityBadge = (s) => h('span', { class: `badge ${severities[s]}` }, severityWords[s]);
export const stateBadge = (s) => h('span', { class: `badge ${states[s]}` }, stateWords[s]);
export const objectHref = (o) => {
  if (o.part === data.part) return `#object/${o.id}`;
  const folder = data.part === 0 ? 'report-objects/' : '';
  return o.part === 0 ? `../report.html#object/${o.id}` : `${folder}${o.part}.html#object/${o.id}`;
};
/** A name or path, which may be broken behind what parts it. */
export const breakable = (text) => text.split(/(?<=[/._])/).flatMap((part, i) => (i > 0 ? [h('wbr'), part] : [part]));
export const objectLink = (o, withKind) =>
  h(
    'a',
    { href: objectHref(o) },
    withKind ? h('span', { class: 'kind' }, `${o.kind} `) : undefined,
    ...breakable(o.full),
  );
export const noteOf = (f) => (f.note === '' ? undefined : h('span', { class: 'decided' }, ` (${f.note})`));
