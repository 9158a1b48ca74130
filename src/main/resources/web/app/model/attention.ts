import { sight } from '../stream/tab-stream';
import { inbox } from './inbox';
import type { Interaction } from './interaction';
import { settings } from './settings';

/**
 * Tells a reader who looks elsewhere: the count in the title, the icon and the app's badge, a notification, a sound.
 */
export function watch(): void {
  inbox.addEventListener('change', showCount);
  inbox.addEventListener('tell', (event) => tell((event as CustomEvent<Interaction>).detail));
  showCount();
  if (mayNotify()) {
    void notifications(); // a later version of the service does not have the files of this one
  }
}

export function canNotify(): boolean {
  return 'Notification' in window;
}

let shown = -1;
let audio: AudioContext | null = null;

function showCount(): void {
  const count = inbox.pendingCount();
  if (count === shown) {
    return;
  }
  shown = count;
  document.title = count === 0 ? 'Holdpoint' : `(${count}) Holdpoint`;
  const icon = document.querySelector<HTMLLinkElement>('link[rel=icon]');
  if (icon !== null) {
    icon.href = drawIcon(count);
  }
  showBadge(count).catch(() => {}); // only an installed page has one
}

async function showBadge(count: number): Promise<void> {
  if (!('setAppBadge' in navigator)) {
    return;
  }
  await (count === 0 ? navigator.clearAppBadge() : navigator.setAppBadge(count));
}

function tell(interaction: Interaction): void {
  if (settings.hasSound) {
    beep();
  }
  if (sight() !== 'seen' && mayNotify()) {
    // Where a browser shows none after all, the title, the icon and the badge tell of it.
    notifications()
      .then(({ notify }) => notify(interaction))
      .catch(() => {});
  }
}

function mayNotify(): boolean {
  return canNotify() && Notification.permission === 'granted';
}

function notifications() {
  return import('./notification');
}

/** Two short tones; also what a reader hears who switches the sound on. */
export function beep(): void {
  audio ??= new AudioContext();
  const gain = audio.createGain();
  gain.gain.value = 0.06;
  gain.connect(audio.destination);
  for (const [at, frequency] of [
    [0, 660],
    [0.14, 880],
  ] as const) {
    const tone = audio.createOscillator();
    tone.frequency.value = frequency;
    tone.connect(gain);
    tone.start(audio.currentTime + at);
    tone.stop(audio.currentTime + at + 0.11);
  }
}

function drawIcon(count: number): string {
  const canvas = document.createElement('canvas');
  canvas.width = canvas.height = 64;
  const context = canvas.getContext('2d');
  if (context === null) {
    return 'data:,';
  }
  context.fillStyle = '#1f5fbf';
  context.beginPath();
  context.roundRect(4, 4, 56, 56, 14);
  context.fill();
  context.fillStyle = '#fff';
  context.fillRect(20, 18, 9, 28);
  context.fillRect(35, 18, 9, 28);
  if (count > 0) {
    context.fillStyle = '#c62d22';
    context.beginPath();
    context.arc(44, 20, 20, 0, 2 * Math.PI);
    context.fill();
    context.fillStyle = '#fff';
    context.font = 'bold 26px sans-serif';
    context.textAlign = 'center';
    context.textBaseline = 'middle';
    context.fillText(count > 99 ? '99' : String(count), 44, 22);
  }
  return canvas.toDataURL('image/png');
}
