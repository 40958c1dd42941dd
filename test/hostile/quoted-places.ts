const BASE = 'meta-llama/Llama-4-Scout-17B-16E';

/** Text that would color, erase, link, retitle, reorder or hide, were it printed as it is. */
export const ACTS =
  '\u001b[31m\u001b[2J\u001b]8;;https://evil.example\u0007link\u001b]8;;\u0007\u009b1m\u202e\u2066\u200b\u{e0041}\u0000\u0008\u007f';
/** A workflow command, placed so that each width of line breaks before it somewhere. */
export const COMMANDS = Array.from({ length: 40 }, (_, at) => `${'w'.repeat(at)} ::error::pwned`).join(' ');
/** Markup of each format that a report is written in. */
export const MARKUP =
  '</script></style></title>--><img src=x onerror="window.pwned=1"><script>window.pwned=1</script>]]>&lt;{0}`|**[a](https://evil.example)![i](//evil.example/i.png) @octocat #1 %0A::error::pwned';

const yaml = (text: string): string =>
  JSON.stringify(text)
    .replaceAll('\u007f', '\\u007f')
    .replace(
      /[\u0080-\u{10ffff}]/gu,
      (character) => `\\U${(character.codePointAt(0) ?? 0).toString(16).padStart(8, '0')}`,
    );

/**
 * Each place of a repository whose words a report can quote: its name, files that say the text there, further flags.
 */
export const quotedPlaces = (
  text: string,
): readonly (readonly [string, Readonly<Record<string, string>>, readonly string[]])[] => {
  const card = (front: string, body = ''): string => `---\nbase_model: ${BASE}\n${front}---\n\n${body}\n`;
  const visible = text.replaceAll('\0', '');
  return [
    ['the base', { 'README.md': `---\nbase_model: [${yaml(`${BASE}-${text}`)}, ${BASE}]\n---\n` }, []],
    ['a tag', { 'README.md': card(`tags: [${yaml(`base_model:finetune:${BASE}${text}`)}]\n`) }, []],
    ['the license', { 'README.md': card(`license: ${yaml(text)}\n`) }, []],
    [
      'the license name',
      { 'README.md': card(`license: other\nlicense_name: ${yaml(text)}\nlicense_link: ${yaml(text)}\n`) },
      [],
    ],
    ['the quantizer', { 'README.md': card(`quantized_by: ${yaml(text)}\n`) }, []],
    ['broken front matter', { 'README.md': card(`"${visible.slice(0, 30)}: [\n`) }, []],
    ['a license line', { 'README.md': card('license: llama4\n', `License: mit ${visible}`) }, []],
    ['a phrase', { 'README.md': card('', `${visible} Built with ${visible} Llama, built with llama${visible}`) }, []],
    ['a heading', { 'README.md': card('', `## Risk ${visible}\n`) }, []],
    ['a claim', { 'README.md': card('', `An official Meta release ${visible}, endorsed by Meta`) }, []],
    [
      'a link',
      {
        'README.md': card(
          '',
          `[x](https://x.example/llama3/use-policy?${encodeURI(visible)} "${visible}") <a href="https://x.example/llama3/use_policy${visible}">`,
        ),
      },
      [],
    ],
    [
      'a notice line',
      { 'README.md': card(''), Notice: `Llama 4 is licensed under the Llama 4 ${visible} License` },
      [],
    ],
    [
      'an adapter configuration',
      { 'README.md': card(''), 'adapter_config.json': JSON.stringify({ base_model_name_or_path: `${BASE}-${text}` }) },
      [],
    ],
    [
      'a model configuration',
      { 'README.md': card(''), 'config.json': JSON.stringify({ _name_or_path: `${BASE}-${text}`, model_type: text }) },
      [],
    ],
    [
      'a waiver',
      {
        'README.md': card(''),
        '.llama-license-lint.yaml': `waivers: [{ rule: notice-file, reason: ${yaml(`r ${text}`)} }]`,
      },
      [],
    ],
    [
      'an attestation',
      {
        'README.md': card(''),
        '.llama-license-lint.yaml': `attestations: { separate-license: { by: ${yaml(text)}, date: 2026-01-01 } }`,
      },
      [],
    ],
    [
      'a configured name and base',
      { '.llama-license-lint.yaml': `name: ${yaml(text)}\nbases: [${yaml(`${BASE} ${text}`)}, ${BASE}]` },
      [],
    ],
    [
      'the flags',
      { 'README.md': card('') },
      ['--name', text.replaceAll('\0', ''), '--base', `${BASE}${text.replace(/[\0\s]/g, '')}`, '--base', BASE],
    ],
  ];
};
