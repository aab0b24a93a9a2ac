// Pictures of relationships, drawn when they are looked at.
import { h } from './core.js';

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
export function relationships() {
  for (const details of ownerBlocks) if (details.open) draw(details);
}
window.addEventListener('beforeprint', relationships);
