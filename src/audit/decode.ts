/** True for a value that can be taken for what it should be. Whoever hands a journal on may have written anything into it. */
export type Shape = (value: unknown) => boolean;

export const text: Shape = (value) => typeof value === 'string';
export const truth: Shape = (value) => typeof value === 'boolean';
export const count: Shape = (value) => typeof value === 'number' && Number.isSafeInteger(value) && value >= 0;
export const nothing: Shape = (value) => value === null;
/** A field that may be left out. */
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

/** An object with these fields, whatever others it has. */
export function fields(shapes: Readonly<Record<string, Shape>>): Shape {
  const all = Object.entries(shapes);
  return (value) => isObject(value) && all.every(([name, fits]) => fits(value[name]));
}

export function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** True when nothing in the value lies deeper: what is to be written as JSON again must not be. */
export function isShallow(value: unknown, levels: number): boolean {
  if (typeof value !== 'object' || value === null) return true;
  return levels > 0 && Object.values(value).every((one) => isShallow(one, levels - 1));
}
