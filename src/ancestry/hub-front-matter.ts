import type { FrontMatter, FrontMatterValue } from '../facts/card/front-matter.ts';
import type { HubModel } from '../snapshot/hub-model.ts';

/** Of what one key of the metadata holds no more is read: a list of bases or tags that is longer was not made for people. */
const MOST_VALUES = 256;
const LONGEST = 1024;

/**
 * What the Hub's API says of a model, read like the front matter of its card: what the Hub takes for the bases and the
 * tags stands before what the card says. None of it has a place of its own.
 */
export function hubFrontMatter({ baseModels, tags, cardData }: HubModel): Pick<FrontMatter, 'values'> {
  const beside: Readonly<Record<string, unknown>> = { base_model: baseModels?.ids, tags };
  return {
    values: (key) => {
      const own = cardData !== null && Object.hasOwn(cardData, key) ? cardData[key] : undefined;
      return scalars([Object.hasOwn(beside, key) ? beside[key] : undefined, own]).map(placeless);
    },
  };
}

/** All scalars below a value of any shape, in order. */
function scalars(value: unknown): string[] {
  const found: string[] = [];
  const pending = [value];
  for (let read = 0; pending.length > 0 && read < MOST_VALUES * 4 && found.length < MOST_VALUES; read += 1) {
    const one = pending.pop();
    if (typeof one === 'string' || typeof one === 'number' || typeof one === 'boolean') {
      const text = String(one);
      if (text.length <= LONGEST) found.push(text);
    } else if (typeof one === 'object' && one !== null) {
      pending.push(...Object.values(one).slice(0, MOST_VALUES).reverse());
    }
  }
  return found;
}

function placeless(text: string): FrontMatterValue {
  return { text, place: { file: 'README.md', line: 1, column: 1, endLine: 1, endColumn: 1 } };
}
