import { frame } from './frame';
import { home } from './home';
import { refused } from './refused';
import { setup } from './setup';
import { setupLinks } from './setup-links';
import { signIn } from './sign-in';

/** The English catalogue: a file a part of the console. Its type is what every other language must have. */
export const en = { frame, home, refused, setup, setupLinks, signIn };
