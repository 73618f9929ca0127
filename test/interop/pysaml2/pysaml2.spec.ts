import { describeIdp } from '../support/describe-idp';
import { startPysaml2 } from './pysaml2';

describeIdp('pysaml2', startPysaml2, { rollsOver: true, signsOutByPost: true, checksEcdsa: ['post'] });
