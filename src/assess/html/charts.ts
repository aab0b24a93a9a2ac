import { percent, type Share } from '../model/automation.js';
import type { EffortEstimate, EffortPart } from '../model/effort.js';
import { type Automation, automations } from '../model/objects.js';
import { number, tenths } from './numbers.js';

/** Text for the inside of an element or a quoted attribute. */
const escaped = (text: string): string => text.replace(/[&<>"']/g, (c) => `&#${c.charCodeAt(0)};`);

/** The states in words. */
export const stateWords: Readonly<Record<Automation, string>> = {
  auto: 'Automatic',
  check: 'To check',
  manual: 'By hand',
  refused: 'Refused',
};

/** What effort is for, in words. */
export const effortWords: Readonly<Record<EffortPart['kind'] | 'project', string>> = {
  finding: 'Findings',
  review: 'Review',
  test: 'Test',
  rewrite: 'Write again',
  project: 'Project',
};

const svg = (width: number, height: number, label: string, body: string): string =>
  `<svg class="chart" viewBox="0 0 ${width} ${height}" role="img" aria-label="${escaped(label)}">${body}</svg>`;

const rect = (x: number, y: number, width: number, height: number, name: string, title = ''): string =>
  `<rect x="${tenths(x)}" y="${tenths(y)}" width="${tenths(width)}" height="${tenths(height)}" ` +
  `class="${name}">${title === '' ? '' : `<title>${escaped(title)}</title>`}</rect>`;

const text = (x: number, y: number, content: string, name = '', anchor = 'start'): string =>
  `<text x="${tenths(x)}" y="${tenths(y)}" class="${name}" text-anchor="${anchor}">${escaped(content)}</text>`;

/** Bars of one whole each, split by state. */
export function shareBars(rows: readonly { readonly title: string; readonly share: Share }[]): string {
  const [width, left, step] = [500, 100, 46];
  const body = rows.map(({ title, share }, i) => {
    const y = i * step + 6;
    return text(0, y + 20, title) + stacked(share, left, y, width - left, 28);
  });
  const label = rows.map((r) => `${r.title}: ${percent(r.share, 'auto')} automatic`).join('; ');
  return svg(width, rows.length * step, label, body.join(''));
}

function stacked(share: Share, x: number, y: number, width: number, height: number): string {
  let at = x;
  let out = rect(x, y, width, height, 'track');
  for (const state of automations) {
    const part = share.total === 0 ? 0 : (width * share[state]) / share.total;
    if (part === 0) continue;
    // The smallest part stays visible.
    out += rect(
      at,
      y,
      Math.max(part, 1.5),
      height,
      state,
      `${stateWords[state]}: ${number(share[state])} (${percent(share, state)})`,
    );
    at += part;
  }
  return out;
}

/** A bar an owner, its length the number of objects, split by state. */
export function ownerBars(
  rows: readonly { readonly title: string; readonly share: Share; readonly lines: number }[],
): string {
  const [width, left, right, step] = [1100, 170, 190, 30];
  const most = Math.max(1, ...rows.map((r) => r.share.total));
  const body = rows.map(({ title, share, lines }, i) => {
    const y = i * step + 4;
    const length = ((width - left - right) * share.total) / most;
    return (
      text(0, y + 16, title.length > 20 ? `${title.slice(0, 19)}…` : title) +
      stacked(share, left, y, Math.max(length, 3), 22) +
      text(left + Math.max(length, 3) + 10, y + 16, `${number(share.total)} objects, ${number(lines)} lines`, 'soft')
    );
  });
  return svg(width, Math.max(1, rows.length) * step, 'Objects by owner and state', body.join(''));
}

/** The likely effort by what it is for, and the range up to P90. */
export function effortBar(effort: EffortEstimate): string {
  const { minutesPerDay } = effort.model;
  const [width, top, height] = [500, 30, 34];
  const longest = Math.max(effort.total.p90, 1);
  const scale = (minutes: number): number => (minutes / longest) * (width - 2);
  let at = 0;
  let body = rect(0, top, width, height, 'track');
  for (const kind of effortKinds) {
    const minutes = effort.byKind[kind];
    if (minutes <= 0) continue;
    body += rect(
      at,
      top,
      scale(minutes),
      height,
      kind,
      `${effortWords[kind]}: ${(minutes / minutesPerDay).toFixed(1)} days`,
    );
    at += scale(minutes);
  }
  const [p50, p90] = [scale(effort.total.p50), scale(effort.total.p90)];
  const middle = top + height + 14;
  body +=
    `<path class="whisker" fill="none" d="M${tenths(p50)},${middle - 6} v12 M${tenths(p50)},${middle} ` +
    `H${tenths(p90)} M${tenths(p90)},${middle - 6} v12"></path>`;
  body += text(
    Math.min(p50, width - 130),
    top - 10,
    `P50: ${(effort.total.p50 / minutesPerDay).toFixed(1)} days`,
    '',
    p50 > width / 2 ? 'end' : 'start',
  );
  body += text(width, top - 10, `P90: ${(effort.total.p90 / minutesPerDay).toFixed(1)} days`, '', 'end');
  return svg(width, middle + 12, 'Likely effort by what it is for, and the range from P50 to P90', body);
}

/** What effort is for, in the order of bars and rows. */
export const effortKinds = ['finding', 'rewrite', 'review', 'test', 'project'] as const;

/** Columns with a number above and a name below. */
export function columns(
  label: string,
  bars: readonly { readonly title: string; readonly count: number; readonly share?: Share }[],
  width = 1100,
): string {
  const [height, base] = [190, 160];
  const slot = Math.min(120, width / Math.max(1, bars.length));
  const most = Math.max(1, ...bars.map((b) => b.count));
  const body = bars.map((bar, i) => {
    const x = i * slot + slot * 0.15;
    const wide = slot * 0.7;
    let y = base;
    let out = '';
    const total = (bar.count / most) * (base - 24);
    if (bar.share) {
      for (const state of automations) {
        const part = bar.share.total === 0 ? 0 : (total * bar.share[state]) / bar.share.total;
        if (part === 0) continue;
        y -= part;
        out += rect(x, y, wide, part, state, `${stateWords[state]}: ${number(bar.share[state])}`);
      }
    } else {
      y -= total;
      out += rect(x, y, wide, total, 'plain', `${bar.title}: ${number(bar.count)}`);
    }
    return (
      out +
      text(x + wide / 2, y - 6, number(bar.count), '', 'middle') +
      text(x + wide / 2, base + 18, bar.title, 'soft', 'middle')
    );
  });
  return svg(
    width,
    height,
    `${label}: ${bars.map((b) => `${b.title} ${b.count}`).join(', ')}`,
    `<line x1="0" x2="${tenths(slot * bars.length)}" y1="${base + 0.5}" y2="${base + 0.5}" ` +
      `class="axis"></line>${body.join('')}`,
  );
}

/** A light of its own form, so that it is told apart without colours. */
export function light(state: 'go' | 'slow' | 'stop'): string {
  const shape = {
    go: '<circle cx="8" cy="8" r="6.5" class="go"></circle>',
    slow: '<path d="M8,1 L15.5,14.5 H0.5 Z" class="slow"></path>',
    stop: '<rect x="1.5" y="1.5" width="13" height="13" class="stop"></rect>',
  };
  return `<svg viewBox="0 0 16 16" aria-hidden="true">${shape[state]}</svg>`;
}
