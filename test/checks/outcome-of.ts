import { check, isUnreadable, type Obligation } from '../../src/index.ts';

/** How one duty comes out for a fine-tune of Llama 4 Scout whose card says only this below its title. */
export async function outcomeOf(duty: string, text: string): Promise<string | undefined> {
  return (await obligationOf(duty, text))?.outcome;
}

/** What is then reported of the duty. */
export async function messageOf(duty: string, text: string): Promise<string | undefined> {
  return (await obligationOf(duty, text))?.message;
}

async function obligationOf(duty: string, text: string): Promise<Obligation | undefined> {
  const card = `---\nlicense: llama4\nbase_model: meta-llama/Llama-4-Scout-17B-16E\n---\n\n# Llama-Bread\n\n${text}\n`;
  const {
    repositories: [entry],
  } = await check({ 'README.md': card, 'model.safetensors': '' }, { name: 'acme/Llama-Bread' });
  return entry === undefined || isUnreadable(entry)
    ? undefined
    : entry.obligations.find(({ rule }) => rule === `llama-4/${duty}`);
}
