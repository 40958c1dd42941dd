import type { Place } from '../snapshot/place.ts';
import type { YamlNode, YamlScalar } from './node.ts';
import { nearest } from '../text/nearest.ts';
import { quoted } from './problem.ts';
import type { Problem } from './problem.ts';

/** The value that is read: its name in messages, and the list for problems. */
export interface About {
  readonly what: string;
  readonly problems: Problem[];
}

/** The result for a value that could not be read, after the error was reported. */
export const UNREAD = Symbol('unread');

/** Reads one type of value. */
export type Read<T> = (node: YamlNode, about: About) => T | typeof UNREAD;

/** A key of a mapping: how its value is read, and its default. */
export interface Field<T> {
  readonly read: Read<T>;
  readonly absent: { readonly value: T } | null;
}
type Values<S> = { readonly [K in keyof S]: S[K] extends Field<infer T> ? T : never };

export interface Placed<T> {
  readonly value: T;
  readonly place: Place;
}

export const required = <T>(read: Read<T>): Field<T> => ({ read, absent: null });
export const optional = <T, D>(read: Read<T>, value: D): Field<T | D> => ({ read, absent: { value } });

/** A mapping with exactly these keys. An optional key without a value counts as absent. */
export function mapping<S extends Readonly<Record<string, Field<unknown>>>>(shape: S): Read<Values<S>> {
  const fields = new Map(Object.entries<Field<unknown>>(shape));
  return (node, about) => {
    if (node.kind !== 'mapping') return wrong(node, about, 'keys with values');
    const values = new Map<string, unknown>();
    for (const { key, place, value } of node.entries) {
      const field = fields.get(key);
      if (field === undefined) {
        about.problems.push({ message: `unknown key ${quoted(key)}${suggestion(key, [...fields.keys()])}`, place });
      } else if (!isEmpty(value) || field.absent === null) {
        const read = field.read(value, { ...about, what: quoted(key) });
        values.set(key, read === UNREAD && field.absent !== null ? field.absent.value : read);
      }
    }
    for (const [key, field] of fields) {
      if (values.has(key)) continue;
      values.set(
        key,
        field.absent === null ? complain(node, about, `lacks the key ${quoted(key)}`) : field.absent.value,
      );
    }
    return [...values.values()].includes(UNREAD) ? UNREAD : (Object.fromEntries(values) as Values<S>);
  };
}

/** A mapping whose keys are words of `known` (`noun` names them), or any words at all. */
export function dictionary<T>(
  read: Read<T>,
  known: { readonly noun: string; readonly words: readonly string[] } | null,
): Read<Readonly<Record<string, T>>> {
  const words = new Set(known?.words);
  return (node, about) => {
    if (node.kind !== 'mapping') return wrong(node, about, 'keys with values');
    const values: [string, T][] = [];
    for (const { key, place, value } of node.entries) {
      if (known !== null && !words.has(key)) {
        about.problems.push({ message: `unknown ${known.noun} ${quoted(key)}${suggestion(key, known.words)}`, place });
        continue;
      }
      const input = read(value, { ...about, what: quoted(key) });
      if (input !== UNREAD) values.push([key, input]);
    }
    return Object.fromEntries(values);
  };
}

/** A list; entries that cannot be read are reported and omitted. */
export function list<T>(read: Read<T>): Read<readonly T[]> {
  return (node, about) => {
    if (node.kind !== 'list') return wrong(node, about, 'a list');
    const values: T[] = [];
    for (const item of node.items) {
      const value = read(item, { ...about, what: `an entry of ${about.what}` });
      if (value !== UNREAD) values.push(value);
    }
    return values;
  };
}

/** A list, or one entry without a list. */
export function oneOrMore<T>(read: Read<T>): Read<readonly T[]> {
  return (node, about) => {
    if (node.kind === 'list') return list(read)(node, about);
    const value = read(node, about);
    return value === UNREAD ? UNREAD : [value];
  };
}

/** Text, possibly empty. A number is read as written: `clause: 2` means the text. */
export const anyText: Read<string> = (node, about) => {
  if (node.kind !== 'scalar') return wrong(node, about, 'text');
  return typeof node.value === 'string' || typeof node.value === 'number' ? node.text : wrong(node, about, 'text');
};

/** Non-empty text. */
export const text: Read<string> = checked(anyText, (value) => (value.trim() === '' ? 'must not be empty' : null));

export const flag: Read<boolean> = (node, about) =>
  node.kind === 'scalar' && typeof node.value === 'boolean' ? node.value : wrong(node, about, 'true or false');

/** A word of a closed vocabulary. */
export function oneOf<const W extends string>(words: readonly W[]): Read<W> {
  return (node, about) => {
    const typed = anyText(node, about);
    if (typed === UNREAD) return UNREAD;
    const word = words.find((candidate) => candidate === typed);
    return (
      word ?? complain(node, about, `must be one of ${words.join(', ')}, not ${quoted(typed)}${near(typed, words)}`)
    );
  };
}

/** The result of `read`, unless `fault` returns an error for it. */
export function checked<T>(read: Read<T>, fault: (value: T) => string | null): Read<T> {
  return (node, about) => {
    const value = read(node, about);
    if (value === UNREAD) return UNREAD;
    const found = fault(value);
    return found === null ? value : complain(node, about, found);
  };
}

/** The result of `read`, with its place. */
export function placed<T>(read: Read<T>): Read<Placed<T>> {
  return (node, about) => {
    const value = read(node, about);
    return value === UNREAD ? UNREAD : { value, place: node.place };
  };
}

/** The node itself, for a value that can only be read together with others. */
export const asNode: Read<YamlNode> = (node) => node;

/** Reports `${what} ${message}` at the node's place. */
export function complain(node: YamlNode, about: About, message: string): typeof UNREAD {
  if (node.kind !== 'broken') about.problems.push({ message: `${about.what} ${message}`, place: node.place });
  return UNREAD;
}

/** ` (nearest: severity)` or, if nothing is near, ` (known: …)` if that is short. */
export function suggestion(word: string, words: readonly string[]): string {
  return near(word, words) || (words.length > 0 && words.length <= 12 ? ` (known: ${words.join(', ')})` : '');
}

function near(word: string, words: readonly string[]): string {
  const meant = nearest(word, words);
  return meant === null ? '' : ` (nearest: ${meant})`;
}

function isEmpty(node: YamlNode): node is YamlScalar {
  return node.kind === 'scalar' && node.value === null;
}

function wrong(node: YamlNode, about: About, wanted: string): typeof UNREAD {
  return complain(node, about, `must be ${wanted}, not ${kindOf(node)}`);
}

function kindOf(node: YamlNode): string {
  if (node.kind === 'mapping') return 'keys with values';
  if (node.kind === 'list') return 'a list';
  if (node.kind === 'broken' || node.value === null) return 'nothing';
  return typeof node.value === 'string'
    ? `the text ${quoted(node.value)}`
    : `${typeof node.value === 'number' ? 'the number ' : ''}${node.text}`;
}
