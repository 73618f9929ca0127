import type { FastifyReply } from 'fastify';
import { selfPostingForm } from '../html/self-posting-form';
import { sendPage } from '../http/send-page';
import type { CarriedMessage } from './carry-message';

/** @param status of a redirect; a form is a page of its own. @param frameAncestors origins that may carry the form in a frame */
export function sendMessage(
  reply: FastifyReply,
  message: CarriedMessage,
  status: 302 | 303,
  frameAncestors?: readonly string[],
): void {
  if (message.kind === 'redirect') void reply.redirect(message.url, status);
  else sendPage(reply, selfPostingForm({ ...message.form, frameAncestors }));
}
