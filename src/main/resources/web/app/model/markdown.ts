import { Marked, type Tokens } from 'marked';

/**
 * Mark-up in Markdown is text, and so are images: not even the parser sees a tag of an asker's. Headings begin below
 * those of the card, whose title nothing in a plan may look like.
 */
const markdown = new Marked({
  gfm: true,
  async: false,
  renderer: {
    html: ({ text }: Tokens.HTML | Tokens.Tag) => asText(text),
    image: ({ text, href }: Tokens.Image) => asText(`[image: ${text}](${href})`),
    heading({ tokens, depth }: Tokens.Heading) {
      const level = Math.min(6, depth + 2);
      return `<h${level}>${this.parser.parseInline(tokens)}</h${level}>`;
    },
  },
});

/** Markdown of an asker as HTML that is not sanitised yet. */
export function toHtml(text: string): string {
  return markdown.parse(text) as string;
}

function asText(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}
