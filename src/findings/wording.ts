/** Reasons that several rules share. */
export const REASONS = {
  off: 'The configuration turns this rule off',
  licensorsOwn: 'The repository is {licensor}’s own, and the license binds those who receive the material',
  separateLicense: '{licensor} licensed the holder apart from this agreement, as {by} attested on {date}',
  cardUnread: 'Not all of the card was read ({why}), so the rest may show it',
  gated: 'The repository is gated, and only those who have access can read its files, so they cannot be judged',
  gatedRemedy: 'Ask the owner for access, and check again with a token that has it.',
  notListed: 'The repository has more files than were listed, and one of them may show it',
  keptBack: '{file} was not read ({why}), so it may show it',
  openOrigin: 'It is unknown whether this is made from a Llama model: {because}',
  openOriginRemedy:
    'Name the base model: `base_model` in the card, --base ID, or `bases` in the configuration. ' +
    'If the base is not a Llama model, declare `relation: none`.',
  likely:
    'It would be unmet if this is material under the {license}, which the evidence ({evidence}) makes likely, ' +
    'but does not state',
} as const;
