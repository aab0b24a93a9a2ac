import type { Kind } from './values.js';

/** What ALTER SESSION sets: the models that implicit conversions read and write, and the zone in minutes. */
export interface Session {
  readonly dateModel: string;
  readonly timestampModel: string;
  readonly zonedModel: string;
  readonly zone: number;
}

export const offsetText = (offset: number): string => {
  const size = Math.abs(offset);
  const pad = (n: number): string => String(n).padStart(2, '0');
  return `${offset < 0 ? '-' : '+'}${pad(Math.floor(size / 60))}:${pad(size % 60)}`;
};

export const dateModels = [
  'DD-MON-RR',
  'YYYY-MM-DD HH24:MI:SS',
  'DD.MM.YYYY HH24:MI',
  'YYYYMMDD',
  'DD-Mon-YYYY',
  'MM/DD/YYYY HH:MI:SS AM',
  'DD/MM/YYYY HH24:MI:SS',
  'YYYY-MM-DD"T"HH24:MI:SS',
] as const;
export const timestampModels = [
  'DD-MON-RR HH.MI.SS.FF6 AM',
  'YYYY-MM-DD HH24:MI:SS.FF6',
  'YYYY-MM-DD HH24:MI:SS.FF3',
  'DD.MM.YYYY HH24:MI:SS',
  'DD-MON-YYYY HH:MI:SS.FF2 PM',
] as const;

/** The model of the session that a moment of the kind is shown by. */
export const modelOf = (session: Session, kind: Kind): string =>
  kind === 'DATE' ? session.dateModel : kind === 'ZONED' ? session.zonedModel : session.timestampModel;

export const sessionScript = ({ dateModel, timestampModel, zonedModel, zone }: Session): string[] => [
  `ALTER SESSION SET NLS_DATE_FORMAT = '${dateModel}';`,
  `ALTER SESSION SET NLS_TIMESTAMP_FORMAT = '${timestampModel}';`,
  `ALTER SESSION SET NLS_TIMESTAMP_TZ_FORMAT = '${zonedModel}';`,
  `ALTER SESSION SET TIME_ZONE = '${offsetText(zone)}';`,
];
