import type { Reading } from '../../model/markdown';
import { coloured } from './colours';
import { Unreadable } from './grammar';
import { parse } from './parse';

// Reads what the page sends, a text at a time. It is ended from outside where it takes too long.
addEventListener('message', ({ data }: MessageEvent<string>) => {
  postMessage(read(data));
});

function read(text: string): Reading {
  try {
    return { blocks: parse(text, coloured) };
  } catch (broken) {
    return { problem: broken instanceof Unreadable ? broken.message : 'it cannot be read as Markdown' };
  }
}

// It is there: whoever waits may send.
postMessage(null);
