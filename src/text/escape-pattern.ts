/** The source of a pattern that stands for the text itself: every mark that means something in a pattern is escaped. */
export function escapePattern(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
