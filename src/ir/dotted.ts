/** A name of the source, of one part or more. */
interface Parts {
  readonly parts: readonly { readonly name: string }[];
}

/** The name with its dots: `HR.EMP`. */
export const dotted = ({ parts }: Parts): string => parts.map((part) => part.name).join('.');

/** The name where it is a simple one, of one part. (PL/SQL Language Reference, appendix B, "PL/SQL Name Resolution") */
export const simpleName = ({ parts }: Parts): string | undefined => (parts.length === 1 ? parts[0]?.name : undefined);

/** Its last part: `EMP` of `HR.EMP`. */
export const lastName = ({ parts }: Parts): string => parts.at(-1)?.name ?? '';
