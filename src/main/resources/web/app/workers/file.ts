/**
 * The file of a worker, which is bundled apart from the page. It is named by its content: a page of another version
 * of the service never talks to a worker of this one.
 */
export function workerFile(name: 'markdown' | 'stream' | 'notifications'): string {
  return document.querySelector<HTMLMetaElement>(`meta[name=worker-${name}]`)!.content;
}
