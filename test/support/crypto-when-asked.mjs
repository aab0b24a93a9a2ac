// Goes into the bundle in the place of `node:crypto`.
import { createRequire } from 'node:module';

const load = createRequire(import.meta.url);
export const createHash = (algorithm) => load('node:crypto').createHash(algorithm);
export const randomBytes = (size) => load('node:crypto').randomBytes(size);
export const randomUUID = () => load('node:crypto').randomUUID();
