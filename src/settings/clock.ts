/** Time as a dependency: services inject it, tests set it; the SAML core takes `now` as a plain argument. */
export class Clock {
  now(): Date {
    return new Date();
  }
}
