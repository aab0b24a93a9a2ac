import type { Automation, ObjectEntry } from '../model/objects.js';

/** Where an object's page is. */
export interface Links {
  href(object: ObjectEntry): string;
  object(object: ObjectEntry): ObjectView;
}

/** An object as the templates name it, with the link to its part of the report. */
export interface ObjectView {
  readonly href: string;
  readonly kind: string;
  readonly name: string;
  readonly state: Automation;
  readonly word: string;
}
