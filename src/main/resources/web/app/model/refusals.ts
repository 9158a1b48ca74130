const WORDS: Readonly<Record<string, string>> = {
  forbidden: 'You may not decide this',
  'own-request': 'You asked this, and whoever asked it does not decide it',
  'session-mismatch': 'It belongs to another session than was said',
  'rate-limited': 'You decided very much in a short time: send it again in a moment',
  'another-caller': 'Somebody else has signed in since: it was not sent as theirs',
  'not-found': 'It is not there any more, or you do not see it any more',
};

/** Why the service did not take a decision, in words that are plain before they are exact. */
export function refusal(problem: string, detail: string): string {
  const words = Object.hasOwn(WORDS, problem) ? WORDS[problem]! : 'The server refused it';
  const said = detail.trim() === '' ? words : `${words}: ${detail.trim()}`;
  return /[.!?]$/.test(said) ? said : `${said}.`;
}
