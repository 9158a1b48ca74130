/** What a stream is asked for with. */
export interface Credential {
  /** Sent as a Bearer; null where a cookie tells who it is, or nothing does. */
  readonly token: string | null;
  /** Another one each time that somebody has signed in or out; null where the tab knows of no such time. */
  readonly mark: string | null;
}
