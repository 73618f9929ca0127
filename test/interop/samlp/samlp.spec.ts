import { describeIdp } from '../support/describe-idp';
import { startSamlp } from './samlp';

describeIdp('samlp', startSamlp, { checksEcdsa: [] });
