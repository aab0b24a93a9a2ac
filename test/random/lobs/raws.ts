/** RAW, BLOB and what turns them into texts and back. (PL/SQL Packages, "UTL_RAW", "DBMS_LOB"; SQL Language Reference) */
import { caught, guarded, type Session } from './session.js';
import { type Block, hexWords, OracleFailure, quoted, textOf, Unsettled, words } from './values.js';

interface Raw {
  readonly text: string;
  readonly value: string | null;
}
const bytesOf = (hex: string): number[] => (hex.match(/../g) ?? []).map((d) => Number.parseInt(d, 16));
const hexOf = (bytes: readonly number[]): string =>
  bytes.map((x) => x.toString(16).toUpperCase().padStart(2, '0')).join('');
const utf8 = (s: string): string => hexOf([...new TextEncoder().encode(s)]);

function someRaw(session: Session, depth: number): Raw {
  const { random } = session;
  if (depth <= 0 || random.chance(0.2)) {
    const kind = random.next();
    if (kind < 0.4) {
      const hex = random.pick(hexWords);
      return { text: `HEXTORAW('${random.chance(0.3) ? hex.toLowerCase() : hex}')`, value: hex };
    }
    if (kind < 0.7) {
      const name = random.pick([...session.raws.keys()]);
      return { text: name, value: session.raws.get(name) ?? null };
    }
    const word = random.pick(words);
    return { text: `UTL_RAW.CAST_TO_RAW(${quoted(word)})`, value: utf8(word) };
  }
  const a = someRaw(session, depth - 1);
  const of = (map: (hex: string) => string): string | null => (a.value === null ? null : textOf(map(a.value)));
  const whole = (x: string | null): string => {
    if (x === null) throw new Unsettled();
    return x;
  };
  switch (random.below(9)) {
    case 0: {
      const b = someRaw(session, depth - 1);
      const c = random.chance(0.3) ? someRaw(session, 0) : undefined;
      return {
        text: `UTL_RAW.CONCAT(${a.text}, ${b.text}${c ? `, ${c.text}` : ''})`,
        value: textOf((a.value ?? '') + (b.value ?? '') + (c?.value ?? '')),
      };
    }
    case 1: {
      const size = whole(a.value).length / 2;
      const from = random.pick([1, 1, 2, -1, -2]);
      const start = from > 0 ? from : size + from + 1;
      const length = random.chance(0.5) ? 1 + random.below(3) : undefined;
      if (start < 1 || start > size || (length !== undefined && start + length - 1 > size)) throw new Unsettled();
      return {
        text: `UTL_RAW.SUBSTR(${a.text}, ${from}${length === undefined ? '' : `, ${length}`})`,
        value: of((h) => h.slice((start - 1) * 2, length === undefined ? undefined : (start - 1 + length) * 2)),
      };
    }
    case 2:
      return { text: `UTL_RAW.REVERSE(${a.text})`, value: hexOf(bytesOf(whole(a.value)).toReversed()) };
    case 3: {
      const b = someRaw(session, depth - 1);
      const [name, map] = random.pick<readonly [string, (x: number, y: number) => number]>([
        ['AND', (x, y) => x & y],
        ['OR', (x, y) => x | y],
        ['XOR', (x, y) => x ^ y],
      ]);
      const value = (): string | null => {
        if (a.value === null || b.value === null) return null;
        const [x, y] = [bytesOf(a.value), bytesOf(b.value)];
        const [long, short] = x.length >= y.length ? [x, y] : [y, x];
        return hexOf(long.map((v, i) => (i < short.length ? map(v, short[i] ?? 0) : v)));
      };
      return { text: `UTL_RAW.BIT_${name}(${a.text}, ${b.text})`, value: value() };
    }
    case 4:
      return { text: `UTL_RAW.BIT_COMPLEMENT(${a.text})`, value: of((h) => hexOf(bytesOf(h).map((x) => 255 - x))) };
    case 5: {
      const n = 1 + random.below(3);
      return { text: `UTL_RAW.COPIES(${a.text}, ${n})`, value: whole(a.value).repeat(n) };
    }
    case 6: {
      const from = random.pick(['00', '61', '0102', '6C6F']);
      const to = random.pick(['FF', '4142', '2A2B']);
      const [f, t] = [bytesOf(from), bytesOf(to)];
      return {
        text: `UTL_RAW.TRANSLATE(${a.text}, HEXTORAW('${from}'), HEXTORAW('${to}'))`,
        value: textOf(
          hexOf(
            bytesOf(whole(a.value)).flatMap((x) => {
              const at = f.indexOf(x);
              return at < 0 ? [x] : t.slice(at, at + 1);
            }),
          ),
        ),
      };
    }
    case 7: {
      const from = random.pick(['00', '61', '0102', '6C6F']);
      const to = random.pick(['FF', '4142', '2A2B']);
      const [f, t] = [bytesOf(from), bytesOf(to)];
      return {
        text: `UTL_RAW.TRANSLITERATE(${a.text}, HEXTORAW('${to}'), HEXTORAW('${from}'), HEXTORAW('2D'))`,
        value: hexOf(
          bytesOf(whole(a.value)).map((x) => {
            const at = f.indexOf(x);
            return at < 0 ? x : (t[at] ?? 0x2d);
          }),
        ),
      };
    }
    default: {
      const over = someRaw(session, 0);
      const at = random.pick([1, 2, 3]);
      const [o, t] = [bytesOf(whole(over.value)), bytesOf(whole(a.value))];
      const padded = [...t, ...Array.from({ length: Math.max(0, at - 1 - t.length) }, () => 0)];
      return {
        text: `UTL_RAW.OVERLAY(${over.text}, ${a.text}, ${at})`,
        value: hexOf([...padded.slice(0, at - 1), ...o, ...padded.slice(at - 1 + o.length)]),
      };
    }
  }
}

