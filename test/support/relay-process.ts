// Builds the relay once per test file, and runs it as the program that it is: what is killed is what people run.
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';

/** A relay of its own process over a folder. */
export async function spawnRelay(program: string, folder: string, port = 0) {
  const script = `import(${JSON.stringify(program)}).then(({ main }) => main(process.argv.slice(1)))`;
  const args = ['--port', String(port), '--host', '127.0.0.1', '--data', folder];
  const child: ChildProcess = spawn(process.execPath, ['--input-type=module', '-e', script, '--', ...args], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  const started = new Promise<string>((done, fail) => {
    const look = (data: Buffer) => {
      output += data;
      const found = /"event":"started","url":"([^"]+)"/.exec(output)?.[1];
      if (found !== undefined) done(found);
    };
    child.stdout?.on('data', look);
    child.stderr?.on('data', look);
    child.once('exit', () => fail(new Error(`The relay ended: ${output}`)));
  });
  const url = await started;
  const exited = once(child, 'exit');
  return {
    url,
    output: () => output,
    /** Ends it as a loss of power ends a process. */
    async kill() {
      child.kill('SIGKILL');
      await exited;
    },
    async end() {
      child.kill('SIGTERM');
      const [code] = await exited;
      return code as number | null;
    },
  };
}
