/** Thrown where a browser has to go elsewhere first (to sign in, say): answered 303, or as htmx asks for it. */
export class Redirection extends Error {
  /** @param location a path of ours */
  constructor(readonly location: string) {
    super(`go to ${location} first`);
    this.name = 'Redirection';
  }
}
