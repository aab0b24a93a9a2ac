/** A folder is not as `oraphant convert` wrote it. */
export class ProjectError extends Error {
  override readonly name = 'ProjectError';
}
