import ipaddr from 'ipaddr.js';
import { isOneLine } from './one-line';
import { readUrl } from '../addresses/read-url';

/** Processes of a node; more than any machine has cores that we know. */
export const MOST_WORKERS = 64;

/** Reads a setting's text; throws a `WrongSetting` that ends the sentence "NAME must be ...". */
export type Rule<T> = (text: string) => T;

/** @param message what the setting must be, without its value where that is a secret. */
export class WrongSetting extends Error {}

export function wholeNumber(min: number, max: number): Rule<number> {
  return (text) => {
    const value = /^\d{1,10}$/.test(text) ? Number(text) : NaN;
    if (value >= min && value <= max) return value;
    throw new WrongSetting(`a whole number from ${min} to ${max}, not ${quoted(text)}`);
  };
}

export function number(min: number, max: number): Rule<number> {
  return (text) => {
    const value = /^\d{1,6}(\.\d{1,6})?$/.test(text) ? Number(text) : NaN;
    if (value >= min && value <= max) return value;
    throw new WrongSetting(`a number from ${min} to ${max}, not ${quoted(text)}`);
  };
}

export function oneOf<T extends string>(...allowed: readonly T[]): Rule<T> {
  return (text) => {
    const found = allowed.find((value) => value === text);
    if (found !== undefined) return found;
    throw new WrongSetting(
      `${allowed.slice(0, -1).join(', ')} or ${allowed.at(-1) ?? ''}, not ${quoted(text)}`,
    );
  };
}

export const host: Rule<string> = (text) => {
  if (/^[A-Za-z0-9.:_-]{1,253}$/.test(text)) return text;
  throw new WrongSetting(`an address or a host name to listen on, not ${quoted(text)}`);
};

/** An origin; plain http for loopback only, as cookies and assertions would cross a network in the clear. */
export const origin: Rule<string> = (text) => {
  const url = webUrl(text);
  const isOrigin = url.pathname === '/' && !url.search && !url.hash;
  if (!isOrigin)
    throw new WrongSetting(`an origin without a path, such as https://sso.example.com, not ${quoted(text)}`);
  if (url.protocol === 'http:' && !isLoopback(url.hostname)) {
    throw new WrongSetting(
      `https outside of loopback, not ${quoted(text)}: plain http would show sessions to the network`,
    );
  }
  return url.origin;
};

export const webAddress: Rule<string> = (text) => {
  const url = webUrl(text);
  if (url.hash) throw new WrongSetting(`an address without a fragment, not ${quoted(text)}`);
  return url.href;
};

function webUrl(text: string): URL {
  const url = readUrl(text);
  const isWeb = url?.protocol === 'http:' || url?.protocol === 'https:';
  if (url && isWeb && !url.username && !url.password) return url;
  throw new WrongSetting(`an http or https address without a user name or password, not ${quoted(text)}`);
}

function isLoopback(hostname: string): boolean {
  const name = hostname.replace(/^\[|\]$/g, '');
  if (name === 'localhost' || name.endsWith('.localhost')) return true;
  return ipaddr.isValid(name) && ipaddr.process(name).range() === 'loopback';
}

/** Its value holds a password and is never shown. */
export const postgresUrl: Rule<string> = (text) => {
  const url = readUrl(text);
  if (url && ['postgres:', 'postgresql:'].includes(url.protocol)) return text;
  throw new WrongSetting('a URL such as postgresql://user:password@host:5432/database');
};

export const path: Rule<string> = (text) => {
  if (!text.includes('\0')) return text;
  throw new WrongSetting('the path of a directory, or of a file');
};

export const shortName: Rule<string> = (text) => {
  if (/^[a-z0-9-]{1,40}$/.test(text)) return text;
  throw new WrongSetting(`1 to 40 of a-z, 0-9 and hyphens, not ${quoted(text)}`);
};

const DOMAIN = /^(?=.{1,180}$)[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?(\.[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?)*$/;

export const domain: Rule<string> = (text) => {
  const name = text.toLowerCase();
  if (DOMAIN.test(name)) return name;
  throw new WrongSetting(
    `a DNS name (letters, digits, hyphens and dots) of at most 180 characters, not ${quoted(text)}`,
  );
};

export function oneLine(limit: number): Rule<string> {
  return (text) => {
    if (isOneLine(text, limit)) return text;
    throw new WrongSetting(`one line of at most ${limit} printable characters, not ${quoted(text)}`);
  };
}

const MAILBOX = /^[a-z0-9_+-]+(\.[a-z0-9_+-]+)*$/i;

/** The mailboxes that need no quotes, neither in a header nor in a URI. */
export const email: Rule<string> = (text) => {
  const at = text.lastIndexOf('@');
  const mailbox = text.slice(0, Math.max(at, 0));
  if (mailbox.length <= 64 && MAILBOX.test(mailbox) && DOMAIN.test(text.slice(at + 1).toLowerCase()))
    return text;
  throw new WrongSetting(`an e-mail address such as saml@example.com, not ${quoted(text)}`);
};

export const addresses: Rule<string[]> = (text) => {
  const all = text.split(',').map((part) => part.trim());
  const wrong = all.find((one) => !(ipaddr.isValidCIDR(one) || (ipaddr.isValid(one) && /[.:]/.test(one))));
  if (wrong === undefined) return all;
  throw new WrongSetting(`IP addresses or CIDRs, separated by commas; ${quoted(wrong)} is neither`);
};

const MIN_TOKEN_LENGTH = 16;

export const adminToken: Rule<string> = (text) => {
  if (text.length >= MIN_TOKEN_LENGTH && /^[A-Za-z0-9._~+/-]{1,512}=*$/.test(text)) return text;
  throw new WrongSetting(
    `at least ${MIN_TOKEN_LENGTH} (and at most 512) letters, digits or any of "._~+/-", as "openssl rand -hex 32" makes them`,
  );
};

const KEY_BYTES = 32;

export const masterKey: Rule<Buffer> = (text) => {
  const key = /^[A-Za-z0-9+/_-]+={0,2}$/.test(text) ? Buffer.from(text, 'base64') : Buffer.alloc(0);
  if (key.length === KEY_BYTES) return key;
  throw new WrongSetting(`${KEY_BYTES} bytes in base64, as "openssl rand -base64 ${KEY_BYTES}" makes them`);
};

function quoted(text: string): string {
  return JSON.stringify(text.length > 100 ? `${text.slice(0, 100)}...` : text);
}
