import { describeIdp } from '../support/describe-idp';
import { startLemonldapNg } from './lemonldap-ng';

describeIdp('LemonLDAP::NG', startLemonldapNg, { checksEcdsa: [] });
