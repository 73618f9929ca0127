import { describeIdp } from '../support/describe-idp';
import { startSamlify } from './samlify';

describeIdp('samlify', startSamlify, { rollsOver: true, signsOutByPost: true });
