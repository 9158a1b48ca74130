// The entry. Under any other name the bundler would take every file as one, and load the charts with the inbox.
import './app.css';
import { watch } from './model/attention';
import { inbox } from './model/inbox';
import { applyTheme } from './model/settings';
import { TabStream } from './stream/tab-stream';
import './views/app-view';

applyTheme();
inbox.start((listener) => new TabStream(listener));
watch();
document.body.append(document.createElement('hp-app'));
