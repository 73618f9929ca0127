import type { FastifyReply } from 'fastify';
import { readCookie, setCookie } from '../../http/cookies';
import type { RamRequest } from '../../http/request';
import { recogniserOf } from '../../sentences/recognise';
import type { Translate } from '../../sentences/sentence';
import { en } from './en/en';
import type { Texts } from './texts';
import { sentences } from './zh/sentences/sentences';
import { zh } from './zh/zh';

export const LANGUAGES = ['en', 'zh'] as const;
export type Language = (typeof LANGUAGES)[number];

const CATALOGUES: Readonly<Record<Language, Texts>> = { en, zh };
const YEAR_SECONDS = 365 * 24 * 3600;

export function textsIn(language: Language): Texts {
  return CATALOGUES[language];
}

/** What is said in English where the catalogue lacks it. */
export function translatorTo(language: Language): Translate {
  return language === 'zh' ? (text) => sentences.get(text) : () => undefined;
}

/** The sentence that a kept English text was written from, where the catalogue has it. */
export const recognise = recogniserOf(sentences.keys());

export function isLanguage(value: unknown): value is Language {
  return LANGUAGES.some((language) => language === value);
}

/** The browser's choice by the switch, else by `Accept-Language` (RFC 9110, 12.5.4), else English. */
export function languageOf(request: RamRequest): Language {
  const chosen = readCookie(request, '__Host-ram_language') ?? readCookie(request, 'ram_language');
  return isLanguage(chosen) ? chosen : preferred(request.headers['accept-language']);
}

export function rememberLanguage(reply: FastifyReply, language: Language, baseUrl: string): void {
  const secure = baseUrl.startsWith('https:');
  const name = secure ? '__Host-ram_language' : 'ram_language';
  setCookie(reply, name, language, { path: '/', sameSite: 'lax', secure, maxAgeSeconds: YEAR_SECONDS });
}

function preferred(header = ''): Language {
  const ranked = header
    .toLowerCase()
    .split(',')
    .map((range) => range.trim().split(/\s*;\s*q=/))
    .map(([tag = '', weight = '1']) => ({ language: tag.split('-')[0], weight: Number(weight) || 0 }))
    .filter(({ weight }) => weight > 0)
    .sort((a, b) => b.weight - a.weight);
  return ranked.map(({ language }) => language).find(isLanguage) ?? 'en';
}
