import type { Texts } from '../texts';
import { frame } from './frame';
import { home } from './home';
import { refused } from './refused';
import { setup } from './setup';
import { setupLinks } from './setup-links';
import { signIn } from './sign-in';

export const zh: Texts = { frame, home, refused, setup, setupLinks, signIn };
