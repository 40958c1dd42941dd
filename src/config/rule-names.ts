/** `notice-file` of `llama-4/notice-file`. */
export function bareName(ruleId: string): string {
  return ruleId.slice(ruleId.lastIndexOf('/') + 1);
}

/** The valid words for rules: an id, or a name alone for every license with such a rule. */
export function ruleWords(ruleIds: readonly string[]): readonly string[] {
  return [...new Set([...ruleIds, ...ruleIds.map(bareName)])];
}

/** True if `written`, an id or a bare name, means the rule. */
export function meansRule(written: string, ruleId: string): boolean {
  return written === ruleId || written === bareName(ruleId);
}
