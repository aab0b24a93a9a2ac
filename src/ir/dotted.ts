/** A name of the source with its dots: `HR.EMP`. */
export const dotted = ({ parts }: { readonly parts: readonly { readonly name: string }[] }): string =>
  parts.map((part) => part.name).join('.');
