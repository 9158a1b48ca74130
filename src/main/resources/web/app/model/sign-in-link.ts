/**
 * What the address says of signing in, taken out of it before anything else: it stands in no history, and no link of
 * the page leads to it. Dispatches `change` when another one came.
 */
export class SignInLink extends EventTarget {
  /** The secret of a link (`#sign-in=…`). Null where there is none; empty where a link lost it on its way. */
  secret: string | null = null;

  /** Why a provider's sign-in came to nothing (`#sign-in-refused=…`): the service's name of a problem. */
  refusal: string | null = null;

  start(): void {
    window.addEventListener('hashchange', () => this.take());
    this.take();
  }

  /** It was used, or is not wanted. */
  drop(): void {
    this.secret = null;
    this.refusal = null;
    this.dispatchEvent(new Event('change'));
  }

  private take(): void {
    const found = /^#sign-in(-refused)?(?:=([^&]*))?/.exec(location.hash);
    if (found !== null) {
      history.replaceState(null, '', location.pathname + location.search);
      const value = found[2] ?? '';
      this.secret = found[1] === undefined ? value : null;
      this.refusal = found[1] === undefined ? null : value;
      this.dispatchEvent(new Event('change'));
    }
  }
}

export const signInLink = new SignInLink();
