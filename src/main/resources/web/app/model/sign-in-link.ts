/**
 * The secret of a link by which somebody wants to sign in (`#sign-in=…`), taken out of the address before anything
 * else: it stands in no history, and no link of the page leads to it. Dispatches `change` when another one came.
 */
export class SignInLink extends EventTarget {
  /** Null where there is none; empty where a link lost it on its way. */
  secret: string | null = null;

  start(): void {
    window.addEventListener('hashchange', () => this.take());
    this.take();
  }

  /** It was used, or is not wanted. */
  drop(): void {
    this.secret = null;
    this.dispatchEvent(new Event('change'));
  }

  private take(): void {
    const found = /^#sign-in=?([^&]*)/.exec(location.hash);
    if (found !== null) {
      history.replaceState(null, '', location.pathname + location.search);
      this.secret = found[1]!;
      this.dispatchEvent(new Event('change'));
    }
  }
}

export const signInLink = new SignInLink();
