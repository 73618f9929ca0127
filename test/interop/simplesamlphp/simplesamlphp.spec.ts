import { describeIdp } from '../support/describe-idp';
import { startSimplesamlphp } from './simplesamlphp';

describeIdp('SimpleSAMLphp', () => startSimplesamlphp('metadata'), { rollsOver: true, checksEcdsa: [] });
