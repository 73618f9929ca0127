import type { Settings } from '../settings/settings';

/**
 * On every answer. A page that needs more sets its own `content-security-policy`; what may be kept by a cache says so itself.
 * `same-origin` rather than `no-referrer`: with the latter a form posts `Origin: null`.
 */
export function securityHeaders(settings: Settings): Readonly<Record<string, string>> {
  const isHttps = settings.baseUrl.startsWith('https:');
  return {
    'content-security-policy':
      "default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'self'",
    'x-content-type-options': 'nosniff',
    'x-frame-options': 'DENY',
    'referrer-policy': 'same-origin',
    'cross-origin-opener-policy': 'same-origin',
    'cross-origin-resource-policy': 'same-origin',
    'permissions-policy': 'camera=(), geolocation=(), microphone=(), payment=(), usb=()',
    'cache-control': 'no-store',
    ...(isHttps ? { 'strict-transport-security': 'max-age=31536000; includeSubDomains' } : {}),
  };
}
