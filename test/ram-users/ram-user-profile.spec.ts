import { changedFields, newProfile, patchProfile } from '../../src/ram-users/ram-user-profile';

const alice = newProfile({ userName: 'alice', displayName: 'Alice', email: 'alice@acme.example' });

it('gives a new user defaults', () => {
  expect(newProfile({ userName: 'bob', email: null, status: null })).toEqual({
    userName: 'bob',
    displayName: null,
    email: null,
    mobilePhone: null,
    comments: null,
    status: 'active',
    consoleRole: 'none',
  });
});

it('changes what a patch names, clears what it names null, and leaves the rest', () => {
  const patched = patchProfile(alice, { displayName: null, comments: 'x', email: undefined });
  expect(patched).toEqual({ ...alice, displayName: null, comments: 'x' });
});

it('takes a consoleRole of null for the default', () => {
  expect(patchProfile({ ...alice, consoleRole: 'admin' }, { consoleRole: null }).consoleRole).toBe('none');
});

it('takes a status of null for the default', () => {
  expect(patchProfile({ ...alice, status: 'disabled' }, { status: null }).status).toBe('active');
});

it('names what differs', () => {
  expect(changedFields(alice, alice)).toEqual([]);
  expect(changedFields(alice, { ...alice, userName: 'Alice', status: 'disabled' })).toEqual([
    'userName',
    'status',
  ]);
});
