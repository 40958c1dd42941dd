/** `notice-file` of `llama-4/notice-file`. */
export function bareName(ruleId: string): string {
  return ruleId.slice(ruleId.lastIndexOf('/') + 1);
}

/** What a person can write for a rule: its id, or its name alone for every license that has such a rule. */
export function ruleWords(ruleIds: readonly string[]): readonly string[] {
  return [...new Set([...ruleIds, ...ruleIds.map(bareName)])];
}

/** True when `written`, an id or a bare name, means the rule. */
export function meansRule(written: string, ruleId: string): boolean {
  return written === ruleId || written === bareName(ruleId);
}
