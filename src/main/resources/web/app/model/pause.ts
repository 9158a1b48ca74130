import { access } from './access';

/** Over after the time, or when there is a reason to try at once: the network is back, somebody signed in or looks. */
export function pause(millis: number): Promise<void> {
  return new Promise((done) => {
    const over = () => {
      window.clearTimeout(timer);
      window.removeEventListener('online', over);
      window.removeEventListener('focus', over);
      access.removeEventListener('change', over);
      done();
    };
    const timer = window.setTimeout(over, millis);
    window.addEventListener('online', over);
    window.addEventListener('focus', over);
    access.addEventListener('change', over);
  });
}
