import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import Handlebars from 'handlebars';

/** The report's parts that have a file of their own, each a partial of the page. */
const partials = ['summary', 'lists', 'relationships'];

/**
 * The page of the report as a function of its view. The build puts the templates in
 * compiled form in this module's place.
 */
export function reportTemplate(): (view: object) => string {
  const read = (name: string): string =>
    readFileSync(fileURLToPath(new URL(`./assets/${name}.hbs`, import.meta.url)), 'utf8');
  const handlebars = Handlebars.create();
  for (const name of partials) handlebars.registerPartial(name, read(name));
  return handlebars.compile(read('report'), { strict: false });
}
