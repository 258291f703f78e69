import { createHash } from 'node:crypto';
import { rmSync } from 'node:fs';
import { connect, createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';

/** What one thread of this process has, and no other; gone with the thread, however it ends. */
export interface FileClaim {
  release(): void;
}

/** Between making a socket and listening there is nothing but another thread's turn, wall ms. */
const SOON_MS = 20;

/**
 * Claims a file among the threads of this process, which share the locks that the system gives a
 * process and so are not kept apart by them.
 *
 * The claim is a local socket that is listened on: the system lets one listen, holds that also
 * while the thread is busy, and ends it with the thread.
 *
 * @param path - the file's real one
 * @returns `null` when it is claimed
 * @throws Error when the system's folder for temporary files cannot hold a socket
 */
export async function claimFile(path: string): Promise<FileClaim | null> {
  const socket = socketFor(path);
  const server = await listen(socket);
  if (server !== null) return { release: () => void server.close() };
  if ((await isHeld(socket)) || (await isHeldSoon(socket))) return null;
  // Left by a process that was killed and had the same number.
  rmSync(socket, { force: true });
  return claimFile(path);
}

function socketFor(path: string): string {
  const digest = createHash('sha256').update(path).digest('hex').slice(0, 16);
  const name = `statehive-${process.pid}-${digest}`;
  return process.platform === 'win32' ? `\\\\.\\pipe\\${name}` : join(tmpdir(), name);
}

/** @returns `null` when there is such a socket */
function listen(socket: string): Promise<Server | null> {
  return new Promise((resolve, reject) => {
    const server = createServer((caller) => caller.destroy()).unref();
    server.once('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'EADDRINUSE') resolve(null);
      else reject(error);
    });
    server.listen(socket, () => resolve(server));
  });
}

/** Whether anybody listens who had only just made the socket. */
async function isHeldSoon(socket: string): Promise<boolean> {
  await pause(SOON_MS);
  return isHeld(socket);
}

/** Whether anybody listens. */
function isHeld(socket: string): Promise<boolean> {
  return new Promise((resolve) => {
    const caller = connect(socket, () => answer(true));
    caller.once('error', ({ code }: NodeJS.ErrnoException) =>
      answer(code !== 'ECONNREFUSED' && code !== 'ENOENT'),
    );
    const answer = (is: boolean) => {
      caller.destroy();
      resolve(is);
    };
  });
}
