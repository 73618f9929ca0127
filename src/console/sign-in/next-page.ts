/** Where a browser goes on to after it signed in: a page of the console, whatever the address asks for. */
export function nextPage(wish: unknown): string {
  if (typeof wish !== 'string' || wish.length > 2048 || !/^\/admin(?:[/?][\w\-./~%?=&:@+]*)?$/.test(wish))
    return '/admin';
  const { pathname, search } = new URL(wish, 'http://console.invalid');
  const isOurs = pathname === '/admin' || pathname.startsWith('/admin/');
  return isOurs && !pathname.startsWith('/admin/sign-') ? `${pathname}${search}` : '/admin';
}
