/** Text for XML 1.0 content and attributes; characters that XML cannot hold become U+FFFD. (XML 1.0, 2.2 and 2.4) */
export function xmlText(text: string): string {
  return (
    text
      // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what XML forbids
      .replaceAll(/[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]|\p{Surrogate}/gu, '\uFFFD')
      .replaceAll('&', '&amp;')
      .replaceAll('<', '&lt;')
      .replaceAll('>', '&gt;')
      .replaceAll('"', '&quot;')
      .replaceAll(/[\n\r\t]/g, (c) => `&#${c.charCodeAt(0)};`)
  );
}
