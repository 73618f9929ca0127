import { Problem } from '../../http/problem';
import { checkText } from '../../http/text-check';
import { Validation } from '../../http/validation';
import { CreateRamUserBody } from '../ram-user.dto';

const validation = new Validation();

/** Holds a line to all that a body of `POST /users` is held to. */
export async function checkLine(value: object): Promise<CreateRamUserBody | Problem> {
  try {
    checkText(value, 'line');
    const body = await validation.transform(value, { type: 'body', metatype: CreateRamUserBody });
    return body as CreateRamUserBody;
  } catch (error) {
    if (error instanceof Problem) return error;
    throw error;
  }
}
