import type { ResolveHook } from 'node:module';

/**
 * A resolve hook of Node: a user's TypeScript is an ES module, whatever the package around it
 * says. Without it, TypeScript in a folder without `"type": "module"` would be CommonJS, which
 * cannot share this package with the command line.
 */
export const resolve: ResolveHook = async (specifier, context, nextResolve) => {
  const resolved = await nextResolve(specifier, context);
  const { pathname } = new URL(resolved.url);
  const isUsers = /\.tsx?$/.test(pathname) && !pathname.includes('/node_modules/');
  return isUsers ? { ...resolved, format: 'module' } : resolved;
};
