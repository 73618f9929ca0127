import { RamSso, type RamSsoOptions } from '../../src/sdk/sdk';

/** A client whose requests go nowhere: each is answered with the next answer, and the last one over and over. */
export function recordingClient(
  answers: readonly (() => Response | Promise<Response>)[] = [
    () => Response.json({ items: [], nextCursor: null }),
  ],
  options: Partial<RamSsoOptions> = {},
): { readonly sso: RamSso; readonly requests: Request[] } {
  const requests: Request[] = [];
  const sso = new RamSso({
    baseUrl: 'https://sso.example',
    token: 'a token',
    fetch: async (request) => {
      requests.push(request.clone());
      const answer = answers[requests.length - 1] ?? answers.at(-1);
      if (!answer) throw new Error('There is no answer');
      return answer();
    },
    ...options,
  });
  return { sso, requests };
}