const decoded = (hex: string): string => {
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(new Uint8Array(bytesOf(hex)));
    // What is no text, or cannot be printed on a line.
    // biome-ignore lint/suspicious/noControlCharactersInRegex: it is control characters that are looked for
    if (/[\u0000-\u001f\u007f-\u009f]/.test(text)) throw new Unsettled();
    return text;
  } catch {
    throw new Unsettled();
  }
};

export function rawStep(session: Session, label: string): Block {
  const { random } = session;
  const x = someRaw(session, 2);
  const line = (text: string): string => `DBMS_OUTPUT.PUT_LINE('${label} ' || ${text});`;
  switch (random.below(8)) {
    case 0: {
      const name = random.pick([...session.raws.keys()]);
      session.raws.set(name, x.value);
      return {
        declared: [],
        body: [`${name} := ${x.text};`, line(`NVL(RAWTOHEX(${name}), 'null') || ' ' || UTL_RAW.LENGTH(${name})`)],
        expected: [`${label} ${x.value ?? 'null'} ${x.value === null ? '' : x.value.length / 2}`],
      };
    }
    case 1:
      return { declared: [], body: [line(x.text)], expected: [`${label} ${x.value ?? ''}`] };
    case 2: {
      const text = x.value === null ? '' : decoded(x.value);
      return { declared: [], body: [line(`UTL_RAW.CAST_TO_VARCHAR2(${x.text})`)], expected: [`${label} ${text}`] };
    }
    case 3: {
      const y = someRaw(session, 1);
      if (x.value === null || y.value === null) throw new Unsettled();
      const [a, b] = [bytesOf(x.value), bytesOf(y.value)];
      const at = Array.from({ length: Math.max(a.length, b.length) }, (_, i) => i).find(
        (i) => (a[i] ?? 0) !== (b[i] ?? 0),
      );
      return {
        declared: [],
        body: [line(`UTL_RAW.COMPARE(${x.text}, ${y.text})`)],
        expected: [`${label} ${at === undefined ? 0 : at + 1}`],
      };
    }
    case 4: {
      const y = someRaw(session, 1);
      const operator = random.pick(['=', '<', '>=', '<>']);
      if (x.value === null || y.value === null) throw new Unsettled();
      const [a, b] = [x.value, y.value];
      const holds = operator === '=' ? a === b : operator === '<>' ? a !== b : operator === '<' ? a < b : a >= b;
      return {
        declared: [],
        body: [line(`CASE WHEN ${x.text} ${operator} ${y.text} THEN 'yes' ELSE 'no' END`)],
        expected: [`${label} ${holds ? 'yes' : 'no'}`],
      };
    }
    case 5: {
      const digits = random.pick(['0A', 'abc', 'F', 'xy', '1 2', 'ffFF']);
      return {
        declared: [],
        body: guarded(label, [`q1 := HEXTORAW(${quoted(digits)});`, line('q1')]),
        expected: caught(label, () => {
          if (!/^[0-9a-f]*$/i.test(digits)) throw new OracleFailure(6502);
          const even = digits.length % 2 ? `0${digits}` : digits;
          return [`${label} ${even.toUpperCase()}`];
        }),
      };
    }
    case 6: {
      const blob = random.pick([...session.blobs.keys()]);
      const all = session.blobs.get(blob) ?? null;
      const pattern = random.pick(['01', '61', '0A', '00']);
      const nth = random.pick([1, 1, 2]);
      if (all === null || all === '') throw new Unsettled();
      const places = bytesOf(all).flatMap((b, i) => (hexOf([b]) === pattern ? [i + 1] : []));
      return {
        declared: [],
        body: [
          line(
            `DBMS_LOB.INSTR(${blob}, HEXTORAW('${pattern}'), 1, ${nth}) || ' ' || RAWTOHEX(DBMS_LOB.SUBSTR(${blob}, 2, 2))`,
          ),
        ],
        expected: [`${label} ${places[nth - 1] ?? 0} ${all.slice(2, 6)}`],
      };
    }
    default: {
      const name = random.pick([...session.blobs.keys()]);
      session.blobs.set(name, x.value);
      return {
        declared: [],
        body: [`${name} := ${x.text};`, `show_bytes('${label}', ${name});`],
        expected: [`${label} ${x.value === null ? 'null' : `${x.value.length / 2} ${x.value}`}`],
      };
    }
  }
}

