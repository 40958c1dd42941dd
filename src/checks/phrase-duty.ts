// How a sentence tells that a phrase is to be displayed, which displays nothing.

const ASKS = /\b(?:must|shall|should|needs? to|ha(?:ve|s) to|requir(?:e|es|ed|ing)(?! by)|obliged|obligat\w+|ensure|make sure|remember|please|don[’']t forget)\b/i;
const DISPLAYS = /\b(?:(?:display|show|includ|add|put|plac|stat|mention|writ|featur|carr|retain|keep|provid)(?:e|es|s|y|ing|ting)?|labell?ed|marked|credited|branded)\b/i;
const COMMANDS = /(?:^|[:;,.(]|\band|\bor|\bto|\))\s*(?:also |clearly |prominently )?(?:display|show|include|add|put|place|state|mention|write|provide|use|attach)\s+(?:(?:the|a|an|this|our)\s+)?(?:(?:phrase|words?|wording|text|notice|attribution|statement|label|badge|logo|line|following)\b[:,]?\s*)*["“”'‘’«`*(]*$/i;
const ASKS_AFTER = /^["“”'’»`*)]*\s*(?:must|shall|should|needs? to|has to|is required|are required|(?:attribution|branding|notice|label|badge)\s+(?:is|must|should|shall))\b/i;
/** “Redistribution requires (i) a copy, (ii) “…” attribution”; what somebody says of the model itself shows the phrase. */
const CALLED = /^["“”'’»`*)]*\s*(?:label|badge|notice|attribution|statement|branding|display|logo|phrase)\b/i;
const NEEDS = /\b(?:needs?|requires?|required|must|shall|should)\b/i;
const OF_THIS = /\b(?:we|our|this (?:model|repository|card))\b/i;
/** “As the license requires, we show …” does what it speaks of. */
const OWN_CLAUSE = /,\s*(?:we|this|our|here|i)\b/gi;
const REASON = /\b(?:as|since|because)\b/i;
const ASKED_FOR = /\b(?:requires?|asks?|demands?|prescribes?)\b/i;
/** A longer clause gives no reason for the next. */
const LONGEST_REASON = 100;
/** “… is allowed if “…” is displayed”. */
const CONDITION = /\b(?:if|provided|as long as|unless|only when)\b/i;
const IS_SHOWN = /^["“”'’»`*)]*\s*(?:is|are|was|remains?|stays?)\s+(?:[a-z]+ly )?(?:displayed|shown|included|visible|mentioned|kept|retained|stated|added|placed)\b/i;
const REQUIREMENT = /\b(?:display(?:ing)? requirements?\s*[:(–-]|requirements\s*\()\s*["“'*]*$/i;
const UNTICKED = /^\s*\[ \]/;
const ASKED = /^\W*(?:what|why|how|does|do|is|was|are|must|should|can|where|when|which)\b/i;

/** In other languages a word for the duty and one for the display. */
const FOREIGN_DUTY = /必须|必須|需要|须|須|应当|應當|应[在标注显展包]|應[在標註顯展包]|请|請|べき|(?<![a-zà-ÿ])(?:muss|müssen|soll|sollen|sollte|sollten|debe[ns]?|deber[áa]n?|devez|doit|doivent|devra|deve|devono|dovete|devem|deverá)(?![a-zà-ÿ])|verpflichtet|erforderlich|hay que|tien(?:e|en) que|il faut|nécessaire|necess[áa]ri[oa]|obligat|obbligat|obrigat|долж[а-я]+|необходимо|требу[а-я]+|обязан|必要があ|なければ|ください|해야|필요|하십시오/i;
const FOREIGN_DISPLAY = /显示|顯示|展示|标注|標註|标明|注明|註明|包含|加上|anzeig|angeb|angegeben|zeigen|aufnehm|hinzufüg|mostr|exhib|exib|inclu|indi[cq]|affich|mention|visualizz|указ|отобра|показ|размест|добав|表示|記載|明記|掲載|표시|명시|기재|포함/i;

/** The same in one word: “affichez”, “указывайте”; German has “hat … anzuzeigen”. */
const FOREIGN_COMMAND = /(?<![a-zà-ÿ])(?:incluya[ns]?|muestre[ns]?|indique[ns]?|exhiba[ns]?|inclua|exiba|mostre|affichez|incluez|indiquez|mentionnez|includete|mostrate|visualizzate|(?:anzu|aufzu|hinzuzu)[a-z]+en)(?![a-zà-ÿ])|(?:указыва|отобража|добавля|размеща|показыва)йте|укажите|отобразите|добавьте|разместите|покажите/i;

/** Where the last clause begins that follows one such as “as the license requires, …”; 0 when there is none. */
function endOfReason(text: string): number {
  const own = [...text.matchAll(OWN_CLAUSE)].findLast(({ index }) => {
    const clause = text.slice(Math.max(0, index - LONGEST_REASON), index).split(/[,;:]|\.(?!\d)/).at(-1) ?? '';
    const reason = REASON.exec(clause);
    return reason !== null && ASKED_FOR.test(clause.slice(reason.index));
  });
  return own === undefined ? 0 : own.index + 1;
}

/** “must clearly display” */
function asksBefore(text: string): boolean {
  const asked = ASKS.exec(text);
  return asked !== null && DISPLAYS.test(text.slice(asked.index + asked[0].length));
}

/** True when the words around a phrase, of its own sentence, ask for the display of it, or ask about it. */
export function statesDuty(leading: string, after: string): boolean {
  const before = leading.slice(endOfReason(leading));
  if (asksBefore(before) || COMMANDS.test(before) || ASKS_AFTER.test(after) || REQUIREMENT.test(before)) return true;
  if (UNTICKED.test(before) || (ASKED.test(before) && /\?["”’»)]*\s*$/.test(after)) || (CALLED.test(after) && NEEDS.test(before) && !OF_THIS.test(before))) return true;
  if (CONDITION.test(before.split(/[.;]/).at(-1) ?? '') && IS_SHOWN.test(after)) return true;
  const sentence = `${before} ${after}`;
  return FOREIGN_COMMAND.test(sentence) || (FOREIGN_DUTY.test(sentence) && FOREIGN_DISPLAY.test(sentence));
}
