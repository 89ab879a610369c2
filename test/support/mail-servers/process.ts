// A server program of a test's own: started, waited for until it takes connections, ended with all that it started.
import { type ChildProcess, spawn } from 'node:child_process';
import { connect } from 'node:net';

function takesConnections(port: number): Promise<boolean> {
  return new Promise((done) => {
    const socket = connect(port, '127.0.0.1');
    socket.once('connect', () => {
      socket.destroy();
      done(true);
    });
    socket.once('error', () => done(false));
  });
}

const pause = (milliseconds: number) => new Promise<void>((next) => setTimeout(next, milliseconds));

export interface ServerProcess {
  end(): Promise<void>;
}

/** @param name - what it is called when it does not start. @param port - the one that says it is ready */
export async function startServer(
  name: string,
  command: string,
  args: readonly string[],
  port: number,
): Promise<ServerProcess> {
  // A group of its own: what is left of it is ended by its number.
  const child: ChildProcess = spawn(command, args, { stdio: ['ignore', 'pipe', 'pipe'], detached: true });
  let output = '';
  child.stdout?.on('data', (data: Buffer) => {
    output += data;
  });
  child.stderr?.on('data', (data: Buffer) => {
    output += data;
  });
  let isOver = false;
  const exited = new Promise<void>((done) => {
    child.once('error', (error) => {
      output += error.message;
      isOver = true;
      done();
    });
    child.once('exit', () => {
      isOver = true;
      done();
    });
  });
  const killAll = () => {
    if (child.pid === undefined) return;
    try {
      process.kill(-child.pid, 'SIGKILL');
    } catch {
      // All of it is gone.
    }
  };
  process.once('exit', killAll);
  const until = Date.now() + 30_000;
  while (!(await takesConnections(port))) {
    if (isOver || Date.now() > until) {
      killAll();
      throw new Error(`${name} does not start: ${output}`);
    }
    await pause(10);
  }
  return {
    async end() {
      child.kill('SIGTERM');
      const timer = setTimeout(killAll, 4_000);
      await exited;
      clearTimeout(timer);
      killAll();
      process.off('exit', killAll);
    },
  };
}
