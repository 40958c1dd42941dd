/** Reasons that belong to no single rule. */
export const REASONS = {
  off: 'The configuration switches this rule off',
  licensorsOwn: 'The repository is {licensor}’s own: the license binds those who receive the material',
  separateLicense: '{licensor} licensed the holder apart from this agreement, as {by} attested on {date}',
  cardUnread: 'The card was not read whole ({why}), so it may say so elsewhere',
  gated:
    'The repository is gated: its files are given only to those whom its owner has let in, so that nothing in them can be judged',
  gatedRemedy: 'Ask the owner for access, and check again with a token that has it.',
  notListed: 'The repository holds more files than were listed, and one of the others may have it',
  keptBack: '{file} was not read ({why}), so it may stand there',
  openOrigin: 'Whether this is made from a Llama model is not known: {because}',
  openOriginRemedy:
    'Name the model that it is made from: `base_model` in the card, --base ID, or `bases` in the configuration; if it is made from no Llama model, declare `relation: none`.',
  likely:
    'It would be unmet if this is material under the {license}; the evidence ({evidence}) makes that likely, but does not state it',
} as const;
