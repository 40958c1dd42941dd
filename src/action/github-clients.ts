// What asks GitHub, with its large client, in a file of its own beside the Action.
export { issueComments } from './issue-comments.ts';
export { githubClient } from '../sources/github-client.ts';
