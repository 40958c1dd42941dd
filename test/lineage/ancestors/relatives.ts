import { builtinLicenses, mirrors } from '../../../src/rulebook-loader/builtin.ts';
import { examine } from '../../../src/check.ts';
import type { CheckOptions } from '../../../src/config/check-options.ts';
import type { RepositoryReport } from '../../../src/report.ts';
import { loadRulebook } from '../../../src/rulebook-loader/load-rulebook.ts';
import type { AskModel, HubModel } from '../../../src/snapshot/hub-model.ts';
import type { FileText } from '../../../src/snapshot/file-text.ts';
import { TargetError } from '../../../src/errors/target-error.ts';
import { openMemory, type MemoryFiles } from '../../../src/sources/memory.ts';
import { startSession } from '../../../src/sources/run.ts';

export const SCOUT = 'meta-llama/Llama-4-Scout-17B-16E-Instruct';
export const MIRROR = 'unsloth/Llama-4-Scout-17B-16E-Instruct';
export const LLAMA_31 = 'meta-llama/Llama-3.1-8B-Instruct';

export const KNOWN = { licenses: builtinLicenses, mirrors };

/** A model on the Hub: what its API says of it, and its card; without one it has none. */
export interface Told extends Partial<Omit<HubModel, 'id'>> {
  readonly card?: string | FileText | TargetError;
}

/** Models by their ids; an error is what the Hub says in the place of one. */
export type Relatives = Readonly<Record<string, Told | TargetError>>;

export interface Asked {
  readonly ask: AskModel;
  /** All that was asked for, in order: `owner/name`, and `owner/name card`. */
  readonly log: string[];
}

/** The Hub with these models and no others. */
export function hubOf(relatives: Relatives): Asked {
  const log: string[] = [];
  const byId = new Map(Object.entries(relatives).map(([id, told]) => [id.toLowerCase(), { id, told }]));
  const ask: AskModel = async (asked) => {
    log.push(asked);
    await Promise.resolve();
    const { id, told } = byId.get(asked.toLowerCase()) ?? { id: asked, told: gone(asked) };
    if (told instanceof TargetError) throw told;
    const { card, ...model } = told;
    return {
      model: {
        sha: null,
        private: false,
        gated: false,
        disabled: false,
        tags: [],
        cardData: null,
        baseModels: null,
        id,
        ...model,
      },
      card: () => {
        log.push(`${asked} card`);
        if (card instanceof TargetError) return Promise.reject(card);
        return Promise.resolve(
          typeof card === 'string'
            ? { text: card, unread: null, utf8: true }
            : (card ?? { text: null, unread: 'missing' }),
        );
      },
    };
  };
  return { ask, log };
}

export function gone(id: string): TargetError {
  return new TargetError('not-found', `There is no model ${id} on the Hugging Face Hub, or it is private`, '');
}

/** A model whose card names these bases, as the Hub has read it. */
export function from(...bases: readonly string[]): Told {
  return { cardData: { base_model: bases } };
}

/** Checks the files of `acme/SuperScout` with its parents followed. */
export async function checked(files: MemoryFiles, hub: Asked, options: CheckOptions = {}): Promise<RepositoryReport> {
  const run = { ...startSession({ offline: true }), ask: hub.ask };
  const { report } = await examine(
    openMemory(files, 'acme/SuperScout'),
    loadRulebook([]),
    { follow: true, ...options },
    run,
  );
  return report;
}

/** The same of a card with this front matter. */
export async function checkedCard(front: string, hub: Asked, options: CheckOptions = {}): Promise<RepositoryReport> {
  return checked({ 'README.md': `---\n${front}\n---\n\n# SuperScout\n`, 'model.safetensors': 'x' }, hub, options);
}

/** What all that a card says comes to: `llama-4 stated`, with the evidence below. */
export function outcome({ lineage: { licenses, certainty, evidence } }: RepositoryReport): string[] {
  return [
    `${licenses.join(' and ') || 'nothing'} ${certainty ?? ''}`.trim(),
    ...evidence.map(
      ({ file, line, column, says }) => `${file}${line === null ? '' : `:${line}:${column ?? ''}`} ${says}`,
    ),
  ];
}