/** CONVERTTOBLOB and CONVERTTOCLOB with their offsets. */
export function convertStep(session: Session, label: string): Block {
  const { random } = session;
  const clob = random.pick([...session.clobs.keys()]);
  const value = session.clobs.get(clob) ?? null;
  if (value === null || value === '') throw new Unsettled();
  const hex = utf8(value);
  const set = random.pick(['DBMS_LOB.DEFAULT_CSID', "NLS_CHARSET_ID('AL32UTF8')"]);
  const [x, y] = [`x_${label}`, `y_${label}`];
  return {
    declared: [`${x} BLOB;`, `${y} CLOB;`],
    body: [
      `DBMS_LOB.CREATETEMPORARY(${x}, TRUE);`,
      `DBMS_LOB.CREATETEMPORARY(${y}, TRUE);`,
      'n1 := 1; n2 := 1; n3 := DBMS_LOB.DEFAULT_LANG_CTX;',
      `DBMS_LOB.CONVERTTOBLOB(${x}, ${clob}, DBMS_LOB.LOBMAXSIZE, n1, n2, ${set}, n3, n4);`,
      `DBMS_OUTPUT.PUT_LINE('${label} ' || n1 || ' ' || n2 || ' ' || n4);`,
      `show_bytes('${label}', ${x});`,
      'n1 := 1; n2 := 1; n3 := 0;',
      `DBMS_LOB.CONVERTTOCLOB(${y}, ${x}, DBMS_LOB.LOBMAXSIZE, n1, n2, ${set}, n3, n4);`,
      `DBMS_OUTPUT.PUT_LINE('${label} ' || n1 || ' ' || n2 || ' ' || n4);`,
      `show('${label}', ${y});`,
    ],
    expected: [
      `${label} ${hex.length / 2 + 1} ${value.length + 1} 0`,
      `${label} ${hex.length / 2} ${hex}`,
      `${label} ${value.length + 1} ${hex.length / 2 + 1} 0`,
      `${label} ${value.length} [${value}]`,
    ],
  };
}
