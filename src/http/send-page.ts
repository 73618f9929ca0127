import type { FastifyReply } from 'fastify';
import type { Page } from '../html/page';

export function sendPage(reply: FastifyReply, page: Page): void {
  void reply
    .header('content-security-policy', page.contentSecurityPolicy)
    .type('text/html; charset=utf-8')
    .send(page.html);
}
