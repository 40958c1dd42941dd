import type { Card } from '../card/card.ts';
import type { Block } from '../card/visible-text.ts';
import type { StatedLicense } from '../prose/decide-license.ts';
import { licenseNames } from '../prose/license-names.ts';

// Labels and headings of languages that have no lexicon yet.

const LINE = /^[\s*_-]*(?:lizenz|licencia|licença|licenza|лицензия|许可证|许可协议|ライセンス|라이선스)[\s*_]*[:：]/i;
const HEADING = /^\W*(?:lizenz|licencia|licença|licenza|лицензия|许可证|ライセンス|라이선스)\W*$/i;
const BESIDE =
  /\b(?:código|dados|datos|données|dati|quellcode|daten\w*)\b|datensatz|код|данн|датасет|代码|代碼|数据|數據|コード|データ|코드|데이터/i;
const MAX_LINE_CHARS = 40;

/** The licenses that lines such as “Lizenz: Apache 2.0” state. */
export function foreignTerms(card: Card): readonly StatedLicense[] {
  const { blocks } = card.visible;
  return blocks.flatMap((block, index) => {
    const heading = blocks[index - 1];
    const alone =
      heading?.kind === 'heading' &&
      HEADING.test(heading.text) &&
      (blocks[index + 1]?.kind ?? 'heading') === 'heading' &&
      block.text.length <= MAX_LINE_CHARS;
    if (block.kind === 'heading' || (!alone && !LINE.test(block.text))) return [];
    const [name] = licenseNames(block.text);
    return name === undefined
      ? []
      : [{ block, start: name.start, end: name.end, of: isBeside(blocks, index) ? 'beside' : 'unsaid' }];
  });
}

function isBeside(blocks: readonly Block[], index: number): boolean {
  const title = blocks.find(({ kind }) => kind === 'heading');
  return blocks.slice(0, index).some((block) => block.kind === 'heading' && block !== title && BESIDE.test(block.text));
}
