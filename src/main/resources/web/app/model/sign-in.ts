/**
 * Whether an answer asks who is calling: the service's own 401, or what a proxy before it does where a session is
 * over: it leads to another place, or shows its own page in the place of an answer. Requests must not follow.
 */
export function asksToSignIn(response: Response): boolean {
  const isPage = response.ok && response.headers.get('Content-Type')?.startsWith('text/html') === true;
  return response.status === 401 || response.type === 'opaqueredirect' || isPage;
}
