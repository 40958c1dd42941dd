/** The code of an error that the operating system gave (`ENOENT`), or the error's text where it has none. */
export function systemCode(error: unknown): string {
  if (typeof error === 'object' && error !== null && 'code' in error && typeof error.code === 'string') return error.code;
  return String(error);
}

/** True when the operating system says that this user may not read the thing. */
export function isForbidden(code: string): boolean {
  return code === 'EACCES' || code === 'EPERM';
}
