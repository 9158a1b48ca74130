/** Whether the service answers this browser, or asks first who it is. Dispatches `change`. */
class Access extends EventTarget {
  isSignedOut = false;

  become(isSignedOut: boolean): void {
    if (this.isSignedOut !== isSignedOut) {
      this.isSignedOut = isSignedOut;
      this.dispatchEvent(new Event('change'));
    }
  }
}

export const access = new Access();
