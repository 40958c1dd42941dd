import { Parser, type Handler } from 'htmlparser2';

/**
 * An HTML parser that reports to `handler`. It is in a separate file because few cards need it.
 */
export function htmlParser(handler: Partial<Handler>): Parser {
  return new Parser(handler);
}
