/** True if a value has the expected form. A journal from elsewhere can contain anything. */
export type Shape = (value: unknown) => boolean;

export const text: Shape = (value) => typeof value === 'string';
export const truth: Shape = (value) => typeof value === 'boolean';
export const count: Shape = (value) => typeof value === 'number' && Number.isSafeInteger(value) && value >= 0;
export const nothing: Shape = (value) => value === null;
/** An optional field that is missing. */
export const absent: Shape = (value) => value === undefined;

export function either(...shapes: readonly Shape[]): Shape {
  return (value) => shapes.some((fits) => fits(value));
}

export function oneOf(...known: readonly unknown[]): Shape {
  return (value) => known.includes(value);
}

export function listOf(item: Shape): Shape {
  return (value) => Array.isArray(value) && value.every(item);
}

/** An object with at least these fields. */
export function fields(shapes: Readonly<Record<string, Shape>>): Shape {
  const all = Object.entries(shapes);
  return (value) => isObject(value) && all.every(([name, fits]) => fits(value[name]));
}

export function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** True if a value has at most this many levels: a deeper one could overflow the stack when it is written as JSON. */
export function isShallow(value: unknown, levels: number): boolean {
  if (typeof value !== 'object' || value === null) return true;
  return levels > 0 && Object.values(value).every((one) => isShallow(one, levels - 1));
}
