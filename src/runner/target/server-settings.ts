import type { Target } from './target.js';

/** A setting that decides what converted code answers, and how it reaches that of a session. */
interface CountedSetting {
  readonly name: string;
  readonly wanted: string;
  /** The values that are as good. */
  readonly fits: RegExp;
  /** What is wrong with the others. */
  readonly why: string;
}

/** (PostgreSQL manual, "Client Connection Defaults", "Version and Platform Compatibility"; "PL/pgSQL Under the Hood") */
const counted: readonly CountedSetting[] = [
  { name: 'transform_null_equals', wanted: 'off', fits: /^off$/, why: '`= NULL` is unknown in Oracle' },
  {
    name: 'quote_all_identifiers',
    wanted: 'off',
    fits: /^off$/,
    why: 'the runtime reads names as the server writes them',
  },
  { name: 'bytea_output', wanted: 'hex', fits: /^hex$/, why: 'RAW as text is hexadecimal' },
  { name: 'datestyle', wanted: 'ISO', fits: /^ISO\b/i, why: 'the runtime reads dates as the server writes them' },
  { name: 'standard_conforming_strings', wanted: 'on', fits: /^on$/, why: 'a backslash in a text is a character' },
  { name: 'xmloption', wanted: 'content', fits: /^content$/i, why: 'fragments of XML are XML' },
  { name: 'plpgsql.extra_errors', wanted: 'none', fits: /^(none)?$/, why: 'checks of PL/pgSQL refuse what is meant' },
];

/** Handlers tell Oracle's errors apart by the server's messages, which have to be English for that. */
const messages: Omit<CountedSetting, 'fits'> = {
  name: 'lc_messages',
  wanted: 'C',
  why: 'handlers tell Oracle errors apart by messages in English',
};

/**
 * Gives the session the settings that converted code counts on, as far as it may: `lc_messages` is a superuser's.
 * @throws DatabaseError
 */
export async function fitSession(target: Target): Promise<void> {
  const sets = [...counted, messages].map(
    ({ name, wanted }) =>
      `begin\n    perform set_config('${name}', '${wanted}', false);\n  exception\n    when others then null;\n  end;`,
  );
  await target.execute(`do $do$\nbegin\n  ${sets.join('\n  ')}\nend $do$`);
}

/** What is set otherwise than converted code counts on, each in a sentence with the statement that mends it. */
export async function unfitSettings(target: Target): Promise<readonly string[]> {
  const values = counted.map(({ name }) => `coalesce(current_setting('${name}', true), '')`);
  const [row = []] = (await target.execute(`select ${values.join(', ')}, quote_ident(current_database())`)).rows;
  const database = row.at(-1) ?? '';
  const told = ({ name, wanted, why }: Omit<CountedSetting, 'fits'>, value: string): string =>
    `${name} is ${value}: ${why}; ALTER DATABASE ${database} SET ${name} = '${wanted}'`;
  const unfit = counted.flatMap((each, i) => (each.fits.test(row[i] ?? '') ? [] : [told(each, row[i] ?? '')]));
  const value = await foreignMessages(target);
  return value === undefined ? unfit : [...unfit, told(messages, value)];
}

/** The value of `lc_messages` where the server's messages are not in English; a server may have no translations. */
async function foreignMessages(target: Target): Promise<string | undefined> {
  const probe = 'oraphant.message';
  await target.execute(
    `do $do$ begin perform 1 / 0; exception when division_by_zero then perform set_config('${probe}', sqlerrm, false); end $do$`,
  );
  const asked = `select current_setting('${probe}'), current_setting('lc_messages')`;
  const [[message, value] = []] = (await target.execute(asked)).rows;
  return message === 'division by zero' ? undefined : (value ?? '');
}
