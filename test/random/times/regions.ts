/** Time zones by name, whose offset depends on the moment. (SQL Language Reference, "Support for Daylight Saving Times") */
import type { Random } from '../random.js';
import { type Moment, minutes, moment, Unsettled } from './values.js';

const regions = ['Europe/London', 'America/New_York', 'Asia/Tokyo', 'Asia/Kolkata', 'Australia/Sydney', 'UTC'] as const;
export const someRegion = (random: Random): string => random.pick(regions);

const formats = new Map<string, Intl.DateTimeFormat>();

function offsetAt(us: bigint, region: string): number {
  let format = formats.get(region);
  if (!format) {
    format = new Intl.DateTimeFormat('en-US', { timeZone: region, timeZoneName: 'longOffset' });
    formats.set(region, format);
  }
  const shown = format.formatToParts(new Date(Number(us / 1000n))).find((p) => p.type === 'timeZoneName')?.value ?? '';
  const [, sign = '+', hours = '0', rest = '0'] = /GMT([+-])(\d+):(\d+)/.exec(shown) ?? [];
  return (sign === '-' ? -1 : 1) * (Number(hours) * 60 + Number(rest));
}

/** The moment, shown in the region. Of times before 1990 the zone's history is not everywhere the same. */
export function inRegion(us: bigint, region: string): Moment {
  const at = moment(us, offsetAt(us, region));
  if (us < 631_152_000_000_000n || us > 2_140_000_000_000_000n) throw new Unsettled();
  return { ...at, region };
}

/** The moment at which the clocks of the region show this, where it is not one of two and not one that is left out. */
export function fromRegion(shown: bigint, region: string): Moment {
  const around = [-1440, 0, 1440].map((m) => offsetAt(shown + minutes(m), region));
  const [offset = 0] = around;
  if (around.some((o) => o !== offset)) throw new Unsettled();
  return inRegion(shown - minutes(offset), region);
}
