import { Parser, type Handler } from 'htmlparser2';

/**
 * A parser of HTML that tells `handler` what it reads. In a file of its own, since few cards need the parser and the
 * program loads it for those.
 */
export function htmlParser(handler: Partial<Handler>): Parser {
  return new Parser(handler);
}
