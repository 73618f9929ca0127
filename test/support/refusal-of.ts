import { SamlRefusal } from '../../src/saml/refusal';

/** The refusal that `run` throws; anything else that it does fails the test. */
export function refusalOf(run: () => unknown): SamlRefusal {
  try {
    run();
  } catch (error) {
    if (error instanceof SamlRefusal) return error;
    throw error;
  }
  throw new Error('Expected a SamlRefusal, but it was accepted');
}
