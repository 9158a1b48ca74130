import { workerFile } from '../workers/file';
import { isHighRisk, isObject, riskOf, textOf, type Interaction } from './interaction';
import { writeJson } from './json';
import { go, href } from './route';
import { plain } from './text';

/** Characters of a notification's line that browsers show at most. */
const LENGTH = 120;
/** Members of a tool's input that say what it does, the one that says most first. */
const TELLING = ['command', 'file_path', 'path', 'url', 'query', 'pattern', 'prompt', 'description'];

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

function head({ type, title, data }: Interaction): string {
  const members = isObject(data) ? data : {};
  switch (type) {
    case 'permission':
      return `${textOf(members['toolName']) || 'A tool'}: ${telling(members['input'])}`;
    case 'plan-approval':
      return `A plan: ${textOf(members['plan']).trim()}`;
    case 'ask-user':
      return `A question: ${firstQuestion(members['questions'])}`;
    default:
      return title ?? `A ${type}`;
  }
}

function telling(input: unknown): string {
  const members = isObject(input) ? input : {};
  const name = TELLING.find((member) => Object.hasOwn(members, member) && textOf(members[member]) !== '');
  return name === undefined ? writeJson(input ?? null) : textOf(members[name]).trim();
}

function firstQuestion(questions: unknown): string {
  const first: unknown = Array.isArray(questions) ? questions[0] : null;
  return isObject(first) ? textOf(first['question']).trim() : '';
}

/** The first line that says something, with what cannot be seen in it marked; what is cut off is told. */
function line(words: string): string {
  const [first = '', ...more] = words.trim().split(/\s*[\r\n]\s*/u);
  const points = Array.from(plain(first));
  const isCut = points.length > LENGTH || more.length > 0;
  return points.slice(0, LENGTH).join('') + (isCut ? ' …' : '');
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
