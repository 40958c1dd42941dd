/** Reasons that belong to no single rule. */
export const REASONS = {
  off: 'The configuration switches this rule off',
  licensorsOwn: 'The repository is {licensor}’s own: the license binds those who receive the material',
  separateLicense: '{licensor} licensed the holder apart from this agreement, as {by} attested on {date}',
  cardUnread: 'The card was not read whole ({why}), so it may say so elsewhere',
  likely: 'It would be unmet if this is material under the {license}; the evidence ({evidence}) makes that likely, but does not state it',
} as const;
