import { maintains, type Asker } from './hub-access.ts';
import { hubError, json, type HubReply } from './hub-reply.ts';
import type { Discussion, HubRepository } from './hub-repository.ts';
import { fieldsOf } from './hub-writing.ts';

// Discussions and pull requests.

/** `GET …/discussions`: newest first, in numbered pages. */
export function discussionsJson(
  { id, repo, discussions }: HubRepository,
  query: URLSearchParams,
  perPage: number,
): HubReply {
  if (repo.closed === true) return hubError(403, null, 'Discussions are disabled for this repo');
  const [type, status, author] = [query.get('type') ?? 'all', query.get('status') ?? 'all', query.get('author')];
  const wanted = discussions
    .filter(
      (one) =>
        (type === 'all' || one.isPullRequest === (type === 'pull_request')) &&
        (status === 'all' || (one.status === 'open') === (status === 'open')) &&
        (author === null || one.author === author),
    )
    .reverse();
  const start = Number(query.get('p') ?? 0) * perPage;
  return json(200, {
    discussions: wanted.slice(start, start + perPage).map((one) => discussionJson(id, one)),
    count: wanted.length,
    start,
  });
}

/** `GET …/discussions/{num}` */
export function discussionDetails(repository: HubRepository, num: string): HubReply {
  const { id, discussions } = repository;
  const found = discussions.find((one) => String(one.num) === num);
  if (found === undefined) return hubError(404, null, 'Discussion not found');
  const by = { author: { name: found.author, type: 'user' }, createdAt: createdAt(found) };
  const latest = { raw: found.description, html: found.description, updatedAt: by.createdAt, author: by.author };
  const commits = found.commits.map(({ author, subject, oid }, at) => ({
    ...by,
    id: `commit-${found.num}-${at}`,
    type: 'commit',
    author: { name: author, type: 'user' },
    data: { subject, oid },
  }));
  const comments = found.comments.map(({ author, text }, at) => ({
    ...by,
    id: `comment-${found.num}-${at}`,
    type: 'comment',
    author: { name: author, type: 'user' },
    data: { edited: false, hidden: false, latest: { ...latest, raw: text, html: text } },
  }));
  return json(200, {
    ...discussionJson(id, found),
    ...(found.isPullRequest
      ? {
          changes: { base: `refs/heads/${found.base}` },
          filesWithConflicts: found.status === 'open' ? repository.merge(found).conflicts : [],
        }
      : {}),
    events: [
      { ...by, id: `event-${found.num}`, type: 'comment', data: { edited: false, hidden: false, latest } },
      ...commits,
      ...comments,
    ],
  });
}

/** `POST …/discussions/{num}/comment/{id}/edit` and `…/status` */
export function changedDiscussion(
  { id, discussions }: HubRepository,
  place: string,
  body: string,
  asker: Asker,
): HubReply {
  const [num, what, comment, edit] = place.split('/');
  const found = discussions.find((one) => String(one.num) === num);
  if (found === undefined) return hubError(404, null, 'Discussion not found');
  if (typeof asker !== 'object' || asker.role !== 'write' || (asker.name !== found.author && !maintains(asker, id)))
    return hubError(403, null, 'Forbidden');
  const input = fieldsOf(JSON.parse(body));
  if (what === 'comment' && comment === `event-${found.num}` && edit === 'edit' && typeof input['content'] === 'string')
    found.description = input['content'];
  else if (what === 'status' && (input['status'] === 'closed' || input['status'] === 'open')) {
    found.status = input['status'];
    if (typeof input['comment'] === 'string') found.comments.push({ author: asker.name, text: input['comment'] });
  } else return hubError(400, null, 'Bad request');
  return json(200, {});
}

function discussionJson(id: string, { num, title, status, isPullRequest, author, description }: Discussion): object {
  return {
    num,
    title,
    status,
    isPullRequest,
    author: { name: author, type: 'user' },
    createdAt: createdAt({ num }),
    numComments: description === '' ? 0 : 1,
    repo: { name: id, type: 'model' },
    pinned: false,
  };
}

function createdAt({ num }: Pick<Discussion, 'num'>): string {
  return new Date(Date.UTC(2026, 0, 1) + num * 60_000).toISOString();
}
