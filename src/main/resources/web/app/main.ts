import './app.css';
import { watch } from './model/attention';
import { inbox } from './model/inbox';
import { applyTheme } from './model/settings';
import './views/app-view';

applyTheme();
inbox.start();
watch();
document.body.append(document.createElement('hp-app'));
