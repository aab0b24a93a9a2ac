import { quoted } from '../lobs/values.js';
import type { Made, Session } from './places.js';

/*
 * The page that HTP makes: PRN adds a text, P and PRINT a line, PS and PRINTS a text with &, <, > and " escaped; GET_PAGE gives the whole of it in pieces and
 * takes it out of the buffer. (PL/SQL Packages, "HTP", "OWA_UTIL")
 */
const texts = ['<b>bold</b>', 'plain', 'a & b', '"quoted"', 'it < that', ' '];
const escaped = (s: string): string =>
  s.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');

export function pageStep({ random }: Session, label: string): Made {
  const members = [
    { name: 'P', made: (s: string) => `${s}|` },
    { name: 'PRINT', made: (s: string) => `${s}|` },
    { name: 'PRN', made: (s: string) => s },
    { name: 'PS', made: escaped },
    { name: 'PRINTS', made: escaped },
  ];
  const calls = Array.from({ length: random.below(6) }, () => {
    const member = random.pick(members);
    const isLong = random.chance(0.15);
    const text = random.pick(texts);
    const times = isLong ? 60 : 1;
    return {
      line: `HTP.${member.name}(${isLong ? `RPAD('x', ${times}, 'x') || ` : ''}${quoted(text)});`,
      page: member.made((isLong ? 'x'.repeat(times) : '') + text),
    };
  });
  const inner = random.pick(texts);
  return {
    declared: [`page_${label} HTP.HTBUF_ARR;`, `rows_${label} INTEGER := 99999;`, `all_${label} VARCHAR2(4000);`],
    body: [
      'HTP.INIT;',
      ...calls.map((call) => call.line),
      `HTP.P(HTF.ESCAPE_SC(${quoted(inner)}));`,
      `HTP.GET_PAGE(page_${label}, rows_${label});`,
      `FOR at IN 1 .. rows_${label} LOOP`,
      `  all_${label} := all_${label} || page_${label}(at);`,
      'END LOOP;',
      `DBMS_OUTPUT.PUT_LINE('${label} ' || REPLACE(all_${label}, CHR(10), '|'));`,
    ],
    expected: [`${label} ${calls.map((call) => call.page).join('')}${escaped(inner)}|`],
  };
}
