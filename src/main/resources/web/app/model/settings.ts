export type Theme = 'system' | 'light' | 'dark';

const PREFIX = 'holdpoint.';

/** What a reader has set, in this browser. */
export const settings = {
  get theme(): Theme {
    const theme = read('theme');
    return theme === 'light' || theme === 'dark' ? theme : 'system';
  },
  set theme(theme: Theme) {
    write('theme', theme);
    applyTheme();
  },
  /** Single keys do something (WCAG 2.1.4 wants them to be switched off where they are in the way). */
  get hasKeys(): boolean {
    return read('keys') !== 'off';
  },
  set hasKeys(isOn: boolean) {
    write('keys', isOn ? 'on' : 'off');
  },
  /** After a decision the next question opens. */
  get opensNext(): boolean {
    return read('next') !== 'off';
  },
  set opensNext(isOn: boolean) {
    write('next', isOn ? 'on' : 'off');
  },
  get hasSound(): boolean {
    return read('sound') === 'on';
  },
  set hasSound(isOn: boolean) {
    write('sound', isOn ? 'on' : 'off');
  },
};

export function applyTheme(): void {
  const { theme } = settings;
  if (theme === 'system') {
    delete document.documentElement.dataset['theme'];
  } else {
    document.documentElement.dataset['theme'] = theme;
  }
}

function read(name: string): string | null {
  try {
    return localStorage.getItem(PREFIX + name);
  } catch {
    return null; // the browser forbids it: the defaults hold
  }
}

function write(name: string, value: string): void {
  try {
    localStorage.setItem(PREFIX + name, value);
  } catch {
    // it holds for nothing then
  }
}
