import type { Watcher } from '../audit/audit.ts';
import type { Entry } from '../audit/journal-line.ts';
import { isUnreadable } from '../report.ts';
import type { Output } from './context.ts';

const BAR = 24;
const WIDTH = 80;
/** Milliseconds between two updates of the bar, and between two lines where there is no terminal. */
const REDRAW = 100;
const BETWEEN_LINES = 5000;
/** A shorter wait is over before anybody has read about it. */
const MIN_REPORTED_WAIT_MS = 1000;
const CLEAR = '\r\u001b[K';

/** The progress of an audit on stderr: a bar on a terminal, elsewhere a line every few seconds. */
export class Progress implements Watcher {
  readonly #stderr: Output;
  readonly #quiet: boolean;
  readonly #now: () => number;
  readonly #begun: number;
  #targets = 0;
  #done = 0;
  /** Done in this run. */
  #here = 0;
  #unreadable = 0;
  #waitsUntil = 0;
  #said: number;
  #drawn = false;

  /** `now` returns milliseconds. */
  constructor(stderr: Output, quiet: boolean, now: () => number = Date.now) {
    this.#stderr = stderr;
    this.#quiet = quiet;
    this.#now = now;
    this.#begun = now();
    this.#said = this.#begun;
  }

  listed(targets: number, done: number): void {
    this.#targets = targets;
    this.#done = done;
    this.#say(true);
  }

  done(entry: Entry): void {
    this.#done += 1;
    this.#here += 1;
    if (isUnreadable(entry)) this.#unreadable += 1;
    this.#say(false);
  }

  /** The run waits because of a server's rate limit. */
  waits(milliseconds: number): void {
    if (milliseconds < MIN_REPORTED_WAIT_MS) return;
    const reported = this.#waitsUntil > this.#now();
    this.#waitsUntil = Math.max(this.#waitsUntil, this.#now() + milliseconds);
    this.#say(!reported);
  }

  /** Removes the bar, so that other text can be printed. */
  clear(): void {
    if (this.#drawn) this.#stderr.write(CLEAR);
    this.#drawn = false;
  }

  /** Ends with the total and the path of the results. */
  end(journal: string): void {
    this.clear();
    if (this.#quiet) return;
    const seconds = Math.round((this.#now() - this.#begun) / 1000);
    const earlier = this.#done - this.#here;
    const before = earlier > 0 ? `, ${earlier} before` : '';
    this.#stderr.write(
      `audited ${this.#here} of ${counted(this.#targets)} in ${timeOf(seconds)}${before}; the journal is ${journal}\n`,
    );
  }

  #say(now: boolean): void {
    if (this.#quiet) return;
    const terminal = this.#stderr.isTTY === true;
    if (!now && this.#now() - this.#said < (terminal ? REDRAW : BETWEEN_LINES)) return;
    this.#said = this.#now();
    if (!terminal) this.#stderr.write(`${this.#words()}\n`);
    else {
      // A terminal of unknown width has 0 columns.
      const columns = this.#stderr.columns ?? 0;
      this.#stderr.write(`${CLEAR}${`${this.#bar()} ${this.#words()}`.slice(0, (columns > 0 ? columns : WIDTH) - 1)}`);
      this.#drawn = true;
    }
  }

  #bar(): string {
    const filled = this.#targets === 0 ? BAR : Math.floor((this.#done / this.#targets) * BAR);
    return `${'█'.repeat(filled)}${'░'.repeat(BAR - filled)}`;
  }

  #words(): string {
    const failed = this.#unreadable === 0 ? '' : `, ${this.#unreadable} could not be read`;
    const progress = `${this.#done} of ${counted(this.#targets)}${failed}`;
    if (this.#waitsUntil <= this.#now()) return `${progress}${this.#rest()}`;
    return `${progress}; waiting for the Hub's rate limit until ${clock(this.#waitsUntil)}`;
  }

  #rest(): string {
    const left = this.#targets - this.#done;
    const seconds = (this.#now() - this.#begun) / 1000;
    if (left === 0 || this.#here < 10 || seconds < 2) return '';
    return `, about ${timeOf(Math.ceil((seconds / this.#here) * left))} left`;
  }
}

function counted(count: number): string {
  return `${count} ${count === 1 ? 'repository' : 'repositories'}`;
}

function timeOf(seconds: number): string {
  return seconds < 120 ? `${seconds} s` : `${Math.round(seconds / 60)} min`;
}

function clock(moment: number): string {
  return new Date(moment).toTimeString().slice(0, 8);
}
