import type { ExecutionContext } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { AccessGuard } from '../../src/access/access.guard';
import { AdmitCaller } from '../../src/access/admit-caller';
import type { Authenticate } from '../../src/access/authenticate';
import { Public, Requires } from '../../src/http/access';
import type { TenantsService } from '../../src/tenants/tenants.service';

class Controller {
  undecorated(): void {
    return;
  }

  @Public()
  open(): void {
    return;
  }

  @Requires('viewer')
  ofNoTenant(): void {
    return;
  }
}

@Public()
class PublicController {
  undecorated(): void {
    return;
  }

  @Requires('admin')
  required(): void {
    return;
  }
}

const run = jest.fn<ReturnType<Authenticate['run']>, []>(() =>
  Promise.resolve({ actor: 'platform', role: 'admin', tenant: null }),
);
const findRef = jest.fn();
const admit = new AdmitCaller({ run } as unknown as Authenticate, { findRef } as unknown as TenantsService);
const guard = new AccessGuard(new Reflector(), admit);

function at(controller: new () => object, handler: () => void): ExecutionContext {
  const request = { headers: {}, params: {}, ip: '192.0.2.1', id: 'r' };
  return {
    getHandler: () => handler,
    getClass: () => controller,
    switchToHttp: () => ({ getRequest: () => request }),
  } as unknown as ExecutionContext;
}

describe('AccessGuard', () => {
  it('closes a route that says nothing to everyone, before it asks who it is', async () => {
    run.mockClear();
    const context = at(Controller, Controller.prototype.undecorated);
    await expect(guard.canActivate(context)).rejects.toMatchObject({ code: 'auth.forbidden' });
    expect(run).not.toHaveBeenCalled();
  });

  it('opens a public route without asking who it is', async () => {
    run.mockClear();
    await expect(guard.canActivate(at(Controller, Controller.prototype.open))).resolves.toBe(true);
    await expect(
      guard.canActivate(at(PublicController, PublicController.prototype.undecorated)),
    ).resolves.toBe(true);
    expect(run).not.toHaveBeenCalled();
  });

  it('holds a route to its own requirement in a controller that is public', async () => {
    const context = at(PublicController, PublicController.prototype.required);
    await expect(guard.canActivate(context)).rejects.toMatchObject({ code: 'auth.forbidden' });
  });

  it("closes a tenant's route that names no tenant, to the platform too", async () => {
    const context = at(Controller, Controller.prototype.ofNoTenant);
    await expect(guard.canActivate(context)).rejects.toMatchObject({ code: 'auth.forbidden' });
    expect(findRef).not.toHaveBeenCalled();
  });
});
