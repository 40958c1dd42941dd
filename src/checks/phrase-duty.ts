// How a sentence in languages that have no lexicon yet tells that a phrase is to be displayed, which displays nothing.

/** In other languages a word for the duty and one for the display. */
const FOREIGN_DUTY =
  /必须|必須|需要|须|須|应当|應當|应[在标注显展包]|應[在標註顯展包]|请|請|べき|(?<![a-zà-ÿ])(?:muss|müssen|soll|sollen|sollte|sollten|debe[ns]?|deber[áa]n?|devez|doit|doivent|devra|deve|devono|dovete|devem|deverá)(?![a-zà-ÿ])|verpflichtet|erforderlich|hay que|tien(?:e|en) que|il faut|nécessaire|necess[áa]ri[oa]|obligat|obbligat|obrigat|долж[а-я]+|необходимо|требу[а-я]+|обязан|必要があ|なければ|ください|해야|필요|하십시오/i;
const FOREIGN_DISPLAY =
  /显示|顯示|展示|标注|標註|标明|注明|註明|包含|加上|anzeig|angeb|angegeben|zeigen|aufnehm|hinzufüg|mostr|exhib|exib|inclu|indi[cq]|affich|mention|visualizz|указ|отобра|показ|размест|добав|表示|記載|明記|掲載|표시|명시|기재|포함/i;

/** The same in one word: “affichez”, “указывайте”; German has “hat … anzuzeigen”. */
const FOREIGN_COMMAND =
  /(?<![a-zà-ÿ])(?:incluya[ns]?|muestre[ns]?|indique[ns]?|exhiba[ns]?|inclua|exiba|mostre|affichez|incluez|indiquez|mentionnez|includete|mostrate|visualizzate|(?:anzu|aufzu|hinzuzu)[a-z]+en)(?![a-zà-ÿ])|(?:указыва|отобража|добавля|размеща|показыва)йте|укажите|отобразите|добавьте|разместите|покажите/i;

/** True when the words around a phrase, of its own sentence, ask for the display of it. */
export function statesDuty(before: string, after: string): boolean {
  const sentence = `${before} ${after}`;
  return FOREIGN_COMMAND.test(sentence) || (FOREIGN_DUTY.test(sentence) && FOREIGN_DISPLAY.test(sentence));
}
