/** One event as a stream carried it. */
export interface Frame {
  /** `message` where the stream gave no name. */
  readonly name: string;
  readonly data: string;
  /** That of this event or of the last one before it that had one; empty before the first. */
  readonly lastId: string;
}

/** What a piece of a stream completed: events in their order, and, where it said so, how long to stay away. */
export interface Heard {
  readonly frames: readonly Frame[];
  readonly retry: number | null;
}

/** Reads `text/event-stream` as the HTML standard has it (9.2.6), in pieces that may be cut anywhere. */
export class EventReader {
  private readonly decoder = new TextDecoder();
  private rest = '';
  private endsWithReturn = false;
  private name = '';
  private data = '';
  private lastId = '';
  private retry: number | null = null;
  private frames: Frame[] = [];

  read(piece: Uint8Array): Heard {
    this.frames = [];
    this.retry = null;
    let text = this.decoder.decode(piece, { stream: true });
    if (this.endsWithReturn && text !== '') {
      text = text.startsWith('\n') ? text.slice(1) : text;
      this.endsWithReturn = false;
    }
    this.endsWithReturn ||= text.endsWith('\r');
    const lines = text.split(/\r\n|\r|\n/);
    lines[0] = this.rest + lines[0]!;
    this.rest = lines.pop()!;
    lines.forEach((line) => this.take(line));
    return { frames: this.frames, retry: this.retry };
  }

  private take(line: string): void {
    if (line === '') {
      this.dispatch();
      return;
    }
    const colon = line.indexOf(':');
    const field = colon < 0 ? line : line.slice(0, colon);
    const value = colon < 0 ? '' : line.slice(colon + 1).replace(/^ /, '');
    switch (field) {
      case 'event':
        this.name = value;
        break;
      case 'data':
        this.data += value + '\n';
        break;
      case 'id':
        this.lastId = value.includes('\0') ? this.lastId : value;
        break;
      case 'retry':
        this.retry = /^\d+$/.test(value) ? Number(value) : this.retry;
    }
  }

  private dispatch(): void {
    if (this.data !== '') {
      this.frames.push({ name: this.name || 'message', data: this.data.slice(0, -1), lastId: this.lastId });
    }
    this.name = '';
    this.data = '';
  }
}
