// Tables with filters, order and pages of a hundred rows.
import { h, number, pageSize } from './core.js';

export function pager(container, rows, render, columns, label, initial) {
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

export const options = (select, values, all) =>
  select.replaceChildren(
    h('option', { value: '' }, all),
    ...values.map(([value, text]) => h('option', { value }, text)),
  );
export const counted = (items, key) => {
  const counts = new Map();
  for (const item of items) {
    const k = key(item);
    if (k !== undefined) counts.set(k, (counts.get(k) ?? 0) + 1);
  }
  return [...counts].sort(([a], [b]) => (a < b ? -1 : 1)).map(([k, n]) => [k, `${k || '(none)'} (${number(n)})`]);
};
