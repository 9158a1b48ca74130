// The entry. Under any other name the bundler would take every file as one, and load the charts with the inbox.
import './app.css';
import { watch } from './model/attention';
import { forgetDrafts } from './model/drafts';
import { inbox } from './model/inbox';
import { me } from './model/me';
import { session } from './model/session';
import { applyTheme } from './model/settings';
import { signInLink } from './model/sign-in-link';
import { TabStream } from './stream/tab-stream';
import './views/app-view';

signInLink.start();
applyTheme();
session.start();
me.addEventListener('change', () => me.standing.kind === 'nobody' && inbox.forget());
me.addEventListener('another', () => {
  forgetDrafts();
  location.reload();
});
me.start();
inbox.start((listener) => new TabStream(listener));
watch();
document.body.append(document.createElement('hp-app'));
