import { LitElement, html } from 'lit';
import { property } from 'lit/decorators.js';
import { writeJson } from '../model/json';
import { escaped } from '../model/text';
import { base } from '../styles/base';
import './source-view';
import type { Paint } from './source-view';

/** Beyond this many characters a text is shown without colours, which would take too long. */
const COLOURED = 200_000;

/** The highlighter's, once it is there. */
let colours: Paint = plain;

/** JSON, formatted; characters that cannot be seen stand as escapes. It has colours once the highlighter is there. */
export class JsonView extends LitElement {
  @property({ attribute: false }) value: unknown;
  @property() label = 'JSON';

  static override styles = base;

  override connectedCallback(): void {
    super.connectedCallback();
    if (colours === plain) {
      import('./json-colours').then(
        ({ coloured }) => {
          colours = coloured;
          this.requestUpdate();
        },
        () => {
          // The text is whole without them.
        },
      );
    }
  }

  override render() {
    const text = escaped(writeJson(this.value ?? null, 2));
    const paint = text.length > COLOURED ? plain : colours;
    return html`<hp-source .text=${text} .label=${this.label} .paint=${paint}></hp-source>`;
  }
}

function plain(text: string): unknown {
  return text;
}

customElements.define('hp-json', JsonView);
