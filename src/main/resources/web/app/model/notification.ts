import { workerFile } from '../workers/file';
import { isHighRisk, riskOf, type Interaction } from './interaction';
import { go, href } from './route';
import { headLine, headOf } from './summary';
import { plain } from './text';

/** Characters of a notification's line that browsers show at most. */
const LENGTH = 120;

export interface Words {
  readonly title: string;
  readonly body: string;
}

/** What a notification says of a question: what is asked for first, then what the asker says of it. */
export function wordsFor(interaction: Interaction): Words {
  const said = [interaction.title ?? '', isHighRisk(interaction) ? `the asker says: ${riskOf(interaction)} risk` : ''];
  const title = line(head(interaction));
  const body = [...said, `session ${interaction.sessionId}`].filter((words) => words !== '').map(line);
  return { title, body: body.filter((words) => words !== title).join(' · ') };
}

function head(interaction: Interaction): string {
  const words = headOf(interaction);
  switch (interaction.type) {
    case 'permission':
      return words === '' ? 'A tool' : words;
    case 'plan-approval':
      return `A plan: ${words}`;
    case 'ask-user':
      return `A question: ${words}`;
    default:
      return interaction.title ?? (words === '' ? `A ${interaction.type}` : words);
  }
}

/** What cannot be seen in it is marked. */
function line(words: string): string {
  return headLine(plain(words), LENGTH);
}

/** Shows it, by a service worker where the browser lets nothing else do it (Android). */
export async function notify(interaction: Interaction): Promise<void> {
  const { title, body } = wordsFor(interaction);
  const options = { body, tag: interaction.id };
  try {
    const notification = new Notification(title, options);
    notification.onclick = () => {
      window.focus();
      go({ view: 'inbox', id: interaction.id });
      notification.close();
    };
  } catch {
    const address = new URL(href({ view: 'inbox', id: interaction.id }), document.baseURI).href;
    const registration = await registered();
    await registration.showNotification(title, { ...options, data: { id: interaction.id, address } });
  }
}

/** Its scope is where its file is: it never stands between the page and the service. */
async function registered(): Promise<ServiceWorkerRegistration> {
  navigator.serviceWorker.onmessage = ({ data }: MessageEvent<{ readonly id: string }>) =>
    go({ view: 'inbox', id: data.id });
  const registration = await navigator.serviceWorker.register(workerFile('notifications'));
  const worker = registration.active ?? registration.waiting ?? registration.installing!;
  await new Promise<void>((done) => {
    const onState = () => worker.state === 'activated' && done();
    worker.addEventListener('statechange', onState);
    onState();
  });
  return registration;
}
