import { describeIdp } from '../support/describe-idp';
import { startSimplesamlphp } from './simplesamlphp';

describeIdp('SimpleSAMLphp, by the entry that the service writes for it', () => startSimplesamlphp('entry'));
